import { normalCdf, normalQuantile } from './distributions.ts'
import type { Interval } from './intervals.ts'

/**
 * Tango's score statistic for a paired difference of proportions (Statistics in Medicine 17:891, 1998).
 * @param gained rows only the challenger got right @param lost rows only the champion got right
 * @param n all rows @param difference the hypothesised difference (challenger − champion), in (−1, 1)
 * @returns approximately standard normal under the hypothesis; 0 where nothing speaks for or against it
 */
export function tangoScore(gained: number, lost: number, n: number, difference: number): number {
  const numerator = gained - lost - n * difference
  const variance = n * (2 * nuisance(gained, lost, n, difference) + difference * (1 - difference))
  if (variance > 0) return numerator / Math.sqrt(variance)
  return numerator === 0 ? 0 : numerator * Number.POSITIVE_INFINITY
}

/** The restricted maximum-likelihood estimate of P(only champion right) under the hypothesis. */
function nuisance(gained: number, lost: number, n: number, difference: number): number {
  const a = 2 * n
  const b = -gained - lost + (2 * n - gained + lost) * difference
  const c = -lost * difference * (1 - difference)
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c))
  // The root without cancellation.
  const q = b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * a)
  return Math.max(0, -difference, q)
}

/** One-sided p-value of "the difference is at most `difference`": small where the challenger is better than that. */
export function tangoGreater(gained: number, lost: number, n: number, difference: number): number {
  if (difference <= -1) return 0
  if (difference >= 1) return 1
  return normalCdf(-tangoScore(gained, lost, n, difference))
}

/** Score interval of the paired difference (challenger − champion). */
export function tangoInterval(gained: number, lost: number, n: number, confidence: number): Interval {
  const z = normalQuantile((1 + confidence) / 2)
  const solve = (target: number): number => {
    let [low, high] = [-1, 1]
    for (let i = 0; i < 100 && high - low > 1e-15; i++) {
      const middle = (low + high) / 2
      // The statistic falls as the hypothesised difference grows.
      if (tangoScore(gained, lost, n, middle) > target) low = middle
      else high = middle
    }
    return (low + high) / 2
  }
  return { low: solve(z), high: solve(-z) }
}
