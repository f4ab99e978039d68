import { isObject, type Json, type JsonObject, listOf, textOf } from '../json.ts'
import { decode, encode, type FieldSet, sameSet } from './field-set.ts'

/** Who wrote an object, and how. */
export interface Writer {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly subresource: string
}

/** What a writer owns of an object, and since when. */
export interface Ownership {
  readonly writer: Writer
  fields: FieldSet
  /** Empty for one who has only ever applied what was there already. */
  time: string
}

/** Whether two entries of `managedFields` are one: appliers are the same whatever version they apply. */
export function sameWriter(a: Writer, b: Writer): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  )
}

export function decodeManagers(managedFields: Json | undefined): Ownership[] {
  return listOf(managedFields).flatMap((entry) => {
    if (!isObject(entry) || !isObject(entry['fieldsV1'])) return []
    const writer: Writer = {
      manager: textOf(entry['manager']) ?? '',
      operation: entry['operation'] === 'Apply' ? 'Apply' : 'Update',
      apiVersion: textOf(entry['apiVersion']) ?? '',
      subresource: textOf(entry['subresource']) ?? '',
    }
    return [{ writer, fields: decode(entry['fieldsV1']), time: textOf(entry['time']) ?? '' }]
  })
}

/** `managedFields` in the order of the real server: appliers first, then by time and name. */
export function encodeManagers(owners: readonly Ownership[]): Json[] {
  const order = (each: Ownership): string =>
    [each.writer.operation, each.time, each.writer.manager, each.writer.apiVersion, each.writer.subresource].join('\n')
  return owners
    .filter((each) => each.fields.size > 0)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map(({ writer, fields, time }): JsonObject => {
      const entry: JsonObject = {
        manager: writer.manager,
        operation: writer.operation,
        apiVersion: writer.apiVersion,
        ...(time === '' ? {} : { time }),
        fieldsType: 'FieldsV1',
        fieldsV1: encode(fields),
      }
      if (writer.subresource !== '') entry['subresource'] = writer.subresource
      return entry
    })
}

/** Whether two states of ownership differ in more than times. */
export function sameManagers(a: readonly Ownership[], b: readonly Ownership[]): boolean {
  const left = a.filter((each) => each.fields.size > 0)
  const right = b.filter((each) => each.fields.size > 0)
  return (
    left.length === right.length &&
    left.every((each) =>
      right.some((other) => sameWriter(each.writer, other.writer) && sameSet(each.fields, other.fields)),
    )
  )
}

/** A writer as conflicts print it. */
export function writerText(writer: Writer): string {
  const name = JSON.stringify(writer.manager)
  const sub = writer.subresource === '' ? name : `${name} with subresource ${JSON.stringify(writer.subresource)}`
  return writer.operation === 'Update' ? `${sub} using ${writer.apiVersion}` : sub
}
