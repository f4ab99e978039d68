import { readFileSync } from 'node:fs'
import { isObject, type Json, type JsonObject, listOf, parseJson, textOf } from '../json.ts'

/** A field of a struct. `inline` marks Go structs held by value, which every answer of the real server contains. */
export interface Field {
  readonly schema: Schema
  readonly default?: Json
  readonly inline: boolean
}

export interface Struct {
  readonly type: 'struct'
  readonly fields: ReadonlyMap<string, Field>
  readonly required: readonly string[]
  readonly atomic: boolean
}

export interface ListSchema {
  readonly type: 'list'
  readonly of: Schema
  /** How items are told apart: by the values of keys, by themselves, or not at all (the list is one value). */
  readonly identity: { readonly by: 'keys'; readonly keys: readonly string[] } | { readonly by: 'value' | 'nothing' }
}

/** The shape of a value as the API server's OpenAPI document declares it. */
export type Schema =
  | { readonly type: 'string' | 'number' | 'boolean' | 'any' }
  | { readonly type: 'map'; readonly of: Schema; readonly atomic: boolean }
  | ListSchema
  | Struct

const LEAVES: Readonly<Record<string, Schema>> = {
  s: { type: 'string' },
  n: { type: 'number' },
  b: { type: 'boolean' },
  x: { type: 'any' },
}

function load(): { roots: JsonObject; definitions: JsonObject } {
  const file = new URL('../data/kubernetes-1.34-schema.json', import.meta.url)
  const document = parseJson(readFileSync(file, 'utf8'))
  if (!isObject(document) || !isObject(document['roots']) || !isObject(document['defs'])) {
    throw new Error(`${file.pathname} is not a condensed OpenAPI document`)
  }
  return { roots: document['roots'], definitions: document['defs'] }
}

const { roots, definitions } = load()
const resolved = new Map<string, Schema>()

function resolve(node: Json | undefined): Schema {
  if (typeof node === 'string') {
    const leaf = LEAVES[node]
    if (leaf !== undefined) return leaf
    const known = resolved.get(node)
    if (known !== undefined) return known
    const schema = resolve(definitions[node])
    resolved.set(node, schema)
    return schema
  }
  if (!isObject(node)) throw new Error(`not a schema: ${JSON.stringify(node)}`)
  const atomic = node['a'] === 1
  if (node['r'] !== undefined) return resolve(node['r'])
  if (isObject(node['p'])) {
    const fields = new Map(Object.entries(node['p']).map(([name, value]) => [name, fieldOf(value)]))
    const required = listOf(node['q']).map((name) => textOf(name) ?? '')
    return { type: 'struct', fields, required, atomic }
  }
  if (node['m'] !== undefined) return { type: 'map', of: resolve(node['m']), atomic }
  if (node['i'] !== undefined) return { type: 'list', of: resolve(node['i']), identity: identityOf(node) }
  throw new Error(`not a schema: ${JSON.stringify(node)}`)
}

function identityOf(node: JsonObject): ListSchema['identity'] {
  if (Array.isArray(node['k'])) return { by: 'keys', keys: node['k'].map((key) => textOf(key) ?? '') }
  return { by: node['s'] === 1 ? 'value' : 'nothing' }
}

function fieldOf(node: Json): Field {
  const schema = resolve(node)
  const inline = isObject(node) && node['r'] !== undefined && schema.type === 'struct'
  const fallback = isObject(node) ? node['d'] : undefined
  return fallback === undefined ? { schema, inline } : { schema, inline, default: fallback }
}

/** The schema of a kind, undefined for kinds that the cluster does not serve. */
export function schemaOf(apiVersion: string, kind: string): Struct | undefined {
  const name = roots[`${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}/${kind}`]
  const schema = name === undefined ? undefined : resolve(name)
  return schema?.type === 'struct' ? schema : undefined
}

/** The schema of a member of a map or struct; undefined when the schema doesn't declare it. */
export function memberSchema(schema: Schema, key: string): Schema | undefined {
  if (schema.type === 'map') return schema.of
  return schema.type === 'struct' ? schema.fields.get(key)?.schema : undefined
}
