import { binomialCdf, binomialUpper } from './binomial.ts'
import { normalCdf, normalQuantile, tCdf } from './distributions.ts'
import { clopperPearson, type Interval, tInterval } from './intervals.ts'
import { mcnemarGreater } from './mcnemar.ts'
import { tangoGreater, tangoInterval } from './tango.ts'

/**
 * What a sample says about one unknown number (a metric, or the difference of two models' metrics).
 * Every test of this package takes this form, so that a verdict needs no knowledge of the method.
 */
export interface Evidence {
  /** The method's name for reports. */
  readonly method: string
  readonly estimate: number
  /** Rows the estimate rests on. */
  readonly rows: number
  /** Variance that one row contributes: estimate's variance × rows. For planning. */
  readonly rowVariance: number
  /** One-sided p-value of "the number is at most this". */
  greater(than: number): number
  /** One-sided p-value of "the number is at least this". */
  less(than: number): number
  interval(confidence: number): Interval
}

/** A proportion of k in n: exact binomial tail tests and Clopper–Pearson's interval. */
export function proportion(k: number, n: number): Evidence {
  const estimate = k / n
  // Agresti & Coull's two successes and two failures: a sample without a failure still has a variance to plan with.
  const smoothed = (k + 2) / (n + 4)
  return {
    method: 'exact binomial',
    estimate,
    rows: n,
    rowVariance: smoothed * (1 - smoothed),
    greater: (than) => (than < 0 ? 0 : than >= 1 ? 1 : binomialUpper(k, n, than)),
    less: (than) => (than > 1 ? 0 : than <= 0 ? 1 : binomialCdf(k, n, than)),
    interval: (confidence) => clopperPearson(k, n, confidence),
  }
}

/**
 * The difference of two proportions on the same rows (challenger − champion): Tango's score test at any margin, McNemar's
 * mid-p at margin 0.
 */
export function pairedProportions(gained: number, lost: number, n: number): Evidence {
  // Agresti & Min's half a row in each cell, for planning only.
  const disagreement = (gained + lost + 1) / (n + 2)
  return {
    method: 'paired score test (Tango), McNemar mid-p at 0',
    estimate: (gained - lost) / n,
    rows: n,
    rowVariance: disagreement - ((gained - lost) / (n + 2)) ** 2,
    greater: (than) => (than === 0 ? mcnemarGreater(gained, lost) : tangoGreater(gained, lost, n, than)),
    less: (than) => (than === 0 ? mcnemarGreater(lost, gained) : tangoGreater(lost, gained, n, -than)),
    interval: (confidence) => tangoInterval(gained, lost, n, confidence),
  }
}

/** An estimate with a standard error, read by Student's t (`rows` − 1 degrees of freedom) or by the normal. */
export function asymptotic(sample: {
  readonly method: string
  readonly estimate: number
  readonly standardError: number
  readonly rows: number
  readonly law: 't' | 'normal'
  /** Degrees of freedom of t; rows − 1 unless given. */
  readonly degrees?: number
}): Evidence {
  const { method, estimate, standardError, rows, law } = sample
  const degrees = sample.degrees ?? rows - 1
  const upper = (statistic: number): number => {
    if (Number.isNaN(statistic)) return 0.5
    return law === 't' ? tCdf(-statistic, degrees) : normalCdf(-statistic)
  }
  return {
    method,
    estimate,
    rows,
    rowVariance: standardError * standardError * rows,
    greater: (than) => upper((estimate - than) / standardError),
    less: (than) => upper((than - estimate) / standardError),
    interval: (confidence) => {
      if (law === 't') return tInterval(estimate, standardError, degrees + 1, confidence)
      const half = normalQuantile((1 + confidence) / 2) * standardError
      return { low: estimate - half, high: estimate + half }
    },
  }
}
