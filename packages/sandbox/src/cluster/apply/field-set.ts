import { isObject, type Json, type JsonObject } from '../json.ts'
import type { Schema } from '../schema/schema.ts'
import { memberSchema } from '../schema/schema.ts'
import { type Step, stepTo } from './path.ts'

/** A set of field paths, as a tree: each step may be a member itself and lead to others. */
export type FieldSet = Map<Step, FieldNode>

export interface FieldNode {
  readonly member: boolean
  readonly children: FieldSet
}

/** The set with one more path. */
export function insert(set: FieldSet, path: readonly Step[]): void {
  const [step, ...rest] = path
  if (step === undefined) return
  const node = set.get(step) ?? { member: false, children: new Map() }
  set.set(step, rest.length === 0 ? { member: true, children: node.children } : node)
  insert(node.children, rest)
}

const NOTHING: FieldNode = { member: false, children: new Map() }

function combine(a: FieldSet, b: FieldSet, keep: (inA: boolean, inB: boolean) => boolean): FieldSet {
  const out: FieldSet = new Map()
  for (const step of new Set([...a.keys(), ...b.keys()])) {
    const left = a.get(step) ?? NOTHING
    const right = b.get(step) ?? NOTHING
    const children = combine(left.children, right.children, keep)
    const member = keep(left.member, right.member)
    if (member || children.size > 0) out.set(step, { member, children })
  }
  return out
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (inA, inB) => inA || inB)
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (inA, inB) => inA && inB)
}

export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return combine(a, b, (inA, inB) => inA && !inB)
}

export function sameSet(a: FieldSet, b: FieldSet): boolean {
  return combine(a, b, (inA, inB) => inA !== inB).size === 0
}

/** All paths of the set, parents before children. */
export function paths(set: FieldSet, prefix: readonly Step[] = []): Step[][] {
  return [...set].flatMap(([step, node]) => {
    const path = [...prefix, step]
    return [...(node.member ? [path] : []), ...paths(node.children, path)]
  })
}

/** The fields that a value sets: what its applier will own. */
export function fieldsOf(value: Json, schema: Schema): FieldSet {
  return describe(value, schema).children
}

function describe(value: Json, schema: Schema): FieldNode {
  const children: FieldSet = new Map()
  switch (schema.type) {
    case 'list':
      if (schema.identity.by === 'nothing') return { member: true, children }
      for (const item of Array.isArray(value) ? value : []) {
        children.set(stepTo(item, schema), { member: true, children: describe(item, schema.of).children })
      }
      return { member: false, children }
    case 'struct':
    case 'map':
      if (schema.atomic) return { member: true, children }
      for (const [key, child] of Object.entries(isObject(value) ? value : {})) {
        const node = describe(child, memberSchema(schema, key) ?? { type: 'any' })
        const empty = child === null || (isObject(child) && Object.keys(child).length === 0)
        children.set(`f:${key}`, {
          member: node.member || empty || schema.type === 'map',
          children: node.children,
        })
      }
      return { member: false, children }
    case 'string':
    case 'number':
    case 'boolean':
    case 'any':
      return { member: true, children }
  }
}

/** The set and every named field on the way to its members; structs own no path of their own otherwise. */
export function withNamedParents(set: FieldSet, schema: Schema): FieldSet {
  const out: FieldSet = new Map()
  for (const [step, node] of set) {
    const child = childSchema(schema, step)
    const named = schema.type === 'struct' && step.startsWith('f:') && schema.fields.has(step.slice(2))
    out.set(step, {
      member: node.member || (named && node.children.size > 0),
      children: withNamedParents(node.children, child),
    })
  }
  return out
}

function childSchema(schema: Schema, step: Step): Schema {
  if (step.startsWith('f:')) return memberSchema(schema, step.slice(2)) ?? { type: 'any' }
  return schema.type === 'list' ? schema.of : { type: 'any' }
}

/** The `fieldsV1` form of a set. */
export function encode(set: FieldSet): JsonObject {
  const out: JsonObject = {}
  for (const step of [...set.keys()].sort()) {
    const node = set.get(step) ?? NOTHING
    const inner = encode(node.children)
    out[step] = node.member && node.children.size > 0 ? { '.': {}, ...inner } : inner
  }
  return out
}

/** The set that a `fieldsV1` value describes. */
export function decode(fields: JsonObject): FieldSet {
  const set: FieldSet = new Map()
  for (const [step, inner] of Object.entries(fields)) {
    if (step === '.') continue
    const children = isObject(inner) ? decode(inner) : new Map<Step, FieldNode>()
    set.set(step, { member: children.size === 0 || (isObject(inner) && '.' in inner), children })
  }
  return set
}
