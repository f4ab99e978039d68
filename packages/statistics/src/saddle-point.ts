/*
 * Point probabilities without cancellation, after C. Loader, "Fast and accurate computation of binomial
 * probabilities" (2000): the deviance and Stirling's error are computed on their own, so a term at n = 1e6 keeps its figures.
 */
import gammaln from '@stdlib/math-base-special-gammaln'

const HALF_LOG_2PI = 0.9189385332046728
const SERIES_FROM = 16

/** log(n!) − [½·log(2πn) + n·log(n) − n] for any real n > 0. */
export function stirlingError(n: number): number {
  if (n < SERIES_FROM) return gammaln(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_2PI
  const square = n * n
  const tail = 1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square
  return (1 / 12 - (1 / 360 - tail / square) / square) / n
}

/** x·log(x/mean) + mean − x, by its series where the two are near. */
export function deviance(x: number, mean: number): number {
  const gap = x - mean
  if (Math.abs(gap) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - gap
  const ratio = gap / (x + mean)
  const square = ratio * ratio
  let sum = gap * ratio
  let power = 2 * x * ratio
  for (let j = 1; j < 1000; j++) {
    power *= square
    const next = sum + power / (2 * j + 1)
    if (next === sum) return next
    sum = next
  }
  return sum
}

/** mean^x·e^(−mean) / Γ(x+1), for real x ≥ 0 and mean > 0: the Poisson probability where x is a count. */
export function poissonTerm(x: number, mean: number): number {
  if (x === 0) return Math.exp(-mean)
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x)
}
