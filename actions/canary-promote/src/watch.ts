import type { Clock, Log } from '@ml-actions/action'
import { type Cluster, isPassing, readIdentity } from '@ml-actions/kubernetes'
import { PrometheusError } from '@ml-actions/prometheus'
import { type Decision, decide, type Situation } from './decide.ts'
import { assess } from './evidence/assess.ts'
import { type Evidence, evidenceBlocks, type WeightChange } from './evidence/blocks.ts'
import type { Collector } from './evidence/collect.ts'
import type { Journal } from './journal.ts'
import { lookLine } from './look-line.ts'
import type { Settings } from './settings.ts'
import { canaryTrouble, rolloutOf, stableTrouble } from './traffic/health.ts'
import type { Route } from './traffic/route.ts'

/** What a watch looks at. */
export interface Watched {
  readonly cluster: Cluster
  readonly route: Route
  readonly namespace: string
  readonly workload: string
  readonly canaryImage: string
  readonly collector: Collector
  readonly timeline: Timeline
  readonly settings: Settings
  readonly statusLabel: string | undefined
  readonly errorStatuses: RegExp
  readonly journal: Journal
  readonly log: Log
  readonly clock: Clock
  /** Aborts on cancellation and when the Lease is lost. */
  readonly signal: AbortSignal
  /** Moves traffic and waits until the router took it; false when the router refused. Absent: whoever else moves it is only watched. */
  readonly move?: (weight: number, message: string) => Promise<boolean>
}

/** The grid of blocks and the weights in force. The grid starts some blocks before the canary, to learn what stable is like. */
export interface Timeline {
  /** When the canary was started. */
  readonly startMs: number
  readonly intervalMs: number
  readonly historyBlocks: number
  readonly weights: WeightChange[]
  /** The weight that was asked for last: the answer may have been lost on the way. */
  asked?: number
}

export type WatchEnd =
  | Exclude<Decision, { kind: 'advance' | 'hold' }>
  | { readonly kind: 'superseded'; readonly message: string }
  | { readonly kind: 'route-not-accepted'; readonly message: string }
  | { readonly kind: 'stopped' }

/** Requests may go by the old weight for this long after the router has taken the new one. */
export function settleTime(intervalMs: number): number {
  return Math.min(5_000, Math.max(250, intervalMs / 4))
}

/** The evidence up to the end of block `lastBlock` (counted from the canary's start). */
export function evidenceUntil(watched: Watched, lastBlock: number): Evidence {
  const { timeline, statusLabel, errorStatuses } = watched
  const { startMs, intervalMs, historyBlocks } = timeline
  return evidenceBlocks(watched.collector.samples(), {
    grid: { startMs: startMs - historyBlocks * intervalMs, stepMs: intervalMs, blocks: historyBlocks + lastBlock },
    weights: timeline.weights,
    startMs,
    warmUpMs: watched.settings.warmUpMs,
    statusLabel,
    errorStatuses,
  })
}

/** Looks once per interval and does what the evidence says, until something ends the watch. */
export async function watch(watched: Watched): Promise<WatchEnd> {
  const { settings, clock, signal, timeline, journal } = watched
  const { startMs, intervalMs } = timeline
  for (let block = Math.max(0, Math.floor((clock.now() - startMs) / intervalMs)); ; ) {
    if (signal.aborted) return { kind: 'stopped' }
    try {
      const end = await look(watched, block)
      if (end !== undefined) return end
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' }
      if (!isPassing(error) || clock.now() - journal.startedMs > settings.timeoutMs) throw error
      watched.log.info(`The cluster does not answer (${error.message}); nothing is moved.`)
    }
    // Late looks skip blocks: the evidence of them all is read in one go.
    block = Math.max(block + 1, Math.floor((clock.now() - startMs) / intervalMs))
    const lag = Math.min(1000, settings.intervalMs / 4)
    await clock.sleep(Math.max(0, startMs + block * intervalMs + lag - clock.now()), signal).catch(() => undefined)
  }
}

async function look(watched: Watched, block: number): Promise<WatchEnd | undefined> {
  const { settings, clock, journal, timeline, log } = watched
  const endMs = timeline.startMs + block * timeline.intervalMs
  const trouble = await readMetrics(watched, endMs)
  const evidence = evidenceUntil(watched, block)
  const now = clock.now()
  const configured = await watched.route.weight()
  const weight = timeline.weights.at(-1)?.weight ?? 0
  if (configured === undefined)
    return { kind: 'superseded', message: 'the canary was taken out of the route by somebody else' }
  if (Math.abs(configured - weight) > 1e-6) {
    const message = `the weight was set from ${weight} % to ${configured} % by somebody else`
    if (watched.move !== undefined && configured !== timeline.asked) return { kind: 'superseded', message }
    change(watched, now, configured)
  }
  const [canary, stable] = await Promise.all([
    rolloutOf(watched.cluster, watched.namespace, `${watched.workload}-canary`, now),
    rolloutOf(watched.cluster, watched.namespace, watched.workload, now),
  ])
  const image = canary && readIdentity(canary.objects.deployment)?.image
  if (image !== undefined && image !== watched.canaryImage)
    return { kind: 'superseded', message: `the canary is ${image} now` }
  const shares = settings.steps.filter((step) => step > configured).map((step) => step / 100)
  const assessment = assess(evidence, settings, [...new Set([...shares, 1])])
  const situation: Situation = {
    nowMs: now,
    runStartedMs: journal.startedMs,
    weight: configured,
    weightSinceMs: timeline.weights.at(-1)?.settledMs ?? timeline.startMs,
    unhealthy: canaryTrouble(canary?.state),
    stableNotReady: stableTrouble(stable?.state),
    sightLostMs: sightLost(evidence, settings, now, timeline.startMs),
  }
  const decision = decide(evidence, assessment, settings, situation)
  journal.evidence = evidence
  journal.assessment = assessment
  journal.note({ atMs: now, weight: configured, decision: decision.kind, message: decision.message })
  log.info(lookLine({ evidence, assessment, settings, situation, decision, trouble, startMs: timeline.startMs }))
  return act(watched, decision)
}

async function act(watched: Watched, decision: Decision): Promise<WatchEnd | undefined> {
  switch (decision.kind) {
    case 'hold':
      return undefined
    case 'advance': {
      if (watched.move === undefined) return undefined
      const atMs = watched.clock.now()
      watched.timeline.asked = decision.weight
      const taken = await watched.move(decision.weight, decision.message)
      change(watched, atMs, decision.weight)
      return taken
        ? undefined
        : { kind: 'route-not-accepted', message: `the router did not accept ${decision.weight} % for the canary` }
    }
    case 'promote':
    case 'go-back':
    case 'inconclusive':
      return decision
  }
}

function change({ timeline, journal, clock }: Watched, atMs: number, weight: number): void {
  const to = { atMs, settledMs: clock.now() + settleTime(timeline.intervalMs), weight }
  timeline.weights.push(to)
  journal.moved(to)
}

/** Reads what is new; says why when that fails. What was read before is kept. */
export async function readMetrics({ collector, signal }: Watched, endMs: number): Promise<string | undefined> {
  try {
    await collector.read(endMs)
    return undefined
  } catch (error) {
    if (signal.aborted || !(error instanceof PrometheusError)) throw error
    return error.message
  }
}

/** Since when no scrape has been seen, when that is longer than a scrape can take: two intervals and a half. */
function sightLost({ newestSampleMs }: Evidence, { intervalMs }: Settings, now: number, startMs: number) {
  const seen = newestSampleMs ?? startMs
  return newestSampleMs === undefined || now - seen > 2.5 * intervalMs ? seen : undefined
}
