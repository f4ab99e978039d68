import { asymptotic, type Evidence } from './evidence.ts'

/** Running mean and variance (Welford, Technometrics 4:419, 1962): one pass, no cancellation. */
export class Moments {
  count = 0
  mean = 0
  #squares = 0

  add(value: number): void {
    this.count++
    const before = value - this.mean
    this.mean += before / this.count
    this.#squares += before * (value - this.mean)
  }

  /** Sample variance (n − 1); NaN below two values. */
  get variance(): number {
    return this.count > 1 ? this.#squares / (this.count - 1) : Number.NaN
  }
}

/** The mean of row values, or of row differences: Student's t. */
export function meanEvidence(moments: Moments, method = 'paired t'): Evidence {
  return asymptotic({
    method,
    estimate: moments.mean,
    standardError: Math.sqrt(moments.variance / moments.count),
    rows: moments.count,
    law: 't',
  })
}

/** Paired t test of two equally long samples (second − first). */
export function pairedT(first: ArrayLike<number>, second: ArrayLike<number>): Evidence {
  const moments = new Moments()
  for (let i = 0; i < first.length; i++) moments.add((second[i] ?? Number.NaN) - (first[i] ?? Number.NaN))
  return meanEvidence(moments)
}
