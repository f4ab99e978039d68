import type { Metric } from '@ml-actions/metric-names'
import { aucEvidence, delong, type Placements, placements } from '@ml-actions/statistics'
import { EvaluationError } from '../errors.ts'
import type { Frame, ModelRows, Rows } from '../frame.ts'
import type { Measurement, Resampling } from './measurement.ts'
import { resampleRows } from './resample-rows.ts'

/** Measures the area under the ROC curve or the average precision of one class against the rest. */
export function measureRanking(frame: Frame, rows: Rows, metric: Metric, klass: number, draw: Resampling): Measurement {
  const { labels } = frame
  if (labels === undefined) throw new TypeError('classes were not read')
  const total = rows?.length ?? frame.rows
  const positive = new Uint8Array(total)
  let count = 0
  for (let i = 0; i < total; i++) {
    const isPositive = labels[rows === undefined ? i : (rows[i] ?? 0)] === klass
    if (isPositive) count++
    positive[i] = isPositive ? 1 : 0
  }
  if (count === 0 || count === total) {
    throw new EvaluationError(
      'undefined-metric',
      `${metric.name} needs rows of the class and others: ${count} of ${total} rows are of the class`,
    )
  }
  const ours = pick(scoresOf(frame, frame.challenger, klass), rows)
  const theirs = frame.champion === undefined ? undefined : pick(scoresOf(frame, frame.champion, klass), rows)
  return metric.base === 'auc' ? measureAuc(positive, ours, theirs) : measurePrecision(positive, ours, theirs, draw)
}

function measureAuc(positive: Uint8Array, ours: Float64Array, theirs: Float64Array | undefined): Measurement {
  const after = placements(positive, ours)
  const before: Placements | undefined = theirs === undefined ? undefined : placements(positive, theirs)
  return {
    rows: positive.length,
    challenger: after.auc,
    champion: before?.auc,
    single: () => aucEvidence(positive, after),
    paired: () => delong(positive, before ?? after, after),
  }
}

function measurePrecision(
  positive: Uint8Array,
  ours: Float64Array,
  theirs: Float64Array | undefined,
  draw: Resampling,
): Measurement {
  const even = new Uint8Array(positive.length).fill(1)
  const after = averagePrecision(positive, ours)
  const before = theirs === undefined ? undefined : averagePrecision(positive, theirs)
  const [value, old] = [after(even), before?.(even)]
  return {
    rows: positive.length,
    challenger: value,
    champion: old,
    single: () => resampleRows(positive.length, value, after, draw),
    paired: () =>
      resampleRows(positive.length, value - (old ?? Number.NaN), (w) => after(w) - (before?.(w) ?? Number.NaN), draw),
  }
}

/** Σ (Rₙ − Rₙ₋₁)·Pₙ over distinct scores from high to low, without interpolation, as scikit-learn. Sorted once for all weights. */
function averagePrecision(positive: Uint8Array, scores: Float64Array): (weights: Uint8Array) => number {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  return (weights) => {
    let [hits, all, area, through] = [0, 0, 0, 0]
    for (let i = 0; i < order.length; i++) {
      const row = order[i] ?? 0
      const weight = weights[row] ?? 0
      all += weight
      if (positive[row] === 1) hits += weight
      const next = order[i + 1]
      if (next !== undefined && scores[next] === scores[row]) continue
      if (hits > through) area += (hits - through) * (hits / all)
      through = hits
    }
    return area / hits
  }
}

/** Scores of a class: the score column for the positive class, else the class's probability column. */
function scoresOf(frame: Frame, model: ModelRows, klass: number): Float64Array {
  const found =
    klass === frame.positive ? (model.scores ?? model.probabilities?.get(klass)) : model.probabilities?.get(klass)
  if (found !== undefined) return found
  throw new EvaluationError(
    'missing-column',
    `there is no score or probability of class ${JSON.stringify(frame.classes.names[klass])}`,
  )
}

function pick(values: Float64Array, rows: Rows): Float64Array {
  return rows === undefined ? values : Float64Array.from(rows, (row) => values[row] ?? Number.NaN)
}
