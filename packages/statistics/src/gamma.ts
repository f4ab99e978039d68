import { poissonTerm } from './saddle-point.ts'

const MAX_TERMS = 1_000_000

/**
 * Regularised incomplete gamma functions of shape a > 0 at x ≥ 0: `lower` P(a, x) and `upper` Q(a, x) = 1 − P(a, x),
 * each accurate in its own tail. Series and Lentz's continued fraction (Numerical Recipes §6.2) over a saddle-point
 * prefix: the usual exp(a·log x − x − log Γ(a)) loses nine figures at a = 1e6.
 * @throws RangeError where a or x is outside its range or not finite
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  if (!(a > 0 && Number.isFinite(a) && x >= 0 && Number.isFinite(x)))
    throw new RangeError(`incompleteGamma(${a}, ${x})`)
  if (x === 0) return { lower: 0, upper: 1 }
  const term = poissonTerm(a, x)
  if (x < a + 1) {
    const lower = term * series(a, x)
    return { lower, upper: 1 - lower }
  }
  const upper = term * a * continuedFraction(a, x)
  return { lower: 1 - upper, upper }
}

/** Distribution function of chi-squared with `df` degrees of freedom, both tails. */
export function chiSquared(x: number, df: number): { lower: number; upper: number } {
  return incompleteGamma(df / 2, x / 2)
}

function series(a: number, x: number): number {
  let sum = 1
  let term = 1
  for (let n = 1; n < MAX_TERMS; n++) {
    term *= x / (a + n)
    sum += term
    if (term < sum * 1e-17) break
  }
  return sum
}

function continuedFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < MAX_TERMS; i++) {
    const an = -i * (i - a)
    b += 2
    d = an * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}
