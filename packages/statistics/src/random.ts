import gammaln from '@stdlib/math-base-special-gammaln'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Uniform numbers in [0, 1). */
export type Uniform = () => number

/** A seeded source of uniform numbers: the same seed gives the same verdict on every machine. */
export function seeded(seed: number): Uniform {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat64(generator)
}

const INVERSION_BELOW = 10

/**
 * A Poisson number with this mean. Inversion for small means; for large ones Hörmann's transformed rejection PTRS
 * ("The transformed rejection method for generating Poisson random variables", 1993), whose cost doesn't grow.
 */
export function poisson(mean: number, uniform: Uniform): number {
  if (mean <= 0) return 0
  return mean < INVERSION_BELOW ? byInversion(mean, uniform) : byRejection(mean, uniform)
}

function byInversion(mean: number, uniform: Uniform): number {
  let term = Math.exp(-mean)
  let sum = term
  const target = uniform()
  let k = 0
  while (target > sum && k < 1000) {
    k++
    term *= mean / k
    sum += term
  }
  return k
}

function byRejection(mean: number, uniform: Uniform): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const vr = 0.9277 - 3.6224 / (b - 2)
  const logMean = Math.log(mean)
  for (;;) {
    const u = uniform() - 0.5
    const v = uniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= vr) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - gammaln(k + 1)) return k
  }
}
