import { isObject, type Json } from '../json.ts'
import { type ListSchema, memberSchema, type Schema, type Struct } from '../schema/schema.ts'
import { pathText, type Step, stepTo } from './path.ts'

/** What keeps a value from being of its schema, in structured-merge-diff's own words; empty when nothing does. */
export function typeErrors(value: Json, schema: Schema, path: readonly Step[] = []): string[] {
  if (value === null) return []
  switch (schema.type) {
    case 'any':
      return []
    case 'number':
      return typeof value === 'number' ? [] : [at(path, `expected numeric (int or float), got ${goType(value)}`)]
    case 'string':
      return typeof value === 'string'
        ? []
        : [at(path, `expected string, got &value.valueUnstructured{Value:${goValue(value)}}`)]
    case 'boolean':
      return typeof value === 'boolean' ? [] : [at(path, `expected boolean, got &{${goText(value)}}`)]
    case 'list':
      return Array.isArray(value)
        ? listErrors(value, schema, path)
        : [at(path, `expected list, got &{${goText(value)}}`)]
    case 'map':
    case 'struct':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, child]) => memberErrors(key, child, schema, path))
        : [at(path, `expected map, got &{${goText(value)}}`)]
  }
}

function memberErrors(key: string, child: Json, schema: Schema, path: readonly Step[]): string[] {
  const inner = memberSchema(schema, key)
  const here = [...path, `f:${key}`]
  return inner === undefined ? [at(here, 'field not declared in schema')] : typeErrors(child, inner, here)
}

function listErrors(items: Json[], schema: ListSchema, path: readonly Step[]): string[] {
  if (schema.identity.by === 'nothing') {
    return items.flatMap((item, index) => typeErrors(item, schema.of, [...path, `i:${index}`]))
  }
  const seen = new Set<Step>()
  return items.flatMap((item, index) => {
    try {
      const step = stepTo(item, schema)
      const twice = seen.has(step) ? [at(path, `duplicate entries for key ${pathText([step])}`)] : []
      seen.add(step)
      return [...twice, ...typeErrors(item, schema.of, [...path, step])]
    } catch (error) {
      return [at(path, `element ${index}: ${error instanceof Error ? error.message : String(error)}`)]
    }
  })
}

function at(path: readonly Step[], message: string): string {
  return path.length === 0 ? message : `${pathText(path)}: ${message}`
}

function goType(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return 'map[string]interface {}'
}

/** Go's `%v`. */
function goText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value)
  return `map[${Object.entries(value)
    .map(([key, child]) => `${key}:${goText(child)}`)
    .toSorted()
    .join(' ')}]`
}

/** Go's `%#v`. */
function goValue(value: Json): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goValue).join(', ')}}`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${goValue(child)}`)
  return `map[string]interface {}{${entries.join(', ')}}`
}

/** Errors as one message, joined as the real server joins them. */
export function joinErrors(errors: readonly string[]): string {
  return errors.length === 1 ? `${errors[0]}` : ['errors:', ...errors.map((error) => `  ${error}`)].join('\n')
}

/** Paths of the fields that the schema does not declare, as strict decoding names them. */
export function unknownFields(value: Json, schema: Schema, path = ''): string[] {
  if (Array.isArray(value) && schema.type === 'list') {
    return value.flatMap((item, index) => unknownFields(item, schema.of, `${path}[${index}]`))
  }
  if (!isObject(value) || (schema.type !== 'struct' && schema.type !== 'map')) return []
  return Object.entries(value).flatMap(([key, child]) => {
    const here = path === '' ? key : `${path}.${key}`
    const inner = memberSchema(schema, key)
    return inner === undefined ? [here] : unknownFields(child, inner, here)
  })
}

/** The value without nulls and without fields that the schema does not declare, as decoding into Go's types leaves it. */
export function pruned(value: Json, schema: Schema): Json {
  if (schema.type === 'list') {
    const { of } = schema
    return Array.isArray(value) ? value.map((item) => pruned(item, of)) : value
  }
  if (schema.type !== 'struct' && schema.type !== 'map') return value
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]): [string, Json][] => {
      const inner = memberSchema(schema, key)
      return inner === undefined || child === null ? [] : [[key, pruned(child, inner)]]
    }),
  )
}

/** The empty object of a kind: Go's structs held by value are there, everything else is not. */
export function emptyOf(schema: Struct): Json {
  const entries = [...schema.fields].flatMap(([name, field]): [string, Json][] => {
    if (field.inline && field.schema.type === 'struct') return [[name, emptyOf(field.schema)]]
    const listed = field.schema.type === 'list' || field.schema.type === 'map'
    return schema.required.includes(name) && listed ? [[name, null]] : []
  })
  return Object.fromEntries(entries)
}
