/** What one request may hold (MLflow 3.17, `utils/validation.py`); the server refuses all of a larger one. */
const MAX_BYTES = 900_000
const MAX_KEY_LENGTH = 250
const MAX_TAG_LENGTH = 8_000
const MAX_PARAM_LENGTH = 6_000

/** How many of a kind one request may hold. */
export const PER_REQUEST = { metrics: 1_000, params: 100, tags: 100 } as const

/** Splits items into requests that are small enough, in number and in bytes. */
export function batches<T>(items: readonly T[], perRequest: number): readonly (readonly T[])[] {
  const all: T[][] = []
  let bytes = 0
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 2
    const last = all.at(-1)
    if (last === undefined || last.length >= perRequest || bytes + size > MAX_BYTES) {
      all.push([item])
      bytes = size
    } else {
      last.push(item)
      bytes += size
    }
  }
  return all
}

/** Pairs as MLflow takes them: keys of its alphabet, values of its length. */
export function pairs(
  of: 'params' | 'tags',
  values: ReadonlyMap<string, string>,
): readonly { readonly key: string; readonly value: string }[] {
  const keys = safeKeys(values.keys())
  const longest = of === 'params' ? MAX_PARAM_LENGTH : MAX_TAG_LENGTH
  return [...values].map(([name, value]) => ({ key: keys.get(name) ?? name, value: shortened(value, longest) }))
}

/** Names as keys: `@` and the like become `_`, paths that lead nowhere are straightened, and no two become one. */
export function safeKeys(names: Iterable<string>): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of names) {
    if (keys.has(name)) continue
    const parts = name.replaceAll(/[^\w.\-:/ ]/g, '_').split('/')
    const straight = parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/')
    const short = straight === '' ? '_' : straight.slice(0, MAX_KEY_LENGTH)
    let key = short
    for (let again = 2; taken.has(key); again += 1) key = `${short.slice(0, MAX_KEY_LENGTH - 8)}_${again}`
    taken.add(key)
    keys.set(name, key)
  }
  return keys
}

function shortened(value: string, length: number): string {
  return value.length <= length ? value : `${value.slice(0, length - 1)}…`
}
