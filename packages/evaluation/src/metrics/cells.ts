import type { Metric } from '@ml-actions/metric-names'
import {
  bootstrapCells,
  type Evidence,
  pairedProportions,
  percentileEvidence,
  poisson,
  proportion,
  type Uniform,
} from '@ml-actions/statistics'
import { EvaluationError } from '../errors.ts'
import type { Frame, Rows } from '../frame.ts'
import type { Measurement, Resampling } from './measurement.ts'

const DENSE_CELLS = 1 << 22

/** How often each (label, champion's prediction, challenger's prediction) stands in the rows. */
export interface JointCells {
  readonly classes: number
  readonly total: number
  readonly label: Int32Array
  readonly champion: Int32Array
  readonly challenger: Int32Array
  readonly counts: Float64Array
}

/** Counts the cells of the rows; where there is no champion both predictions are the challenger's. */
function countCells(frame: Frame, rows: Rows): JointCells {
  const { labels, challenger, champion } = frame
  const b = challenger.predicted
  const a = champion?.predicted ?? b
  if (labels === undefined || a === undefined || b === undefined) throw new TypeError('classes were not read')
  const classes = frame.classes.names.length
  const total = rows?.length ?? frame.rows
  const cells: [number, number][] = []
  if (classes ** 3 <= DENSE_CELLS) {
    const dense = new Float64Array(classes ** 3)
    for (let i = 0; i < total; i++) {
      const row = rows === undefined ? i : (rows[i] ?? 0)
      const key = ((labels[row] ?? 0) * classes + (a[row] ?? 0)) * classes + (b[row] ?? 0)
      dense[key] = (dense[key] ?? 0) + 1
    }
    for (const [key, count] of dense.entries()) if (count > 0) cells.push([key, count])
  } else {
    const sparse = new Map<number, number>()
    for (let i = 0; i < total; i++) {
      const row = rows === undefined ? i : (rows[i] ?? 0)
      const key = ((labels[row] ?? 0) * classes + (a[row] ?? 0)) * classes + (b[row] ?? 0)
      sparse.set(key, (sparse.get(key) ?? 0) + 1)
    }
    cells.push(...sparse)
  }
  return {
    classes,
    total,
    label: Int32Array.from(cells, ([key]) => Math.floor(key / classes / classes)),
    champion: Int32Array.from(cells, ([key]) => Math.floor(key / classes) % classes),
    challenger: Int32Array.from(cells, ([key]) => key % classes),
    counts: Float64Array.from(cells, ([, count]) => count),
  }
}

/** Per class: rows that have it, rows predicted as it, and rows that are both. */
export interface Marginals {
  readonly support: Float64Array
  readonly predicted: Float64Array
  readonly hits: Float64Array
}

/** A model's marginals under the cells' own or redrawn counts. */
function marginals(cells: JointCells, which: 'champion' | 'challenger', counts = cells.counts): Marginals {
  const [support, predicted, hits] = [0, 1, 2].map(() => new Float64Array(cells.classes))
  if (support === undefined || predicted === undefined || hits === undefined) throw new TypeError('unreachable')
  const said = cells[which]
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0
    const [y, p] = [cells.label[i] ?? 0, said[i] ?? 0]
    support[y] = (support[y] ?? 0) + count
    predicted[p] = (predicted[p] ?? 0) + count
    if (y === p) hits[y] = (hits[y] ?? 0) + count
  }
  return { support, predicted, hits }
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
/** 0/0 is 0, as scikit-learn's zero_division has it by default. */
const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function perClass(base: string, m: Marginals, k: number): number {
  const [support, predicted, hits] = [m.support[k] ?? 0, m.predicted[k] ?? 0, m.hits[k] ?? 0]
  if (base === 'precision') return ratio(hits, predicted)
  if (base === 'recall') return ratio(hits, support)
  return ratio(2 * hits, support + predicted)
}

/** A metric of predicted classes by scikit-learn's definitions; `klass` is the class of a per-class metric. */
function cellMetric(metric: Metric, m: Marginals, klass: number | undefined): number {
  const total = sum(m.support)
  if (total === 0) return Number.NaN
  if (metric.base === 'accuracy' || metric.average === 'micro') return sum(m.hits) / total
  if (metric.base === 'mcc') return matthews(m, total)
  // Classes that neither the labels nor this model's predictions know in these rows are left out of averages.
  const seen = [...m.support.keys()].filter((k) => (m.support[k] ?? 0) > 0 || (m.predicted[k] ?? 0) > 0)
  if (metric.base === 'balanced_accuracy') {
    const labelled = seen.filter((k) => (m.support[k] ?? 0) > 0)
    return labelled.reduce((all, k) => all + perClass('recall', m, k), 0) / labelled.length
  }
  if (metric.average === 'macro') return seen.reduce((all, k) => all + perClass(metric.base, m, k), 0) / seen.length
  if (metric.average === 'weighted') {
    return seen.reduce((all, k) => all + perClass(metric.base, m, k) * (m.support[k] ?? 0), 0) / total
  }
  if (klass === undefined) throw new TypeError(`${metric.name} needs a class`)
  return perClass(metric.base, m, klass)
}

/** Gorodkin's multiclass correlation (Comput Biol Chem 28:367, 2004); 0 where a margin is empty. */
function matthews(m: Marginals, total: number): number {
  let [both, ofTrue, ofPredicted] = [0, 0, 0]
  for (const [k, support] of m.support.entries()) {
    const predicted = m.predicted[k] ?? 0
    both += support * predicted
    ofTrue += support * support
    ofPredicted += predicted * predicted
  }
  const numerator = sum(m.hits) * total - both
  const denominator = Math.sqrt(total * total - ofPredicted) * Math.sqrt(total * total - ofTrue)
  return denominator === 0 ? 0 : numerator / denominator
}

/** Measures a metric of predicted classes. */
export function measureCells(
  frame: Frame,
  rows: Rows,
  metric: Metric,
  klass: number | undefined,
  draw: Resampling,
): Measurement {
  const cells = countCells(frame, rows)
  const ours = marginals(cells, 'challenger')
  const theirs = frame.champion === undefined ? undefined : marginals(cells, 'champion')
  const support = klass === undefined ? cells.total : (ours.support[klass] ?? 0)
  if (klass !== undefined && support === 0) {
    throw new EvaluationError('missing-class', `no row is labelled ${JSON.stringify(frame.classes.names[klass])}`)
  }
  const value = cellMetric(metric, ours, klass)
  const before = theirs === undefined ? undefined : cellMetric(metric, theirs, klass)
  const isAccuracy = metric.base === 'accuracy' || metric.average === 'micro'
  const isRecall = metric.base === 'recall' && klass !== undefined
  const relevant = isRecall ? support : cells.total
  return {
    rows: relevant,
    challenger: value,
    champion: before,
    single: () => {
      if (isAccuracy) return proportion(sum(ours.hits), cells.total)
      if (isRecall) return proportion(ours.hits[klass] ?? 0, support)
      if (metric.base === 'precision' && klass !== undefined && (ours.predicted[klass] ?? 0) > 0) {
        return proportion(ours.hits[klass] ?? 0, ours.predicted[klass] ?? 0)
      }
      return resampled(cells, metric, klass, value, draw, 'single')
    },
    paired: () => {
      if (isAccuracy || isRecall) return discordant(cells, isRecall ? klass : undefined, relevant)
      return resampled(cells, metric, klass, value - (before ?? Number.NaN), draw, 'paired')
    },
  }
}

function discordant(cells: JointCells, klass: number | undefined, rows: number): Evidence {
  let [gained, lost] = [0, 0]
  for (const [i, count] of cells.counts.entries()) {
    const y = cells.label[i]
    if (klass !== undefined && y !== klass) continue
    const [before, now] = [cells.champion[i] === y, cells.challenger[i] === y]
    if (now && !before) gained += count
    if (before && !now) lost += count
  }
  return pairedProportions(gained, lost, rows)
}

/**
 * Bootstrap over the cells. About two rows more are drawn on which the models disagree, so that a sample without a
 * disagreement is not taken for proof that there is none (in the spirit of Agresti & Min, Statistics in Medicine 24:729, 2005).
 */
function resampled(
  cells: JointCells,
  metric: Metric,
  klass: number | undefined,
  estimate: number,
  draw: Resampling,
  kind: 'single' | 'paired',
): Evidence {
  const present = [...new Set([...cells.label, ...cells.champion, ...cells.challenger])]
  const extra = present.flatMap((y) =>
    present.length < 2 ? [] : [[y, present[(present.indexOf(y) + 1) % present.length] ?? y] as const],
  )
  const extended: JointCells = {
    ...cells,
    label: Int32Array.from([...cells.label, ...extra.flatMap(([y]) => [y, y])]),
    champion: Int32Array.from([...cells.champion, ...extra.flat()]),
    challenger: Int32Array.from([...cells.challenger, ...extra.flatMap(([y, other]) => [other, y])]),
    counts: Float64Array.from([...cells.counts, ...extra.flatMap(() => [0, 0])]),
  }
  const own = cells.counts.length
  const perturb = (drawn: Float64Array, uniform: Uniform): void => {
    if (own === drawn.length) return
    for (let rest = poisson(2, uniform); rest > 0; rest--) {
      const cell = own + Math.floor(uniform() * (drawn.length - own))
      drawn[cell] = (drawn[cell] ?? 0) + 1
    }
  }
  const of = (which: 'champion' | 'challenger', counts: Float64Array) =>
    cellMetric(metric, marginals(extended, which, counts), klass)
  const statistic = (counts: Float64Array): number =>
    of('challenger', counts) - (kind === 'paired' ? of('champion', counts) : 0)
  const replicates = bootstrapCells(extended.counts, statistic, draw, perturb)
  return percentileEvidence('paired bootstrap (percentile)', estimate, cells.total, replicates)
}

/** Counts by label (rows) and prediction (columns) of the challenger. */
export function confusion(frame: Frame): number[][] {
  const cells = countCells(frame, undefined)
  const matrix = Array.from({ length: cells.classes }, () => new Array<number>(cells.classes).fill(0))
  for (const [i, count] of cells.counts.entries()) {
    const line = matrix[cells.label[i] ?? 0]
    const at = cells.challenger[i] ?? 0
    if (line !== undefined) line[at] = (line[at] ?? 0) + count
  }
  return matrix
}
