/** Why a text is not JSON that two readers are sure to read alike. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  readonly kind: 'malformed' | 'duplicate'

  constructor(kind: 'malformed' | 'duplicate', message: string) {
    super(message)
    this.kind = kind
  }
}

const MAX_DEPTH = 64

/**
 * JSON in UTF-8 whose objects name each key once. `JSON.parse` takes the last of two equal keys, others the first: what is
 * signed must not depend on the reader. Throws `JsonError`.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    throw new JsonError('malformed', 'it is not JSON in UTF-8')
  }
  refuseDuplicates(text)
  return value
}

// The text is known to be valid JSON, so strings, braces, colons and commas are all that needs to be told apart.
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g

function refuseDuplicates(text: string): void {
  const open: (Set<string> | undefined)[] = []
  let key: string | undefined
  for (const [token] of text.matchAll(TOKEN)) {
    const keys = open.at(-1)
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined)
      if (open.length > MAX_DEPTH) throw new JsonError('malformed', 'it is nested too deeply')
    } else if (token === '}' || token === ']') {
      open.pop()
    } else if (token === ':') {
      if (keys === undefined || key === undefined) continue
      if (keys.has(key)) throw new JsonError('duplicate', `it names the key ${key.slice(0, 60)} twice`)
      keys.add(key)
    } else if (token !== ',') {
      key = canonical(token)
    }
  }
}

// "a" and "\u0061" are the same key.
function canonical(token: string): string {
  return JSON.stringify(JSON.parse(token))
}
