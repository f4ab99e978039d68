import { binomialCdf } from './binomial.ts'
import { betaQuantile, normalQuantile, tQuantile } from './distributions.ts'

/** A two-sided confidence interval. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Clopper & Pearson's exact interval for k successes in n (Biometrika 1934): never covers less than `confidence`. */
export function clopperPearson(k: number, n: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2
  return {
    low: k === 0 ? 0 : betaQuantile(tail, k, n - k + 1),
    high: k === n ? 1 : betaQuantile(1 - tail, k + 1, n - k),
  }
}

/** Wilson's score interval for k successes in n (JASA 1927). */
export function wilson(k: number, n: number, confidence: number): Interval {
  const z = normalQuantile((1 + confidence) / 2)
  const square = z * z
  const centre = (k + square / 2) / (n + square)
  const half = (z / (n + square)) * Math.sqrt((k * (n - k)) / n + square / 4)
  return { low: k === 0 ? 0 : Math.max(0, centre - half), high: k === n ? 1 : Math.min(1, centre + half) }
}

/** Student's t interval for a mean with this standard error over n values. */
export function tInterval(mean: number, standardError: number, n: number, confidence: number): Interval {
  const half = tQuantile((1 + confidence) / 2, n - 1) * standardError
  return { low: mean - half, high: mean + half }
}

/**
 * Ranks (1-based) of the order statistics that enclose the q-quantile with at least this confidence whatever the
 * distribution; undefined where the sample is too small for one (Conover, Practical Nonparametric Statistics §3.2).
 */
export function quantileRanks(
  n: number,
  q: number,
  confidence: number,
): { low: number | undefined; high: number | undefined } {
  const tail = (1 - confidence) / 2
  const smallest = (holds: (k: number) => boolean): number => {
    let [from, to] = [0, n + 1]
    while (from < to) {
      const middle = Math.floor((from + to) / 2)
      if (holds(middle)) to = middle
      else from = middle + 1
    }
    return from
  }
  // X(r) lies above the quantile with P(Bin ≤ r − 1), below it with P(Bin ≥ r).
  const low = smallest((k) => binomialCdf(k, n, q) > tail)
  const high = smallest((k) => binomialCdf(k, n, q) >= 1 - tail) + 1
  return { low: low >= 1 ? low : undefined, high: high <= n ? high : undefined }
}
