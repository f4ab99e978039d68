import { isRecord } from '@ml-actions/registry'
import type { DigestSet, Override, ResourceDescriptor, Subject } from './statement.ts'

export { isRecord }

/** Whether a value is an object with these keys and no others. */
export function isExactRecord<K extends string>(value: unknown, keys: readonly K[]): value is Record<K, unknown> {
  return isRecord(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key))
}

/** Whether a value is a list whose entries all pass. */
export function isListOf<T>(value: unknown, guard: (entry: unknown) => entry is T): value is T[] {
  return Array.isArray(value) && value.every(guard)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** Whether a value is a point in time as ISO 8601 writes it in full, with its zone. */
export function isTime(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}

/** Whether a value is absent, or passes. */
export function isOptional<T>(value: unknown, guard: (entry: unknown) => entry is T): value is T | undefined {
  return value === undefined || guard(value)
}

const HEX = /^[0-9a-f]+$/
const SHA256 = /^[0-9a-f]{64}$/

/** Whether a value is a set of digests; a sha256 among them must be one. */
function isDigestSet(value: unknown): value is DigestSet {
  return (
    isRecord(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((hex) => isText(hex) && HEX.test(hex)) &&
    (value['sha256'] === undefined || (isText(value['sha256']) && SHA256.test(value['sha256'])))
  )
}

/** Whether a value describes a resource: by a name, a URI or a digest at least. */
export function isResourceDescriptor(value: unknown): value is ResourceDescriptor {
  return (
    isRecord(value) &&
    isOptional(value['name'], isText) &&
    isOptional(value['uri'], isText) &&
    isOptional(value['mediaType'], isText) &&
    isOptional(value['digest'], isDigestSet) &&
    isOptional(value['annotations'], isRecord) &&
    (value['name'] !== undefined || value['uri'] !== undefined || value['digest'] !== undefined)
  )
}

/** Whether a value is a statement's subject known by its sha256. */
export function isSubject(value: unknown): value is Subject {
  return isRecord(value) && isText(value['name']) && isDigestSet(value['digest']) && isText(value['digest']['sha256'])
}

/** Whether a value is a person's decision with its reason, its author and its end. */
export function isOverride(value: unknown): value is Override {
  return (
    isRecord(value) &&
    isText(value['reason']) &&
    value['reason'] !== '' &&
    isText(value['by']) &&
    value['by'] !== '' &&
    isTime(value['until'])
  )
}
