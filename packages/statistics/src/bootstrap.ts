import type { Evidence } from './evidence.ts'
import type { Interval } from './intervals.ts'
import { poisson, seeded } from './random.ts'

/** How a bootstrap is drawn. */
export interface BootstrapOptions {
  readonly seed: number
  readonly replicates: number
}

/**
 * Replicates of a statistic of counted cells, each cell's count redrawn as Poisson of itself: the bootstrap over rows at a
 * cost that does not grow with the rows (Hanley & MacGibbon, Comput Methods Programs Biomed 83:57, 2006).
 * @param perturb is called once for each replicate with the drawn counts, to add what no row has shown yet
 */
export function bootstrapCells(
  counts: Float64Array,
  statistic: (drawn: Float64Array) => number,
  options: BootstrapOptions,
  perturb: (drawn: Float64Array, uniform: () => number) => void = () => {},
): Float64Array {
  const uniform = seeded(options.seed)
  const drawn = new Float64Array(counts.length)
  const replicates = new Float64Array(options.replicates)
  for (let r = 0; r < replicates.length; r++) {
    for (let cell = 0; cell < counts.length; cell++) drawn[cell] = poisson(counts[cell] ?? 0, uniform)
    perturb(drawn, uniform)
    replicates[r] = statistic(drawn)
  }
  return replicates
}

/** Replicates of a statistic of weighted rows, each weight Poisson(1). Both models see the same weights: paired. */
export function bootstrapRows(
  rows: number,
  statistic: (weights: Uint8Array) => number,
  options: BootstrapOptions,
): Float64Array {
  const uniform = seeded(options.seed)
  const weights = new Uint8Array(rows)
  const replicates = new Float64Array(options.replicates)
  for (let r = 0; r < replicates.length; r++) {
    for (let row = 0; row < rows; row++) weights[row] = poisson(1, uniform)
    replicates[r] = statistic(weights)
  }
  return replicates
}

/**
 * Evidence from replicates by the percentile method (Efron & Tibshirani 1993, ch. 13): a p-value is the share of replicates
 * on the wrong side, with one added above and below so that it is never 0. Undefined replicates (0/0) count against every claim.
 */
export function percentileEvidence(method: string, estimate: number, rows: number, replicates: Float64Array): Evidence {
  const sorted = replicates.filter((value) => !Number.isNaN(value)).sort()
  const undefinedCount = replicates.length - sorted.length
  const total = replicates.length + 1
  const share = (count: number): number => Math.min(1, (1 + undefinedCount + count) / total)
  return {
    method,
    estimate,
    rows,
    rowVariance: variance(sorted) * rows,
    greater: (than) => share(countBelow(sorted, than, 'or-equal')),
    less: (than) => share(sorted.length - countBelow(sorted, than, 'strictly')),
    interval: (confidence) => percentileInterval(sorted, confidence),
  }
}

function percentileInterval(sorted: Float64Array, confidence: number): Interval {
  if (sorted.length === 0) return { low: Number.NaN, high: Number.NaN }
  const at = (q: number): number => {
    const position = q * (sorted.length - 1)
    const below = sorted[Math.floor(position)] ?? Number.NaN
    const above = sorted[Math.ceil(position)] ?? Number.NaN
    return below + (above - below) * (position - Math.floor(position))
  }
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) }
}

function countBelow(sorted: Float64Array, value: number, kind: 'strictly' | 'or-equal'): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    const item = sorted[middle] ?? Number.NaN
    if (item < value || (kind === 'or-equal' && item === value)) from = middle + 1
    else to = middle
  }
  return from
}

function variance(values: Float64Array): number {
  let mean = 0
  for (const value of values) mean += value / values.length
  let sum = 0
  for (const value of values) sum += (value - mean) ** 2
  return sum / Math.max(1, values.length - 1)
}

/**
 * Standard error of a smooth statistic by leaving out one random group of rows after another (Shao & Tu, The Jackknife and
 * Bootstrap 1995, §2.3): for samples too large to resample row by row.
 * @param leaveOut the statistic without the rows of a group @returns with groups − 1 degrees of freedom
 */
export function groupJackknife(groups: number, leaveOut: (group: number) => number): number {
  const values = new Float64Array(groups)
  for (let group = 0; group < groups; group++) values[group] = leaveOut(group)
  return (Math.sqrt(variance(values)) * (groups - 1)) / Math.sqrt(groups)
}
