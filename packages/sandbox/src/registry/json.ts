import { isRecord } from '@ml-actions/registry'

export { isRecord }

/** The `digest` texts of the descriptors in a list; undefined when the list or one of them is not what it should be. */
export function digestsOf(list: unknown): string[] | undefined {
  if (!Array.isArray(list)) return undefined
  const digests = list.flatMap((entry) => digestOf(entry) ?? [])
  return digests.length === list.length ? digests : undefined
}

/** The `digest` text of a descriptor. */
export function digestOf(value: unknown): string | undefined {
  return isRecord(value) && typeof value['digest'] === 'string' ? value['digest'] : undefined
}
