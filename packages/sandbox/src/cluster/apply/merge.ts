import { isObject, type Json, type JsonObject } from '../json.ts'
import { type ListSchema, memberSchema, type Schema } from '../schema/schema.ts'
import type { FieldSet } from './field-set.ts'
import { type Step, stepTo } from './path.ts'

/** What a configuration makes of a live object, before anything is pruned. */
export function merge(live: Json | undefined, config: Json | undefined, schema: Schema): Json | undefined {
  if (config === undefined || live === undefined) return config ?? live
  switch (schema.type) {
    case 'list':
      if (schema.identity.by === 'nothing') return config
      return mergeLists(Array.isArray(live) ? live : [], Array.isArray(config) ? config : [], schema)
    case 'map':
    case 'struct':
      return schema.atomic ? config : mergeMaps(live, config, schema)
    case 'string':
    case 'number':
    case 'boolean':
    case 'any':
      return config
  }
}

function mergeMaps(live: Json, config: Json, schema: Schema): Json {
  const left = isObject(live) ? live : {}
  const right = isObject(config) ? config : {}
  const out: JsonObject = {}
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const merged = merge(left[key], right[key], memberSchema(schema, key) ?? { type: 'any' })
    if (merged !== undefined) out[key] = merged
  }
  return out
}

/**
 * Merges lists whose items have identities and keeps both orders where they agree, with the configuration's where they
 * don't (structured-merge-diff, `typed/merge.go`, visitListItems).
 */
function mergeLists(live: Json[], config: Json[], schema: ListSchema): Json[] {
  const left: [Step, Json][] = live.map((item) => [stepTo(item, schema), item])
  const right: [Step, Json][] = config.map((item) => [stepTo(item, schema), item])
  const inLeft = new Map(left)
  const inRight = new Map(right)
  const shared = right.map(([step]) => step).filter((step) => inLeft.has(step))
  const taken = new Set<Step>()
  const out: Json[] = []
  const take = (step: Step): void => {
    const item = merge(inLeft.get(step), inRight.get(step), schema.of)
    if (item !== undefined) out.push(item)
    taken.add(step)
    if (shared[0] === step) shared.shift()
  }
  let l = 0
  let r = 0
  while (l < left.length || r < right.length) {
    const leftStep = left[l]?.[0]
    const rightStep = right[r]?.[0]
    if (leftStep !== undefined && leftStep === rightStep) {
      take(leftStep)
      l += 1
      r += 1
    } else if (leftStep !== undefined && (taken.has(leftStep) || skipped(leftStep, rightStep, inRight, shared))) {
      l += 1
    } else if (leftStep !== undefined && !inRight.has(leftStep)) {
      take(leftStep)
      l += 1
    } else if (rightStep !== undefined) {
      if (!taken.has(rightStep)) take(rightStep)
      r += 1
    } else {
      l += 1
    }
  }
  return out
}

/** A shared item that is not the next one in the configuration's order comes later. */
function skipped(step: Step, rightStep: Step | undefined, inRight: Map<Step, Json>, shared: Step[]): boolean {
  return rightStep !== undefined && inRight.has(step) && shared[0] !== undefined && shared[0] !== step
}

/** The value without the fields of the set; what is left empty is undefined. */
export function without(value: Json, set: FieldSet, schema: Schema): Json | undefined {
  if (schema.type === 'list' && Array.isArray(value)) {
    if (schema.identity.by === 'nothing' || value.length === 0) return value
    const items = value.flatMap((item) => withoutMember(item, set, stepTo(item, schema), schema.of))
    return items.length > 0 ? items : undefined
  }
  if ((schema.type === 'map' || schema.type === 'struct') && isObject(value)) {
    const entries = Object.entries(value)
    if (schema.atomic || entries.length === 0) return value
    const kept = entries.flatMap(([key, child]): [string, Json][] =>
      withoutMember(child, set, `f:${key}`, memberSchema(schema, key) ?? { type: 'any' }).map((left) => [key, left]),
    )
    return kept.length > 0 ? Object.fromEntries(kept) : undefined
  }
  return value
}

function withoutMember(value: Json, set: FieldSet, step: Step, schema: Schema): Json[] {
  const node = set.get(step)
  if (node === undefined) return [value]
  if (node.member) return []
  const left = without(value, node.children, schema)
  return left === undefined ? [] : [left]
}
