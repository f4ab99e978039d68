import betainc from '@stdlib/math-base-special-betainc'
import betaincinv from '@stdlib/math-base-special-betaincinv'
import erfc from '@stdlib/math-base-special-erfc'
import erfcinv from '@stdlib/math-base-special-erfcinv'
import studentCdf from '@stdlib/stats-base-dists-t-cdf'
import studentQuantile from '@stdlib/stats-base-dists-t-quantile'

/** P(Z ≤ z) of the standard normal. The upper tail is normalCdf(−z), which keeps its figures. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2)
}

/** z with P(Z ≤ z) = p. Through erfcinv: stdlib's own normal quantile ends at 1e-20. */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p)
}

/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom. */
export function tCdf(t: number, df: number): number {
  if (t === Number.POSITIVE_INFINITY) return 1
  if (t === Number.NEGATIVE_INFINITY) return 0
  return studentCdf(t, df)
}

/** t with P(T ≤ t) = p. */
export function tQuantile(p: number, df: number): number {
  return studentQuantile(p, df)
}

/** P(B ≤ x) of the beta distribution with shapes a, b > 0. */
export function betaCdf(x: number, a: number, b: number): number {
  return betainc(Math.min(1, Math.max(0, x)), a, b, true, false)
}

/** P(B > x) of the beta distribution, accurate where it is small. */
export function betaUpper(x: number, a: number, b: number): number {
  return betainc(Math.min(1, Math.max(0, x)), a, b, true, true)
}

/** x with P(B ≤ x) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaincinv(p, a, b, false)
}
