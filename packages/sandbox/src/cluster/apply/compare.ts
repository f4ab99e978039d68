import { equal, isObject, type Json } from '../json.ts'
import { type ListSchema, memberSchema, type Schema } from '../schema/schema.ts'
import { type FieldSet, insert } from './field-set.ts'
import { type Step, stepTo } from './path.ts'

/** How one object differs from another, by field. */
export interface Comparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

/** Compares two objects of one schema as structured-merge-diff does: whole values that come or go count as well. */
export function compare(before: Json | undefined, after: Json | undefined, schema: Schema): Comparison {
  const comparison: Comparison = { added: new Map(), modified: new Map(), removed: new Map() }
  walk(before, after, schema, [], comparison)
  return comparison
}

function walk(
  before: Json | undefined,
  after: Json | undefined,
  schema: Schema,
  path: Step[],
  comparison: Comparison,
): void {
  if (before === undefined && after === undefined) return
  if (isLeaf(before, after, schema)) {
    if (before === undefined) insert(comparison.added, path)
    else if (after === undefined) insert(comparison.removed, path)
    else if (!equal(before, after)) insert(comparison.modified, path)
    return
  }
  for (const [step, left, right, inner] of pairs(before, after, schema)) {
    walk(left, right, inner, [...path, step], comparison)
  }
  if (before === undefined) insert(comparison.added, path)
  else if (after === undefined) insert(comparison.removed, path)
}

function isLeaf(before: Json | undefined, after: Json | undefined, schema: Schema): boolean {
  if (isEmpty(before) && isEmpty(after)) return true
  switch (schema.type) {
    case 'list':
      return schema.identity.by === 'nothing'
    case 'map':
    case 'struct':
      return schema.atomic
    case 'string':
    case 'number':
    case 'boolean':
    case 'any':
      return true
  }
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0
}

type Pair = [Step, Json | undefined, Json | undefined, Schema]

function pairs(before: Json | undefined, after: Json | undefined, schema: Schema): Pair[] {
  if (schema.type === 'list') {
    const left = bySteps(before, schema)
    const right = bySteps(after, schema)
    return [...new Set([...left.keys(), ...right.keys()])].map((step) => [
      step,
      left.get(step),
      right.get(step),
      schema.of,
    ])
  }
  const left = isObject(before) ? before : {}
  const right = isObject(after) ? after : {}
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((key) => [
    `f:${key}`,
    left[key],
    right[key],
    memberSchema(schema, key) ?? { type: 'any' },
  ])
}

function bySteps(value: Json | undefined, schema: ListSchema): Map<Step, Json> {
  return new Map((Array.isArray(value) ? value : []).map((item) => [stepTo(item, schema), item]))
}
