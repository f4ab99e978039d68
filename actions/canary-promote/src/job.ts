import type { Services } from '@ml-actions/action'
import type { Cluster, ReleaseState } from '@ml-actions/kubernetes'
import type { Result } from './conclude.ts'
import type { Connected } from './connect.ts'
import type { Inputs, Reason } from './definition.ts'
import type { Evidence } from './evidence/blocks.ts'
import { forecast, forecastLines } from './forecast.ts'
import type { Journal } from './journal.ts'
import { type Prepared, samplesFrom, timelineOf } from './prepare.ts'
import type { Session } from './session.ts'
import type { Settings } from './settings.ts'
import { type BackOptions, finishGoingBack, returnTraffic } from './traffic/go-back.ts'
import { settleTime, type Watched } from './watch.ts'

/** One run of the action with everything it needs. */
export interface Job {
  readonly inputs: Inputs
  readonly services: Services
  readonly settings: Settings
  readonly connected: Connected
  readonly journal: Journal
}

/** Saved for the post step: `open` while the canary may have traffic that nobody else would take away. */
export const STATE = 'canary'

// How long going back insists on a cluster that does not answer.
const PATIENCE_MS = 300_000

export function backOptions(
  { inputs, services, settings, connected }: Job,
  session: Session,
  prepared: Prepared,
): BackOptions {
  return {
    cluster: connected.cluster,
    route: prepared.route,
    session,
    log: services.log,
    clock: services.clock,
    drainMs: Math.max(1_000, settleTime(settings.intervalMs)),
    acceptMs: Math.min(inputs['rollout-timeout'], 60_000),
    patienceMs: PATIENCE_MS,
  }
}

/** Gives the traffic back and removes the canary. */
export async function goBack(job: Job, back: BackOptions, message: string): Promise<void> {
  const { log } = job.services
  const atMs = job.services.clock.now()
  await log.phase('Give all traffic back to stable', () => returnTraffic(back, message))
  const settledMs = job.services.clock.now()
  job.journal.moved({ atMs, settledMs, weight: 0 })
  note(job, 0, 'go-back', message)
  await log.phase('Remove the canary', () => finishGoingBack(back, message))
}

/** Everything a watch needs. `state` says where the traffic stands, `signal` ends the watch. */
export function watchedOf(
  job: Job,
  cluster: Cluster,
  prepared: Prepared,
  state: ReleaseState,
  signal: AbortSignal,
): Watched {
  const { inputs, settings, services, connected, journal } = job
  const { log, clock } = services
  const { namespace } = connected
  const timeline = timelineOf(state, clock.now(), settings.intervalMs)
  return {
    ...{ cluster, namespace, timeline, settings, journal, log, clock, signal },
    route: prepared.route,
    workload: inputs.workload,
    canaryImage: prepared.state.canary.image,
    collector: prepared.collect(samplesFrom(timeline)),
    statusLabel: inputs['status-label'],
    errorStatuses: new RegExp(inputs['error-statuses']),
  }
}

/** A watch of what this run moves, which ends, too, when the lease is lost. */
export function watchedOfJob(job: Job, session: Session, prepared: Prepared): Watched {
  const signal = AbortSignal.any([job.services.signal, session.lost])
  return watchedOf(job, job.connected.cluster, prepared, session.state, signal)
}

export function note({ journal, services }: Job, weight: number, decision: string, message: string): void {
  journal.note({ atMs: services.clock.now(), weight, decision, message })
}

/** Stable serves alone again. */
export function wentBack(session: Session, verdict: Result['verdict'], reason: Reason, message: string): Result {
  return { verdict, reason, message, serving: session.state.stable, weight: 0 }
}

/** What serves, and the weight, where nothing was settled. */
export function standing({ state }: Session): Pick<Result, 'serving' | 'weight'> {
  return { serving: state.stable, weight: state.weight }
}

/** Prints and keeps how long things take to be seen at the traffic of late. */
export function plan({ journal, settings, services }: Job, history: Evidence): void {
  const requests = history.blocks.reduce((sum, block) => sum + block.stable.requests + block.canary.requests, 0)
  const errors = history.blocks.reduce((sum, block) => sum + block.stable.errors, 0)
  const seen = history.blocks.filter(({ seen: isSeen }) => isSeen)
  const seconds = Math.max(1, seen.length) * (settings.intervalMs / 1000)
  const latency = history.blocks.map(({ stable }) => stable.latency)
  const timed = latency.reduce((sum, { total }) => sum + total, 0)
  const slower = history.edges.map((_, edge) => latency.reduce((sum, block) => sum + (block.slower[edge] ?? 0), 0))
  const traffic = {
    requestsPerSecond: requests / seconds,
    errorShare: requests === 0 ? 0 : errors / requests,
    slowerShares: timed === 0 || !settings.metrics.includes('latency') ? [] : slower.map((count) => count / timed),
    measured: requests,
  }
  journal.forecast = forecast(traffic, settings)
  for (const line of forecastLines(journal.forecast)) services.log.info(line)
}
