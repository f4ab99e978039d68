/** What a variable stands for; `undefined` when it is not set. */
export type Lookup = (name: string) => string | undefined

/** A substitution that is not understood here. */
export class UnsupportedSubstitution extends Error {
  override readonly name = 'UnsupportedSubstitution'
}

/**
 * Text of a Dockerfile split at blanks outside of quotes, with quotes and escapes taken away and variables filled in
 * (`$a`, `${a}`, `${a:-b}`, `${a:+b}` and those without the colon). Throws `UnsupportedSubstitution` for other forms.
 */
export function words(text: string, lookup: Lookup, escapeChar = '\\'): string[] {
  const found: string[] = []
  let word: string | undefined
  for (const piece of pieces(text, lookup, escapeChar)) {
    if (piece.blank) {
      if (word !== undefined) found.push(word)
      word = undefined
    } else word = (word ?? '') + piece.text
  }
  return word === undefined ? found : [...found, word]
}

/** As `words`, or `undefined` where a substitution is not understood: for those who only look, and need not refuse. */
export function wordsIfKnown(text: string, lookup: Lookup): string[] | undefined {
  try {
    return words(text, lookup)
  } catch (error) {
    if (error instanceof UnsupportedSubstitution) return undefined
    throw error
  }
}

/** One text of a Dockerfile that may hold blanks, as `words` reads each of its words. */
export function expand(text: string, lookup: Lookup, escapeChar = '\\'): string {
  return [...pieces(text, lookup, escapeChar)].map((piece) => piece.text).join('')
}

interface Piece {
  readonly text: string
  readonly blank: boolean
}

function* pieces(text: string, lookup: Lookup, escapeChar: string): Generator<Piece> {
  let quote = ''
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (quote === "'") {
      if (char === "'") quote = ''
      else yield { text: char, blank: false }
      at += 1
    } else if (
      char === escapeChar &&
      next !== '' &&
      (quote === '' || next === '"' || next === '$' || next === escapeChar)
    ) {
      yield { text: next, blank: false }
      at += 2
    } else if (char === '"' || (char === "'" && quote === '')) {
      quote = quote === '' ? char : ''
      // Quotes around nothing are an empty word.
      yield { text: '', blank: false }
      at += 1
    } else if (char === '$') {
      const variable = substitute(text.slice(at), lookup, escapeChar)
      yield { text: variable.value, blank: false }
      at += variable.length
    } else {
      yield { text: char, blank: quote === '' && /\s/.test(char) }
      at += 1
    }
  }
}

function substitute(text: string, lookup: Lookup, escapeChar: string): { value: string; length: number } {
  const [plain, name] = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(text) ?? []
  if (plain !== undefined && name !== undefined) return { value: lookup(name) ?? '', length: plain.length }
  if (!text.startsWith('${')) return { value: '$', length: 1 }
  const [whole, braced = '', operator, word = ''] =
    /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+])((?:[^{}]|\$\{[^{}]*\})*))?\}/.exec(text) ?? []
  if (whole === undefined)
    throw new UnsupportedSubstitution(`${text.slice(0, 60)} is a substitution that is not understood here`)
  const value = lookup(braced)
  const set = operator?.startsWith(':') === true ? value !== undefined && value !== '' : value !== undefined
  const length = whole.length
  if (operator === undefined) return { value: value ?? '', length }
  const alternative = (): string => expand(word, lookup, escapeChar)
  if (operator.endsWith('-')) return { value: set ? (value ?? '') : alternative(), length }
  return { value: set ? alternative() : '', length }
}
