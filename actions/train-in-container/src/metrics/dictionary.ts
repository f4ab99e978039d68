/** Values of a printed dictionary, nested names joined by dots; only what is a number, however it is written. */
export type Numbers = ReadonlyMap<string, number>

const MAX_DEPTH = 3

/**
 * Reads a dictionary as JSON or Python prints it (`{'loss': 0.5, "acc": NaN, 'eval': {'f1': .9}}`), evaluating nothing.
 * Numbers in quotes count, as newer versions of transformers print them. `undefined` when the text is no dictionary.
 */
export function readDictionary(text: string): Numbers | undefined {
  const numbers = new Map<string, number>()
  const end = readObject(text, 0, '', numbers, 1)
  return end !== undefined && text.slice(end).trim() === '' ? numbers : undefined
}

type Position = number | undefined

function readObject(
  text: string,
  start: number,
  prefix: string,
  numbers: Map<string, number>,
  depth: number,
): Position {
  let at = skipBlanks(text, start)
  if (text[at] !== '{') return undefined
  at = skipBlanks(text, at + 1)
  if (text[at] === '}') return at + 1
  for (;;) {
    const key = readQuoted(text, at)
    if (key === undefined) return undefined
    at = skipBlanks(text, key.end)
    if (text[at] !== ':') return undefined
    const end = readValue(text, skipBlanks(text, at + 1), prefix + key.value, numbers, depth)
    if (end === undefined) return undefined
    at = skipBlanks(text, end)
    if (text[at] === '}') return at + 1
    if (text[at] !== ',') return undefined
    at = skipBlanks(text, at + 1)
    if (text[at] === '}') return at + 1
  }
}

function readValue(text: string, at: number, name: string, numbers: Map<string, number>, depth: number): Position {
  if (text[at] === '{') return depth < MAX_DEPTH ? readObject(text, at, `${name}.`, numbers, depth + 1) : undefined
  if (text[at] === '[') return skipList(text, at)
  const quoted = readQuoted(text, at)
  if (quoted !== undefined) {
    keep(numbers, name, readNumber(quoted.value))
    return quoted.end
  }
  const word = /^(?:np\.float\d+\(|tensor\()?([-+\w.]+)\)?/.exec(text.slice(at, at + 100))
  if (word?.[1] === undefined) return undefined
  keep(numbers, name, readNumber(word[1]))
  return at + word[0].length
}

/** A decimal number as Python, JSON and C print it, `nan` and `inf` included; `undefined` for anything else. */
export function readNumber(text: string): number | undefined {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text)
  if (/^[-+]?nan$/i.test(text)) return Number.NaN
  const infinite = /^([-+]?)inf(inity)?$/i.exec(text)
  return infinite === null ? undefined : infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

function keep(numbers: Map<string, number>, name: string, value: number | undefined): void {
  if (value !== undefined) numbers.set(name, value)
}

function readQuoted(text: string, at: number): { readonly value: string; readonly end: number } | undefined {
  const quote = text[at]
  if (quote !== '"' && quote !== "'") return undefined
  let value = ''
  for (let next = at + 1; next < text.length; next += 1) {
    const character = text[next]
    if (character === quote) return { value, end: next + 1 }
    if (character === '\\') next += 1
    value += text[next] ?? ''
  }
  return undefined
}

function skipList(text: string, start: number): Position {
  let open = 0
  for (let at = start; at < text.length; at += 1) {
    const quoted = readQuoted(text, at)
    if (quoted !== undefined) at = quoted.end - 1
    else if (text[at] === '[') open += 1
    else if (text[at] === ']' && --open === 0) return at + 1
  }
  return undefined
}

function skipBlanks(text: string, start: number): number {
  let at = start
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1
  return at
}
