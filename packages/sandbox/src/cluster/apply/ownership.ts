import type { Json } from '../json.ts'
import type { Struct } from '../schema/schema.ts'
import { type Comparison, compare } from './compare.ts'
import {
  difference,
  type FieldSet,
  fieldsOf,
  insert,
  intersection,
  paths,
  union,
  withNamedParents,
} from './field-set.ts'
import { type Ownership, sameWriter, type Writer } from './managers.ts'
import { merge, without } from './merge.ts'
import type { Step } from './path.ts'

/** A field that another writer owns and that this write would change. */
export interface Conflict {
  readonly writer: Writer
  readonly path: readonly Step[]
}

/** What an apply makes of an object and of its owners; `object` is undefined when the object stays as it was. */
export interface Applied {
  readonly object: Json | undefined
  readonly owners: Ownership[]
  readonly conflicts: Conflict[]
}

/** Fields that nobody owns: identity and the server's own bookkeeping. */
const UNOWNED: FieldSet = new Map()
insert(UNOWNED, ['f:apiVersion'])
insert(UNOWNED, ['f:kind'])
insert(UNOWNED, ['f:metadata'])
for (const name of ['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'generation', 'managedFields']) {
  insert(UNOWNED, ['f:metadata', `f:${name}`])
}
insert(UNOWNED, ['f:metadata', 'f:resourceVersion'])

/** Fields that a write cannot set, so that it does not own them: the status, or on the status all else. */
function ignored(subresource: string): FieldSet {
  const set: FieldSet = new Map()
  insert(set, [subresource === 'status' ? 'f:spec' : 'f:status'])
  return set
}

/** The set without the fields nobody owns and the subtrees that this endpoint resets. */
function ownable(set: FieldSet, subresource: string): FieldSet {
  const out = difference(set, UNOWNED)
  for (const step of ignored(subresource).keys()) out.delete(step)
  return out
}

/** Server-side apply of a configuration to a live object (structured-merge-diff, `merge/update.go`). */
export function applyConfiguration(
  live: Json,
  config: Json,
  schema: Struct,
  before: readonly Ownership[],
  writer: Writer,
  now: string,
): Applied {
  const merged = merge(live, config, schema) ?? config
  const own = before.find((each) => sameWriter(each.writer, writer))
  const fields = ownable(fieldsOf(config, schema), writer.subresource)
  const others = before.filter((each) => each !== own)
  const next =
    own === undefined ? merged : prune(merged, own.fields, [fields, ...others.map((each) => each.fields)], schema)
  const changes = compare(live, next, schema)
  const conflicts = others.flatMap((each) =>
    paths(intersection(each.fields, union(changes.modified, changes.added))).map((path) => ({
      writer: each.writer,
      path,
    })),
  )
  const unchanged = changes.added.size + changes.modified.size + changes.removed.size === 0
  return {
    object: unchanged ? undefined : next,
    owners: [
      ...others.map((each) => disowned(each, changes)),
      { writer, fields, time: unchanged ? (own?.time ?? '') : now },
    ],
    conflicts,
  }
}

/** Takes away what the applier set before and sets no longer, unless another writer owns it too. */
function prune(merged: Json, last: FieldSet, owned: readonly FieldSet[], schema: Struct): Json {
  const named = (set: FieldSet): FieldSet => withNamedParents(set, schema)
  const all = named(fieldsOf(merged, schema))
  const left = without(merged, named(last), schema) ?? {}
  const managed = named(owned.reduce((a, b) => union(a, b), new Map()))
  const gone = difference(difference(all, named(fieldsOf(left, schema))), managed)
  const kept = without(merged, gone, schema) ?? {}
  const dangling = difference(all, named(fieldsOf(kept, schema)))
  return without(merged, intersection(dangling, named(last)), schema) ?? {}
}

function disowned(each: Ownership, changes: Comparison): Ownership {
  const lost = union(union(changes.modified, changes.added), changes.removed)
  return { ...each, fields: difference(each.fields, lost) }
}

/** Ownership after an update that wrote `after` over `before`: whoever changes a field owns it. */
export function ownershipAfterUpdate(
  before: Json,
  after: Json,
  schema: Struct,
  owners: readonly Ownership[],
  writer: Writer,
  now: string,
): Ownership[] {
  const changes = compare(before, after, schema)
  const taken = ownable(union(changes.added, changes.modified), writer.subresource)
  const others = owners.map((each) => disowned(each, changes))
  if (taken.size === 0) return others
  const own = others.find((each) => sameWriter(each.writer, writer))
  if (own === undefined) return [...others, { writer, fields: taken, time: now }]
  return others.map((each) => (each === own ? { ...each, fields: union(each.fields, taken), time: now } : each))
}
