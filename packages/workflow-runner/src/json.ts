import type { Json } from './types.ts'

/** A mapping of a workflow file, an action file or an event. */
export type JsonRecord = Readonly<Record<string, Json>>

/** Whether a value is a mapping (and no list). */
export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** Whether a foreign value consists of nothing but what JSON knows. */
export function isJson(value: unknown): value is Json {
  if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) return true
  if (typeof value !== 'object') return false
  return (Array.isArray(value) ? value : Object.values(value)).every(isJson)
}

/** Reads JSON text; throws a SyntaxError that says where it is wrong. */
export function parseJson(text: string): Json {
  const value: unknown = JSON.parse(text)
  return isJson(value) ? value : null
}

/** The text a value becomes in a place that holds text, as the runner writes it. */
export function toText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (isList(value)) return 'Array'
  return typeof value === 'object' ? 'Object' : String(value)
}

/** Each value of a mapping as text; anything that is no mapping has none. */
export function toTexts(value: Json | undefined): Record<string, string> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toText(item)]))
}

/** The mapping, or an empty one. */
export function recordOf(value: Json | undefined): JsonRecord {
  return isRecord(value) ? value : {}
}

/** The list, a list of the one value, or an empty one. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return []
  return isList(value) ? value : [value]
}

/** Whether two values are written the same, whatever the order of their keys. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (isList(left) && isList(right)) return left.length === right.length && left.every((x, i) => sameJson(x, right[i]))
  if (isRecord(left) && isRecord(right)) {
    const names = Object.keys(left)
    return names.length === Object.keys(right).length && names.every((name) => sameJson(left[name], right[name]))
  }
  return left === right
}
