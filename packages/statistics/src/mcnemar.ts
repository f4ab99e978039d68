import { binomialCdf, binomialPmf, binomialUpper } from './binomial.ts'
import { chiSquared } from './gamma.ts'

/** p-values of the paired test on discordant counts: `first` rows only the one got right, `second` only the other. */
export interface McNemar {
  readonly exact: number
  readonly midP: number
  readonly chiSquared: number
  readonly chiSquaredP: number
  readonly correctedP: number
}

/**
 * McNemar's test (equally the sign test), two-sided. Mid-p as in Fagerland, Lydersen & Laake, BMC Med Res Methodol
 * 13:91 (2013); where the counts are equal it is 1 − ½·P(X = first), which the capped exact p would get wrong.
 */
export function mcnemar(first: number, second: number): McNemar {
  const n = first + second
  if (n === 0) return { exact: 1, midP: 1, chiSquared: 0, chiSquaredP: 1, correctedP: 1 }
  const smaller = Math.min(first, second)
  const point = binomialPmf(smaller, n, 0.5)
  const exact = first === second ? 1 : Math.min(1, 2 * binomialCdf(smaller, n, 0.5))
  const gap = Math.abs(first - second)
  const square = (gap * gap) / n
  const corrected = Math.max(0, gap - 1) ** 2 / n
  return {
    exact,
    midP: first === second ? 1 - point / 2 : exact - point,
    chiSquared: square,
    chiSquaredP: chiSquared(square, 1).upper,
    correctedP: chiSquared(corrected, 1).upper,
  }
}

/** One-sided mid-p of the hypothesis that `first` rows are not the commoner kind: small where they are. */
export function mcnemarGreater(first: number, second: number): number {
  const n = first + second
  if (n === 0) return 0.5
  return binomialUpper(first + 1, n, 0.5) + binomialPmf(first, n, 0.5) / 2
}
