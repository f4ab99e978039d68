import { blocksToDetect, blocksToSafety } from '@ml-actions/statistics'
import { type Settings, toleranceAt } from './settings.ts'

/** Traffic as it was before the canary got any. */
export interface Traffic {
  readonly requestsPerSecond: number
  readonly errorShare: number
  /** Requests that this was measured on. */
  readonly measured: number
}

/** How long a regression takes to be seen at each step. */
export interface Forecast {
  readonly traffic: Traffic
  readonly regressions: readonly {
    /** The canary's true share of errors. */
    readonly errorShare: number
    /** By step: seconds until it is seen, undefined when it would not be within the time limit. */
    readonly seconds: readonly { readonly weight: number; readonly seconds: number | undefined }[]
  }[]
  /** Seconds until an equal release is promoted, by its errors alone; undefined when not within the time limit. */
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
  const regressions = [...new Set(sizes)].map((errorShare) => ({
    errorShare,
    seconds: steps.map((weight) => ({
      weight,
      seconds: toSeconds(
        blocksToDetect(at(weight, errorShare), tolerance, settings.alpha / settings.metrics.length, limit),
      ),
    })),
  }))
  const waits = steps.map((weight, index) => {
    const next = (settings.steps[index + 1] ?? 100) / 100
    const blocks = blocksToSafety(at(weight, traffic.errorShare), toleranceAt(tolerance, next), settings.beta, limit)
    return blocks === undefined ? undefined : Math.max(blocks * settings.intervalMs, settings.stepMinMs) / 1000
  })
  const known = waits.filter((wait) => wait !== undefined)
  return {
    traffic,
    regressions,
    secondsToPromote: known.length < waits.length ? undefined : known.reduce((sum, wait) => sum + wait, 0),
  }
}

/** The forecast as lines for the log. */
export function forecastLines({ traffic, regressions, secondsToPromote }: Forecast): string[] {
  if (traffic.requestsPerSecond === 0)
    return [
      'No request was seen lately: at this traffic no regression would ever be seen, and nothing will be promoted.',
    ]
  const rate = `${round(traffic.requestsPerSecond)} requests/s, ${round(100 * traffic.errorShare)} % errors`
  return [
    `Traffic: ${rate} (measured on ${traffic.measured} requests).`,
    ...regressions.map(({ errorShare, seconds }) => {
      const times = seconds.map(
        (step) =>
          `${step.seconds === undefined ? 'not within the time limit' : `about ${round(step.seconds)} s`} at ${step.weight} %`,
      )
      return `A canary with ${round(100 * errorShare)} % errors is seen after ${times.join(', ')}.`
    }),
    secondsToPromote === undefined
      ? 'An equal release can’t be proven safe within the time limit at this traffic: raise a tolerance, the time, or the steps.'
      : `An equal release is proven safe after about ${round(secondsToPromote)} s (as far as errors go; latency may take longer).`,
  ]
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)))
}
