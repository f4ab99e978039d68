import type { Metric } from '@ml-actions/metric-names'
import { binomialCdf, binomialUpper, type Evidence, quantileRanks } from '@ml-actions/statistics'
import type { Frame, Rows } from '../frame.ts'
import type { Measurement } from './measurement.ts'
import { measureMean } from './row-means.ts'

/** Measures a percentile or the mean of the latency, in milliseconds. */
export function measureLatency(frame: Frame, rows: Rows, metric: Metric): Measurement {
  const [ours, theirs] = [frame.challenger.latencyMs, frame.champion?.latencyMs]
  if (ours === undefined) throw new TypeError('latency was not read')
  const total = rows?.length ?? frame.rows
  const pick = (values: Float64Array) => (i: number) => values[rows === undefined ? i : (rows[i] ?? 0)] ?? Number.NaN
  if (metric.percentile === undefined) return measureMean(total, pick(ours), theirs && pick(theirs))
  const q = metric.percentile / 100
  const sorted = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: total }, (_, i) => pick(values)(i)).sort()
  const [after, before] = [sorted(ours), theirs && sorted(theirs)]
  return {
    rows: total,
    challenger: percentile(after, q),
    champion: before && percentile(before, q),
    single: () => quantileEvidence(after, q),
    paired: () => quantileDifference(before ?? after, after, q),
  }
}

/** The q-quantile of sorted values with linear interpolation, numpy's default. NaN of none. */
function percentile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1)
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}

/** Distribution-free evidence on a quantile: how many values lie below a bound is binomial (Conover §3.2). */
function quantileEvidence(sorted: Float64Array, q: number): Evidence {
  const n = sorted.length
  const below = (value: number, kind: 'strictly' | 'or-equal'): number => {
    const first = sorted.findIndex((item) => (kind === 'strictly' ? item >= value : item > value))
    return first < 0 ? n : first
  }
  return {
    method: 'order statistics',
    estimate: percentile(sorted, q),
    rows: n,
    rowVariance: Number.NaN,
    greater: (than) => binomialCdf(below(than, 'or-equal'), n, q),
    less: (than) => binomialUpper(below(than, 'strictly'), n, q),
    interval: (confidence) => bounds(sorted, q, confidence),
  }
}

function bounds(sorted: Float64Array, q: number, confidence: number): { low: number; high: number } {
  const { low, high } = quantileRanks(sorted.length, q, confidence)
  return {
    low: low === undefined ? Number.NEGATIVE_INFINITY : (sorted[low - 1] ?? Number.NaN),
    high: high === undefined ? Number.POSITIVE_INFINITY : (sorted[high - 1] ?? Number.NaN),
  }
}

/** The difference of two quantiles from both intervals at once (Bonferroni): conservative, and right whatever the distribution. */
function quantileDifference(before: Float64Array, after: Float64Array, q: number): Evidence {
  const interval = (confidence: number) => {
    const each = (1 + confidence) / 2
    const [now, old] = [bounds(after, q, each), bounds(before, q, each)]
    return { low: now.low - old.high, high: now.high - old.low }
  }
  /** Smallest one-sided alpha at which the claim holds; one side's error is half of the interval's. */
  const smallest = (holds: (low: number, high: number) => boolean): number => {
    let [from, to] = [0, 1]
    for (let i = 0; i < 50; i++) {
      const alpha = (from + to) / 2
      const { low, high } = interval(1 - alpha)
      if (holds(low, high)) to = alpha
      else from = alpha
    }
    return to
  }
  return {
    method: 'order statistics of both',
    estimate: percentile(after, q) - percentile(before, q),
    rows: after.length,
    rowVariance: Number.NaN,
    greater: (than) => smallest((low) => low > than),
    less: (than) => smallest((_, high) => high < than),
    interval,
  }
}
