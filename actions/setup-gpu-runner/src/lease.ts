import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { formatDuration, type Services } from '@ml-actions/action'
import {
  acquire,
  type Device,
  findJobProcess,
  type JobProcess,
  LeaseDirectoryError,
  type LeaseOutcome,
  type ProcessIdentity,
  release,
  standpoint,
  startSampler,
  type Waiting,
} from '@ml-actions/gpu'
import type { Inputs } from './definition.ts'
import { Decided, type Dropped, type Found, type Situation } from './situation.ts'
import { saveHeld } from './state.ts'
import { unfit } from './unfit.ts'
import { useDevices } from './verify.ts'

interface Choice {
  readonly found: Found
  readonly fit: readonly Device[]
  readonly dropped: readonly Dropped[]
  readonly count: number
}

const SAMPLE_SECONDS = 10

/** Leases devices, tries them, and leases others instead of those that turn out to be unfit. */
export async function leaseDevices(inputs: Inputs, services: Services, choice: Choice): Promise<Situation> {
  const { found, count } = choice
  const { clock, context, env, log } = services
  const owner = await findJobProcess(await standpoint(), env['RUNNER_TRACKING_ID'] ?? '')
  log.info(`The lease ends with the job: ${describe(owner)}`)
  const endsAt = clock.now() + inputs.wait
  const dropped = [...choice.dropped]
  let waitedMs = 0
  for (;;) {
    const candidates = choice.fit.filter(({ id }) => !dropped.some(({ device }) => device.id === id))
    if (candidates.length < count || candidates.length === 0) throw unfit(found, dropped, 'host')
    const outcome = await lease(inputs, services, owner, {
      candidates,
      count,
      waitMs: Math.max(0, endsAt - clock.now()),
    })
    for (const { state, file, ...rest } of outcome.survey.leases) {
      if (state === 'unknown' && 'why' in rest)
        log.warning(
          `${file} keeps its device: ${rest.why}. Nobody can tell whether it is in use; remove the file when you know that it is not.`,
        )
    }
    if (outcome.survey.foreign.length > 0)
      log.info(`Left alone in ${inputs['lease-directory']}: ${outcome.survey.foreign.slice(0, 20).join(', ')}`)
    if (outcome.kind === 'busy') throw busy(inputs, found, outcome.waiting, count, dropped)
    waitedMs += outcome.waitedMs
    const { grant } = outcome
    // Saved before anything else can go wrong: what main leaves, post gives back.
    saveHeld(services, { grant, grantedAt: clock.now() })
    const granted = candidates.filter(({ id }) => grant.devices.includes(id))
    const used = await useDevices(inputs, services, found, granted, { strangers: true })
    if (used.dropped.length > 0) {
      for (const { device, why } of used.dropped) log.warning(`${device.id} is left out: ${why}`)
      await release(grant, env)
      dropped.push(...used.dropped)
      continue
    }
    const samples = join(context.temp, `ml-actions-gpu-use-${randomUUID()}.csv`)
    const sampler = found.vendor === 'nvidia' ? await watchUse(owner, samples, services) : null
    saveHeld(services, { grant, grantedAt: clock.now(), ...(sampler === null ? {} : { samples, sampler }) })
    return {
      verdict: 'pass',
      reason: 'granted',
      message: `${count} device(s) leased to this job: ${grant.devices.join(', ')}${waitedMs >= 1_000 ? `, after ${formatDuration(waitedMs)}` : ''}.`,
      discovery: found,
      granted,
      dropped,
      allocator: 'host',
      cuda: used.cuda,
      lease: { directory: grant.directory, owner: describe(owner), waitedMs },
      notes:
        grant.holder === null
          ? ['No holder process could be started; jobs in other containers will see this lease as held for ever.']
          : [],
    }
  }
}

/** How the devices are used is good to know; a job does not fail for it. */
async function watchUse(owner: JobProcess, file: string, { env, log }: Services): Promise<ProcessIdentity | null> {
  try {
    return await startSampler(owner, file, env, SAMPLE_SECONDS)
  } catch (error) {
    log.info(`The devices’ use is not noted: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}

async function lease(
  inputs: Inputs,
  { context, env, log, signal }: Services,
  owner: JobProcess,
  {
    candidates,
    count,
    waitMs,
  }: { readonly candidates: readonly Device[]; readonly count: number; readonly waitMs: number },
): Promise<LeaseOutcome> {
  try {
    return await log.phase(`Lease ${count} of ${candidates.length} fit device(s)`, () =>
      acquire({
        directory: inputs['lease-directory'],
        candidates: candidates.map(({ id }) => id),
        count,
        waitMs,
        owner,
        label: { repository: context.repository, run: context.runUrl, job: context.job, runner: context.runnerName },
        env,
        signal,
        onWait: (waiting) =>
          log.info(
            `Waiting, number ${waiting.position} in the queue; ${waiting.free} of ${count} free. ${holders(waiting)}`,
          ),
      }),
    )
  } catch (error) {
    if (!(error instanceof LeaseDirectoryError)) throw error
    throw new Decided({
      verdict: 'fail',
      reason: 'lease-unavailable',
      message: `${error.message} Nothing is granted without a lease (${error.problem}).`,
    })
  }
}

function busy(inputs: Inputs, found: Found, waiting: Waiting, count: number, dropped: readonly Dropped[]): Decided {
  const ahead = waiting.position > 1 ? ` ${waiting.position - 1} job(s) came before.` : ''
  return new Decided({
    verdict: 'inconclusive',
    reason: 'busy',
    discovery: found,
    dropped,
    allocator: 'host',
    message: `${count} device(s) were not free within ${formatDuration(inputs.wait)}: ${waiting.free} are.${ahead} ${holders(waiting)} Raise \`wait\`.`,
  })
}

function holders({ holders: found }: Waiting): string {
  return found
    .map((lease) =>
      lease.record === undefined
        ? `${lease.device}: held by an unreadable lease.`
        : `${lease.device}: ${lease.record.label.repository} ${lease.record.label.job} on ${lease.record.label.runner}, since ${lease.record.since}.`,
    )
    .join(' ')
}

function describe({ pid, name, kind }: JobProcess): string {
  const known = {
    worker: 'the runner’s worker',
    runner: 'the runner’s job process',
    container: 'the container’s first process',
    ancestor: 'no job process was recognised; the outermost process that started this step',
  }
  return `pid ${pid} (${name}; ${known[kind]})`
}
