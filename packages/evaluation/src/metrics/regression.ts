import type { Metric } from '@ml-actions/metric-names'
import type { Frame, Rows } from '../frame.ts'
import type { Measurement } from './measurement.ts'
import { linearised, measureMean } from './row-means.ts'

/** Measures MAE, MSE, RMSE or R² by scikit-learn's definitions. */
export function measureRegression(frame: Frame, rows: Rows, metric: Metric): Measurement {
  const { targets } = frame
  const [ours, theirs] = [frame.challenger.values, frame.champion?.values]
  if (targets === undefined || ours === undefined) throw new TypeError('numbers were not read')
  const total = rows?.length ?? frame.rows
  const at = (i: number): number => (rows === undefined ? i : (rows[i] ?? 0))
  const target = (i: number): number => targets[at(i)] ?? Number.NaN
  const errors = (values: Float64Array) => (i: number) => (values[at(i)] ?? Number.NaN) - target(i)
  const [now, old] = [errors(ours), theirs === undefined ? undefined : errors(theirs)]
  const squared = (error: (i: number) => number) => (i: number) => error(i) ** 2
  const absolute = (error: (i: number) => number) => (i: number) => Math.abs(error(i))
  if (metric.base === 'mae') return measureMean(total, absolute(now), old && absolute(old))
  const mse = measureMean(total, squared(now), old && squared(old))
  if (metric.base === 'mse') return mse
  return metric.base === 'rmse' ? rootOf(mse, total, now, old) : determination(mse, total, target, now, old)
}

type Errors = (i: number) => number

function rootOf(mse: Measurement, rows: number, now: Errors, old: Errors | undefined): Measurement {
  const [after, before] = [Math.sqrt(mse.challenger), mse.champion === undefined ? undefined : Math.sqrt(mse.champion)]
  const part = (error: Errors, root: number) => (i: number) => (root === 0 ? 0 : error(i) ** 2 / (2 * root))
  const ours = part(now, after)
  return compared(rows, after, before, ours, old && part(old, before ?? 0))
}

function determination(
  mse: Measurement,
  rows: number,
  target: Errors,
  now: Errors,
  old: Errors | undefined,
): Measurement {
  let mean = 0
  for (let i = 0; i < rows; i++) mean += (target(i) - mean) / (i + 1)
  let variance = 0
  for (let i = 0; i < rows; i++) variance += ((target(i) - mean) ** 2 - variance) / (i + 1)
  // As scikit-learn: undefined below two rows; of constant targets 1 where perfect, else 0.
  const value = (loss: number): number => {
    if (rows < 2) return Number.NaN
    if (variance === 0) return loss === 0 ? 1 : 0
    return 1 - loss / variance
  }
  const influence = (error: Errors, loss: number) => (i: number) =>
    -(error(i) ** 2) / variance + (loss / variance ** 2) * (target(i) - mean) ** 2
  const [after, before] = [value(mse.challenger), mse.champion === undefined ? undefined : value(mse.champion)]
  const ours = influence(now, mse.challenger)
  return compared(rows, after, before, ours, old && influence(old, mse.champion ?? Number.NaN))
}

/** Two values with the influence that each row has on them. */
function compared(
  rows: number,
  challenger: number,
  champion: number | undefined,
  ours: Errors,
  theirs: Errors = () => 0,
): Measurement {
  return {
    rows,
    challenger,
    champion,
    single: () => linearised(rows, challenger, ours),
    paired: () => linearised(rows, challenger - (champion ?? Number.NaN), (i) => ours(i) - theirs(i)),
  }
}
