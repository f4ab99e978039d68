import { blocksToDetect, blocksToSafety } from '@ml-actions/statistics'
import { type Metric, type Settings, toleranceAt } from './settings.ts'

/** Traffic as it was before the canary got any. */
export interface Traffic {
  readonly requestsPerSecond: number
  readonly errorShare: number
  /** Share of the requests slower than each bucket edge; empty where latency is not judged. */
  readonly slowerShares: readonly number[]
  /** Requests that this was measured on. */
  readonly measured: number
}

/** How long a worse release takes to be seen at each step. */
export interface Forecast {
  readonly traffic: Traffic
  readonly detections: readonly {
    /** The canary's true share of errors. */
    readonly errorShare: number
    /** By step: seconds until it is seen, undefined when it would not be within the time limit. */
    readonly seconds: readonly { readonly weight: number; readonly seconds: number | undefined }[]
  }[]
  /** Seconds until an equal release is promoted; undefined when not within the time limit. */
  readonly secondsToPromote: number | undefined
}

const SEARCHED = 1_500

/** Mean-path times at this traffic: what a person wants to know before the start. */
export function forecast(traffic: Traffic, settings: Settings): Forecast {
  const perBlock = (traffic.requestsPerSecond * settings.intervalMs) / 1000
  const tolerance = settings.tolerance.errors
  const boundary = tolerance.ratio * traffic.errorShare + tolerance.absolute
  const steps = settings.steps.filter((step) => step < 100)
  const limit = Math.max(1, Math.min(SEARCHED, Math.ceil(settings.timeoutMs / settings.intervalMs)))
  const at = (weight: number, canaryRate: number) => ({
    canaryTrials: (perBlock * weight) / 100,
    stableTrials: perBlock * (1 - weight / 100),
    canaryRate,
    stableRate: traffic.errorShare,
    stableBefore: traffic.measured,
  })
  const toSeconds = (blocks: number | undefined) => blocks && (blocks * settings.intervalMs) / 1000
  const sizes = [2 * boundary, 4 * boundary, 10 * boundary]
    .filter((size) => size > 0)
    .map((size) => Math.min(0.99, size))
  const detections = [...new Set(sizes)].map((errorShare) => ({
    errorShare,
    seconds: steps.map((weight) => ({
      weight,
      seconds: toSeconds(
        blocksToDetect(at(weight, errorShare), tolerance, settings.alpha / settings.metrics.length, limit),
      ),
    })),
  }))
  const equal: { readonly metric: Metric; readonly rate: number }[] = [
    { metric: 'errors', rate: traffic.errorShare },
    ...traffic.slowerShares.map((rate) => ({ metric: 'latency' as const, rate })),
  ]
  const judged = equal.filter(({ metric }) => settings.metrics.includes(metric))
  const waits = steps.map((weight, index) => {
    const share = (settings.steps[index + 1] ?? 100) / 100
    const blocks = judged.map(({ metric, rate }) => {
      const margin = toleranceAt(settings.tolerance[metric], share)
      const expected = { ...at(weight, rate), stableRate: rate }
      return margin.absolute >= 1
        ? 0
        : (blocksToSafety(expected, margin, settings.beta, limit) ?? Number.POSITIVE_INFINITY)
    })
    const slowest = Math.max(...blocks)
    return slowest === Number.POSITIVE_INFINITY
      ? undefined
      : Math.max(slowest * settings.intervalMs, settings.stepMinMs) / 1000
  })
  const known = waits.filter((wait) => wait !== undefined)
  return {
    traffic,
    detections,
    secondsToPromote: known.length < waits.length ? undefined : known.reduce((sum, wait) => sum + wait, 0),
  }
}

/** The forecast as lines for the log. */
export function forecastLines({ traffic, detections, secondsToPromote }: Forecast): string[] {
  if (traffic.requestsPerSecond === 0)
    return ['No request was seen lately: at this traffic no harm would ever be seen, and nothing will be promoted.']
  const rate = `${round(traffic.requestsPerSecond)} requests/s, ${round(100 * traffic.errorShare)} % errors`
  return [
    `Traffic: ${rate} (measured on ${traffic.measured} requests).`,
    ...(traffic.slowerShares.length === 0
      ? []
      : [
          `Slower than each bucket's edge: ${traffic.slowerShares.map((share) => `${round(100 * share)} %`).join(', ')}.`,
        ]),
    ...detections.map(({ errorShare, seconds }) => {
      const times = seconds.map(
        (step) =>
          `${step.seconds === undefined ? 'not within the time limit' : `about ${round(step.seconds)} s`} at ${step.weight} %`,
      )
      return `A canary with ${round(100 * errorShare)} % errors is seen after ${times.join(', ')}.`
    }),
    secondsToPromote === undefined
      ? 'An equal release can’t be proven safe within the time limit at this traffic: raise a tolerance, the time, or the steps.'
      : `An equal release is proven safe after about ${round(secondsToPromote)} s.`,
  ]
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)))
}
