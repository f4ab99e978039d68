import type { Metric } from '@ml-actions/metric-names'
import { EvaluationError } from '../errors.ts'
import type { Frame, ModelRows, Rows } from '../frame.ts'
import type { Measurement, Resampling } from './measurement.ts'
import { resampleRows } from './resample-rows.ts'
import { measureMean } from './row-means.ts'

const BINS = 15
/** How far a row's probabilities may be from 1 in sum: what six printed figures and 100 classes lose. */
const SUM_TOLERANCE = 1e-3

/** Probability of each class for a row of the frame. */
type Distribution = (row: number, code: number) => number

/** Measures log loss, the Brier score or the expected calibration error. */
export function measureProbability(frame: Frame, rows: Rows, metric: Metric, draw: Resampling): Measurement {
  const total = rows?.length ?? frame.rows
  const at = (i: number): number => (rows === undefined ? i : (rows[i] ?? 0))
  const ours = distribution(frame, frame.challenger)
  const theirs = frame.champion === undefined ? undefined : distribution(frame, frame.champion)
  if (metric.base === 'ece') return measureCalibration(frame, total, at, ours, theirs, draw)
  const loss = metric.base === 'log_loss' ? logLoss : brier
  const of = (model: Distribution) => (i: number) => loss(frame, model, at(i))
  return measureMean(total, of(ours), theirs && of(theirs))
}

function distribution(frame: Frame, model: ModelRows): Distribution {
  const { scores, probabilities } = model
  const classes = frame.classes.names
  if (probabilities !== undefined && probabilities.size === classes.length) {
    checkSums(frame, probabilities)
    return (row, code) => probabilities.get(code)?.[row] ?? Number.NaN
  }
  if (scores === undefined || frame.positive === undefined || classes.length > 2) {
    const missing = classes.filter((_, code) => !(probabilities?.has(code) ?? false))
    throw new EvaluationError(
      'missing-column',
      `there is no probability of ${missing.map((name) => JSON.stringify(name)).join(', ')}`,
    )
  }
  const outside = scores.findIndex((score) => !(score >= 0 && score <= 1))
  if (outside >= 0)
    throw new EvaluationError(
      'out-of-range',
      `the score of data row ${outside + 1} is no probability: ${scores[outside]}`,
    )
  return (row, code) => (code === frame.positive ? (scores[row] ?? Number.NaN) : 1 - (scores[row] ?? Number.NaN))
}

function checkSums(frame: Frame, probabilities: ReadonlyMap<number, Float64Array>): void {
  for (let row = 0; row < frame.rows; row++) {
    let sum = 0
    for (const column of probabilities.values()) sum += column[row] ?? Number.NaN
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) continue
    throw new EvaluationError('out-of-range', `the probabilities of data row ${row + 1} add up to ${sum}`)
  }
}

/** −log p of the row's class, p kept off 0 and 1 by the double's epsilon as scikit-learn does. */
function logLoss(frame: Frame, model: Distribution, row: number): number {
  const p = model(row, frame.labels?.[row] ?? -1)
  return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p)))
}

/** Two classes: (p − y)²; more: the sum over the classes. */
function brier(frame: Frame, model: Distribution, row: number): number {
  const label = frame.labels?.[row]
  if (frame.positive !== undefined && frame.classes.names.length === 2) {
    return (model(row, frame.positive) - (label === frame.positive ? 1 : 0)) ** 2
  }
  let sum = 0
  for (let code = 0; code < frame.classes.names.length; code++)
    sum += (model(row, code) - (label === code ? 1 : 0)) ** 2
  return sum
}

function measureCalibration(
  frame: Frame,
  rows: number,
  at: (i: number) => number,
  ours: Distribution,
  theirs: Distribution | undefined,
  draw: Resampling,
): Measurement {
  const even = new Uint8Array(rows).fill(1)
  const after = calibrationError(frame, rows, at, ours)
  const before = theirs === undefined ? undefined : calibrationError(frame, rows, at, theirs)
  const [value, old] = [after(even), before?.(even)]
  return {
    rows,
    challenger: value,
    champion: old,
    single: () => resampleRows(rows, value, after, draw),
    paired: () => resampleRows(rows, value - (old ?? Number.NaN), (w) => after(w) - (before?.(w) ?? Number.NaN), draw),
  }
}

/** Expected calibration error of the top class in 15 equally wide bins (Guo et al., ICML 2017); bins are (low, high], 0 in the first. */
function calibrationError(
  frame: Frame,
  rows: number,
  at: (i: number) => number,
  model: Distribution,
): (weights: Uint8Array) => number {
  const bin = new Uint8Array(rows)
  const gap = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let [top, code] = [-1, 0]
    for (let k = 0; k < frame.classes.names.length; k++) {
      const p = model(at(i), k)
      if (p > top) [top, code] = [p, k]
    }
    bin[i] = Math.max(0, Math.ceil(top * BINS) - 1)
    gap[i] = (frame.labels?.[at(i)] === code ? 1 : 0) - top
  }
  return (weights) => {
    const gaps = new Float64Array(BINS)
    let total = 0
    for (let i = 0; i < rows; i++) {
      const weight = weights[i] ?? 0
      const b = bin[i] ?? 0
      gaps[b] = (gaps[b] ?? 0) + weight * (gap[i] ?? 0)
      total += weight
    }
    return gaps.reduce((sum, value) => sum + Math.abs(value), 0) / total
  }
}
