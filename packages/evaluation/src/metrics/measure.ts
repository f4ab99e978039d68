import type { Metric } from '@ml-actions/metric-names'
import { EvaluationError } from '../errors.ts'
import type { Frame, Rows } from '../frame.ts'
import { measureCells } from './cells.ts'
import { measureLatency } from './latency.ts'
import type { Measurement, Resampling } from './measurement.ts'
import { measureProbability } from './probability.ts'
import { measureRanking } from './ranking.ts'
import { measureRegression } from './regression.ts'

/** A metric with what stands in its brackets. */
export interface Target {
  readonly metric: Metric
  /** The class of a per-class metric, as written. */
  readonly klass: string | undefined
  /** Conditions that a row must meet, all of them. */
  readonly slice: readonly { readonly column: string; readonly value: string }[]
}

/**
 * Measures a metric on a frame.
 * @throws EvaluationError where the slice or class has no rows, the metric is undefined there, or is not a finite number
 */
export function measure(frame: Frame, target: Target, draw: Resampling): Measurement {
  const { metric } = target
  const rows = selectRows(frame, target.slice)
  const measured = dispatch(frame, rows, target, draw)
  for (const [who, value] of [
    ['challenger', measured.challenger],
    ['champion', measured.champion],
  ] as const) {
    if (value !== undefined && !Number.isFinite(value)) {
      throw new EvaluationError(
        'undefined-metric',
        `${metric.name} of the ${who} is not defined on ${measured.rows} rows`,
      )
    }
  }
  return measured
}

function dispatch(frame: Frame, rows: Rows, target: Target, draw: Resampling): Measurement {
  const { metric } = target
  switch (metric.family) {
    case 'cells':
      return measureCells(frame, rows, metric, classOf(frame, target), draw)
    case 'ranking':
      return measureRanking(frame, rows, metric, classOf(frame, target) ?? -1, draw)
    case 'probability':
      return measureProbability(frame, rows, metric, draw)
    case 'regression':
      return measureRegression(frame, rows, metric)
    case 'latency':
      return measureLatency(frame, rows, metric)
  }
}

/** The code of the class that a metric is about; undefined for metrics of all classes. */
function classOf(frame: Frame, { metric, klass }: Target): number | undefined {
  if (!metric.perClass) return undefined
  if (klass !== undefined) {
    const code = frame.classes.find(klass)
    if (code === undefined) throw new EvaluationError('missing-class', `no row is of class ${JSON.stringify(klass)}`)
    return code
  }
  if (frame.positive !== undefined) return frame.positive
  const names = frame.classes.names.slice(0, 10).join(', ')
  throw new EvaluationError(
    'ambiguous-metric',
    `${metric.name} of classes ${names}: write ${metric.base}[class=…] or an average such as f1_macro, or give the input positive-class`,
  )
}

/** The rows that meet every condition; all of them where there is none. */
function selectRows(frame: Frame, slice: Target['slice']): Rows {
  if (slice.length === 0) return undefined
  const conditions = slice.map(({ column, value }) => {
    const found = frame.slices.get(column)
    const code = found?.categories.find(value)
    if (found === undefined || code === undefined) throw missing(slice)
    return { codes: found.codes, code }
  })
  const rows = new Uint32Array(frame.rows)
  let count = 0
  for (let row = 0; row < frame.rows; row++) {
    if (conditions.every(({ codes, code }) => codes[row] === code)) rows[count++] = row
  }
  if (count === 0) throw missing(slice)
  return rows.slice(0, count)
}

function missing(slice: Target['slice']): EvaluationError {
  const text = slice.map(({ column, value }) => `${column}=${value}`).join(', ')
  return new EvaluationError('missing-slice', `no row has ${text}`)
}
