import { betaCdf, betaUpper } from './distributions.ts'
import { deviance, stirlingError } from './saddle-point.ts'

/** P(X = k) of X ~ Binomial(n, p), by Loader's saddle point. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0
  if (p === 0) return k === 0 ? 1 : 0
  if (p === 1) return k === n ? 1 : 0
  if (k === 0) return Math.exp(n * Math.log1p(-p))
  if (k === n) return Math.exp(n * Math.log(p))
  const log =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * (1 - p))
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * k * (n - k)))
}

/** P(X ≤ k). */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  return betaUpper(p, k + 1, n - k)
}

/** P(X ≥ k). */
export function binomialUpper(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  return betaCdf(p, k, n - k + 1)
}

/**
 * Exact binomial test of k successes in n against probability p.
 * `less` and `greater` are the tails with k in them; `twoSided` sums every outcome no likelier than k, as R and scipy do.
 */
export function binomialTest(k: number, n: number, p: number): { less: number; greater: number; twoSided: number } {
  const less = binomialCdf(k, n, p)
  const greater = binomialUpper(k, n, p)
  return { less, greater, twoSided: twoSided(k, n, p, less, greater) }
}

function twoSided(k: number, n: number, p: number, less: number, greater: number): number {
  const mean = n * p
  if (k === mean) return 1
  // scipy's and R's relative slack, so that equal probabilities that differ in the last bit count as equal.
  const limit = binomialPmf(k, n, p) * (1 + 1e-7)
  const unlikely = (i: number) => binomialPmf(i, n, p) <= limit
  if (k < mean) {
    const first = bisect(Math.ceil(mean), n + 1, unlikely)
    return Math.min(1, less + binomialUpper(first, n, p))
  }
  const first = bisect(0, Math.floor(mean) + 1, (i) => !unlikely(i))
  return Math.min(1, greater + binomialCdf(first - 1, n, p))
}

/** Smallest integer in [low, high] for which a monotone condition holds; `high` where none does. */
function bisect(low: number, high: number, holds: (i: number) => boolean): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}
