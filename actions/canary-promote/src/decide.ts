import type { Assessment } from './evidence/assess.ts'
import type { Evidence } from './evidence/blocks.ts'
import type { Settings } from './settings.ts'

/** What can be known at a look, besides the evidence. */
export interface Situation {
  readonly nowMs: number
  /** When this run began: its time limit counts from here. */
  readonly runStartedMs: number
  /** Percent of the traffic that the canary has. */
  readonly weight: number
  readonly weightSinceMs: number
  /** Why the canary's pods can't serve, if so. */
  readonly unhealthy: string | undefined
  /** Why stable could not take its traffic back now, if so. */
  readonly stableNotReady: string | undefined
  /** Since when metrics have been gone, for the blind budget. */
  readonly sightLostMs: number | undefined
}

export type BackReason =
  | 'errors-harm'
  | 'latency-harm'
  | 'canary-unhealthy'
  | 'blind'
  | 'split-not-honoured'
  | 'metrics-differ'
export type OpenReason = 'no-traffic' | 'not-yet' | 'stable-not-ready' | 'dispersion-unknown'

export type Decision =
  | { readonly kind: 'advance'; readonly weight: number; readonly message: string }
  | { readonly kind: 'promote'; readonly message: string }
  | { readonly kind: 'hold'; readonly message: string }
  | { readonly kind: 'go-back'; readonly reason: BackReason; readonly message: string }
  /** Time is over and nothing is proven. */
  | { readonly kind: 'inconclusive'; readonly reason: OpenReason; readonly message: string }

/**
 * What to do now. Order matters: what hurts users comes first, what is missing is never taken for good, and only then may
 * evidence move traffic.
 */
export function decide(evidence: Evidence, assessment: Assessment, settings: Settings, situation: Situation): Decision {
  return (
    stop(evidence, assessment, settings, situation) ??
    late(evidence, settings, situation) ??
    go(evidence, assessment, settings, situation)
  )
}

function stop(
  evidence: Evidence,
  { harm, splitBroken }: Assessment,
  { metrics, blindBudgetMs }: Settings,
  { nowMs, weight, unhealthy, sightLostMs }: Situation,
): Decision | undefined {
  const back = (reason: BackReason, message: string): Decision => ({ kind: 'go-back', reason, message })
  if (unhealthy !== undefined) return back('canary-unhealthy', unhealthy)
  if (harm === 'errors') return back('errors-harm', 'the canary fails more often than tolerated')
  if (harm === 'latency') return back('latency-harm', 'the canary is slower than tolerated')
  const blindMs = sightLostMs === undefined ? 0 : nowMs - sightLostMs
  if (weight > 0 && blindMs > blindBudgetMs)
    return back(
      'blind',
      `no metrics for ${seconds(blindMs)}, longer than the blind budget of ${seconds(blindBudgetMs)}`,
    )
  if (splitBroken) return back('split-not-honoured', 'the arms’ request counts do not fit the weight that was set')
  if (evidence.latencyProblem !== undefined && metrics.includes('latency'))
    return back('metrics-differ', `latency can’t be compared: ${evidence.latencyProblem}`)
  return undefined
}

function late(
  evidence: Evidence,
  settings: Settings,
  { nowMs, runStartedMs, stableNotReady }: Situation,
): Decision | undefined {
  if (nowMs - runStartedMs < settings.timeoutMs) return undefined
  const over = (reason: OpenReason, message: string): Decision => ({ kind: 'inconclusive', reason, message })
  if (stableNotReady !== undefined) return over('stable-not-ready', stableNotReady)
  const canary = evidence.blocks.reduce((sum, block) => sum + block.canary.requests, 0)
  if (canary === 0) return over('no-traffic', `no request reached the canary in ${seconds(settings.timeoutMs)}`)
  const spent = `after ${seconds(settings.timeoutMs)} and ${canary} requests to the canary`
  const lastRequest = evidence.blocks.findLast((block) => block.canary.requests > 0)
  if (lastRequest !== undefined && nowMs - lastRequest.toMs > Math.max(settings.stepMinMs, 5 * settings.intervalMs))
    return over('no-traffic', `requests stopped ${seconds(nowMs - lastRequest.toMs)} ago, ${spent} nothing was proven`)
  return over('not-yet', `the evidence is not enough ${spent}`)
}

function go(evidence: Evidence, assessment: Assessment, settings: Settings, situation: Situation): Decision {
  const { nowMs, weight, weightSinceMs, stableNotReady, sightLostMs } = situation
  const hold = (message: string): Decision => ({ kind: 'hold', message })
  if (sightLostMs !== undefined) return hold(`blind since ${seconds(nowMs - sightLostMs)}`)
  if (stableNotReady !== undefined) return hold(`stable could not take its traffic back: ${stableNotReady}`)
  const next = settings.steps.find((step) => step > weight)
  if (weight === 0 && next !== undefined && next < 100) {
    return { kind: 'advance', weight: next, message: 'first step' }
  }
  const since = evidence.blocks.filter(({ fromMs }) => fromMs >= weightSinceMs)
  const requests = since.reduce((sum, block) => sum + block.canary.requests, 0)
  if (nowMs - weightSinceMs < settings.stepMinMs)
    return hold(`step of ${weight} % has lasted ${seconds(nowMs - weightSinceMs)} of ${seconds(settings.stepMinMs)}`)
  if (requests < settings.stepRequests)
    return hold(`the canary had ${requests} of ${settings.stepRequests} requests on this step`)
  if ((since.at(-1)?.canary.requests ?? 0) === 0) return hold('no request reached the canary in the last block')
  if (settings.dispersionGuard === 'required' && assessment.dispersion === undefined)
    return hold('too few stable pods with series of their own for the dispersion guard')
  const share = (next ?? 100) / 100
  if (!assessment.safeAt(share)) return hold(`not yet proven safe at ${100 * share} %`)
  const message = `proven to be within the tolerances at ${100 * share} %`
  return next === undefined || next === 100 ? { kind: 'promote', message } : { kind: 'advance', weight: next, message }
}

function seconds(ms: number): string {
  return ms >= 120_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 100) / 10} s`
}
