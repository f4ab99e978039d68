// @calm It waits for a switch in the cluster.
// @seconds 135
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { canaryWeight, readRelease } from '@ml-actions/kubernetes'
import { until } from '../support/within.ts'
import { type Run, textOf } from './faults/action.ts'
import { failuresOf } from './faults/load.ts'
import { remainsOf, settled } from './faults/remains.ts'
import { type Lane, openWorld, type World } from './faults/world.ts'
import { nodeImage } from './node-image.ts'

// The dead man's switch on the real cluster, with the account of its README. The lease lasts as long as it does by default: what is
// measured here is what users get. Each case has a namespace of its own, and all go at once.

const LIMIT_MS = 15 * 60_000
const RATE = 12

interface Case<Found> {
  readonly lane: Lane
  readonly found: Found
}

let world: World
let inputs: Readonly<Record<string, string>>
let cases: Awaited<ReturnType<typeof play>>

beforeAll(async () => {
  const [opened, image] = await Promise.all([openWorld('dead-man'), nodeImage()])
  world = opened
  inputs = { 'dead-man': 'on', 'dead-man-image': image, 'lease-duration': '30s' }
  cases = await play()
}, LIMIT_MS)
afterAll(() => world.close(), LIMIT_MS)

async function play() {
  const [killed, frozen, refused, promoted] = await Promise.all([
    onLane(killForGood),
    onLane(freeze),
    onLane(withoutAccount, false),
    onLane(async (lane) => (await lane.promote(world.second, inputs)).ended),
  ])
  return { killed, frozen, refused, promoted }
}

/** Plays a case where the second release stands as a canary beside the first. */
async function onLane<Found>(work: (lane: Lane) => Promise<Found>, account = true): Promise<Case<Found>> {
  const lane = await world.lane(RATE)
  if (account) await lane.arm()
  const placed = await (await lane.deploy(world.second, { canary: 'true' })).ended
  if (placed.outputs['reason'] !== 'canary-placed') throw new Error(textOf(placed.lines))
  return { lane, found: await work(lane) }
}

// The canary keeps half of the traffic for as long as these cases take.
const LONG = { 'step-min': '10m', timeout: '20m' }

async function killForGood(lane: Lane) {
  const run = await lane.promote(world.second, { ...inputs, ...LONG })
  await becomes(() => sees(lane, 'second'))
  run.kill('SIGKILL')
  const killedMs = Date.now()
  await becomes(async () => (await weight(lane)) === 0)
  const backMs = Date.now()
  await becomes(() => Date.now() - backMs > 3_000)
  const jobs = (await lane.cluster.list(JOBS, { namespace: lane.namespace })).items.length
  const state = (await readRelease(lane.cluster, { namespace: lane.namespace, name: 'app' }))?.state
  const next = await (await lane.promote(world.second, inputs, 2)).ended
  return {
    killed: (await run.ended).killed,
    killedMs,
    backMs,
    jobs,
    state,
    next,
    remains: await remainsOf(lane.cluster, lane.namespace),
  }
}

async function freeze(lane: Lane) {
  const run = await lane.promote(world.second, { ...inputs, ...LONG })
  await becomes(() => sees(lane, 'second'))
  run.kill('SIGSTOP')
  const frozenMs = Date.now()
  await becomes(async () => (await weight(lane)) === 0)
  const backMs = Date.now()
  await becomes(() => Date.now() - frozenMs > 90_000)
  run.kill('SIGCONT')
  const woken = await run.ended
  const weightThen = await weight(lane)
  const next = await (await lane.promote(world.second, { ...inputs, mode: 'abort' }, 2)).ended
  return { frozenMs, backMs, woken, weightThen, next, remains: await remainsOf(lane.cluster, lane.namespace) }
}

async function withoutAccount(lane: Lane) {
  const run = await (await lane.promote(world.second, inputs)).ended
  return { run, weight: await weight(lane), jobs: (await lane.cluster.list(JOBS, { namespace: lane.namespace })).items }
}

const JOBS = { apiVersion: 'batch/v1', kind: 'Job' }

async function weight({ cluster, namespace }: Lane): Promise<number | undefined> {
  const address = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', name: 'app', namespace }
  const route = await cluster.get(address)
  return route === undefined ? undefined : canaryWeight(route, 'app')
}

const becomes = (so: () => Promise<boolean> | boolean): Promise<void> => until(so, LIMIT_MS)

function sees({ load }: Lane, release: string): boolean {
  return load.seen.some(({ text }) => text === release)
}

/** Seconds from a moment to the last request that a release answered. */
function lastAnswer({ load }: Lane, release: string, fromMs: number): number {
  return ((load.seen.findLast(({ text }) => text === release)?.atMs ?? fromMs) - fromMs) / 1000
}

function resultOf({ outputs, exitCode }: Run): object {
  return { verdict: outputs['verdict'], reason: outputs['reason'], exitCode }
}

function tell(what: string, seconds: number): void {
  process.stdout.write(`| ${what} | ${seconds.toFixed(1)} |\n`)
}

describe('the runner is killed for good while the canary has half of the traffic', () => {
  test('the traffic is back within a minute, as the users see it, and none of it was lost', () => {
    const { lane, found } = cases.killed
    expect(found.killed).toBe(true)
    const seconds = lastAnswer(lane, 'second', found.killedMs)
    tell('killed for good: until the route is back', (found.backMs - found.killedMs) / 1000)
    tell('killed for good: until the last answer of the canary', seconds)
    expect(seconds).toBeGreaterThan(20)
    expect(seconds).toBeLessThan(60)
    expect(failuresOf(lane.load.seen)).toEqual([])
  })

  test('the state says why, and the Job has ended', () => {
    const { found } = cases.killed
    expect(found.jobs).toBe(1)
    expect(found.state).toMatchObject({ phase: 'going-back', weight: 0 })
    expect(found.state?.steps.at(-1)).toMatchObject({
      decision: 'dead-man',
      message: expect.stringMatching(/^no heartbeat of octo\/model\/actions\/runs\/7.* for 4\d s$/),
    })
  })

  test('the next run says so, is no pass, and cleans up', () => {
    const { found } = cases.killed
    expect(resultOf(found.next)).toEqual({ verdict: 'fail', reason: 'dead-man', exitCode: 1 })
    expect(textOf(found.next.lines)).toContain('no heartbeat of')
    expect(found.remains).toEqual(settled(world.first.digest))
  })
})

describe('the runner is frozen for 90 seconds', () => {
  test('the traffic goes back, and it writes nothing when it wakes up', () => {
    const { lane, found } = cases.frozen
    tell('frozen: until the route is back', (found.backMs - found.frozenMs) / 1000)
    expect(lastAnswer(lane, 'second', found.frozenMs)).toBeLessThan(60)
    expect(resultOf(found.woken)).toEqual({ verdict: 'fail', reason: 'dead-man', exitCode: 1 })
    expect(found.weightThen).toBe(0)
    expect(failuresOf(lane.load.seen)).toEqual([])
  })

  test('the next run cleans up', () => {
    const { found } = cases.frozen
    expect(resultOf(found.next)).toEqual({ verdict: 'fail', reason: 'dead-man', exitCode: 1 })
    expect(found.remains).toEqual(settled(world.first.digest))
  })
})

test('without its account nothing is moved, and the cluster’s own words say why', () => {
  const { lane, found } = cases.refused
  expect(resultOf(found.run)).toEqual({ verdict: 'inconclusive', reason: 'dead-man-not-armed', exitCode: 1 })
  expect(textOf(found.run.lines)).toContain('serviceaccount "ml-actions-dead-man" not found')
  expect(found).toMatchObject({ weight: 0, jobs: [] })
  expect(sees(lane, 'second')).toBe(false)
  tell('not armed: until the run says so', found.run.tookMs / 1000)
})

test('after a good end nothing of it is left', async () => {
  const { lane, found } = cases.promoted
  expect(resultOf(found)).toEqual({ verdict: 'pass', reason: 'promoted', exitCode: 0 })
  expect(textOf(found.lines)).toMatch(/Job\/app-dead-man-\d+ \(\S+@sha256:[0-9a-f]{64}\) gives the traffic back/)
  expect(await remainsOf(lane.cluster, lane.namespace)).toEqual(settled(world.second.digest))
  expect(failuresOf(lane.load.seen)).toEqual([])
})
