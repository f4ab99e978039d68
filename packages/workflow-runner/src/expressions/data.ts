import { data } from '@actions/expressions'
import { isList, isRecord } from '../json.ts'
import type { Json } from '../types.ts'

/** A value as GitHub's evaluator computes with it. */
export type ExpressionData = data.ExpressionData

/** Plain value → evaluator's value. */
function toData(value: Json | undefined): ExpressionData {
  if (value === undefined || value === null) return new data.Null()
  if (isList(value)) return new data.Array(...value.map(toData))
  if (isRecord(value)) return toDictionary(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  return new data.StringData(value)
}

/** Mapping → evaluator's dictionary. */
export function toDictionary(value: Readonly<Record<string, Json>>): data.Dictionary {
  return new data.Dictionary(...Object.entries(value).map(([key, item]) => ({ key, value: toData(item) })))
}

/** Evaluator's value → plain value. NaN stays NaN, which is text `NaN` and false. */
export function fromData(value: ExpressionData): Json {
  if (value instanceof data.Null) return null
  if (value instanceof data.Array) return value.values().map(fromData)
  if (value instanceof data.Dictionary)
    return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]))
  if (value instanceof data.NumberData || value instanceof data.BooleanData) return value.value
  return value.coerceString()
}

/** What an `if` makes of a value: false, null, 0, NaN and the empty text are false. */
export function isTruthy(value: ExpressionData): boolean {
  const plain = fromData(value)
  return !(plain === false || plain === null || plain === 0 || plain === '' || Number.isNaN(plain))
}
