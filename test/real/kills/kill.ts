/** Kills a job at one of its writes and runs it again, as a person does. */
import { until } from '../../support/within.ts'
import { type Run, type Running, textOf } from '../faults/action.ts'
import { failuresOf } from '../faults/load.ts'
import { hasEnded, type Remains, remainsOf } from '../faults/remains.ts'
import type { Lane, Release } from '../faults/world.ts'
import { nodeImage } from '../node-image.ts'
import type { Job, Kill } from './cases.ts'

/** What became of it. */
export interface Outcome {
  /** The write at which it was killed, in its own words. */
  readonly killedAt: string | undefined
  readonly killed: boolean
  /** The reasons of the steps that were run again. */
  readonly reasons: readonly string[]
  readonly passed: boolean
  readonly remains: Remains
  /** Requests that were not answered by a release, and how many there were in all. */
  readonly failures: readonly string[]
  readonly asked: number
  /** From the kill until the job that was run again has ended. */
  readonly tookMs: number
  readonly log: string
}

/** A whole job; returns its writes. */
export async function whole(lane: Lane, job: Job, image: Release): Promise<readonly string[]> {
  if (isPromotion(job)) await succeed(await (await step(lane, 'placing', image)).ended)
  const from = lane.proxy.writes.length
  await succeed(await (await step(lane, job, image)).ended)
  const writes = lane.proxy.writes.slice(from)
  if (job === 'placing') await succeed(await (await step(lane, 'promotion', image)).ended)
  return writes
}

export async function kill(lane: Lane, { job, place, moment }: Kill, image: Release): Promise<Outcome> {
  const firstSeen = lane.load.seen.length
  if (isPromotion(job)) await succeed(await (await step(lane, 'placing', image)).ended)
  const from = lane.proxy.writes.length
  let running: Running | undefined
  let killedAt: string | undefined
  lane.proxy.atWrite((at, when) => {
    if (at !== from + place || when !== moment) return false
    killedAt = lane.proxy.writes[at - 1]
    running?.kill('SIGKILL')
    return true
  })
  running = await step(lane, job, image)
  const first = await running.ended
  const killedMs = Date.now()
  lane.proxy.atWrite(() => false)
  const again: Run[] = []
  // The whole job again: its steps one after the other, until one fails.
  for (const next of job === 'deployment'
    ? (['deployment'] as const)
    : (['placing', isPromotion(job) ? job : 'promotion'] as const)) {
    const run = await (await step(lane, next, image, 2)).ended
    again.push(run)
    if (run.exitCode !== 0) break
  }
  const tookMs = Date.now() - killedMs
  const passed = first.killed && again.every(({ exitCode }) => exitCode === 0)
  if (passed) await lane.serves(image.answers)
  // A switch that nobody ended sees by itself that nothing is on trial any more.
  if (job === 'watched promotion') await until(async () => !(await isWatched(lane)))
  const seen = lane.load.seen.slice(firstSeen)
  return {
    killedAt,
    killed: first.killed,
    reasons: again.map(({ outputs }) => outputs['reason'] ?? 'none'),
    passed,
    remains: await remainsOf(lane.cluster, lane.namespace),
    failures: failuresOf(seen),
    asked: seen.length,
    tookMs,
    log: [first, ...again].map(({ lines }) => textOf(lines)).join('\n––\n'),
  }
}

async function step(lane: Lane, job: Job, image: Release, attempt = 1): Promise<Running> {
  if (job === 'promotion') return lane.promote(image, {}, attempt)
  if (job === 'watched promotion')
    return lane.promote(image, { 'dead-man': 'on', 'dead-man-image': await nodeImage() }, attempt)
  return lane.deploy(image, job === 'placing' ? { canary: 'true' } : {}, attempt)
}

function isPromotion(job: Job): boolean {
  return job === 'promotion' || job === 'watched promotion'
}

/** Whether a Job of the namespace still runs. */
async function isWatched({ cluster, namespace }: Lane): Promise<boolean> {
  const { items } = await cluster.list({ apiVersion: 'batch/v1', kind: 'Job' }, { namespace })
  return !items.every(hasEnded)
}

async function succeed({ exitCode, lines }: Run): Promise<void> {
  if (exitCode !== 0) throw new Error(textOf(lines))
}
