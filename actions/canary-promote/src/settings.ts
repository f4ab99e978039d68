import type { Tolerance } from '@ml-actions/statistics'
import type { Inputs } from './definition.ts'

export type Metric = 'errors' | 'latency'

/** What decides, as numbers: shares instead of percents, milliseconds instead of words. */
export interface Settings {
  readonly metrics: readonly Metric[]
  /** Percents of the traffic, rising. */
  readonly steps: readonly number[]
  readonly intervalMs: number
  readonly stepMinMs: number
  readonly warmUpMs: number
  readonly stepRequests: number
  /** Tolerance at full exposure, by metric. */
  readonly tolerance: Readonly<Record<Metric, Tolerance>>
  readonly alpha: number
  readonly beta: number
  readonly splitTolerance: number
  readonly dispersionGuard: 'auto' | 'required' | 'off'
  readonly blindBudgetMs: number
  readonly timeoutMs: number
  readonly onInconclusive: 'go-back' | 'hold'
}

/** Level of the split test: it doubts the router, so it must hardly ever be wrong. */
export const SPLIT_ALPHA = 0.001

export function readSettings(inputs: Inputs): Settings {
  return {
    metrics: (['errors', 'latency'] as const).filter((metric) => inputs.judge.includes(metric)),
    steps: inputs.steps.map(Number),
    intervalMs: inputs.interval,
    stepMinMs: inputs['step-min'],
    warmUpMs: inputs['warm-up'] ?? inputs.interval,
    stepRequests: inputs['step-requests'],
    tolerance: {
      errors: { ratio: inputs['error-ratio'], absolute: inputs['error-tolerance'] / 100 },
      latency: { ratio: 1, absolute: inputs['latency-tolerance'] / 100 },
    },
    alpha: inputs.alpha,
    beta: inputs.beta,
    splitTolerance: inputs['split-tolerance'] / 100,
    dispersionGuard: inputs['dispersion-guard'],
    blindBudgetMs: inputs['blind-budget'],
    timeoutMs: inputs.timeout,
    onInconclusive: inputs['on-inconclusive'],
  }
}

/**
 * The tolerance that must be proven before the canary gets this share of the traffic: scaled so that over all users no
 * more harm is risked than is tolerated at full exposure. At 25 % of the traffic the canary may be four times as far off.
 */
export function toleranceAt({ ratio, absolute }: Tolerance, share: number): Tolerance {
  return { ratio: 1 + (ratio - 1) / share, absolute: absolute / share }
}
