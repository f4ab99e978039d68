/** A file that a step wrote for the runner breaks its grammar. */
class FileCommandError extends Error {
  override readonly name = 'FileCommandError'
}

/**
 * Reads the `NAME=VALUE` and `NAME<<DELIMITER` entries of GITHUB_ENV, GITHUB_OUTPUT and GITHUB_STATE in order.
 * Only a line feed ends a line; a carriage return stays in the value (actions/runner, `FileCommandManager.cs`).
 */
export function parseEntries(text: string): readonly (readonly [name: string, value: string])[] {
  const entries: [string, string][] = []
  const reader = new LineReader(text)
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    if (line.text === '') continue
    const equals = line.text.indexOf('=')
    const heredoc = line.text.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      entries.push([line.text.slice(0, equals), line.text.slice(equals + 1)])
    } else if (heredoc >= 0) {
      entries.push([line.text.slice(0, heredoc), readHeredoc(reader, line.text, heredoc)])
    } else {
      throw new FileCommandError(`Invalid format '${line.text}'`)
    }
  }
  return entries
}

/** Reads the lines of GITHUB_PATH. */
export function parsePaths(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}

function readHeredoc(reader: LineReader, line: string, at: number): string {
  const delimiter = line.slice(at + 2)
  if (at === 0 || delimiter === '') {
    throw new FileCommandError(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
  }
  const lines: string[] = []
  for (let next = reader.next(); next !== undefined; next = reader.next()) {
    if (next.text === delimiter) return lines.join('\n')
    if (!next.ended) throw new FileCommandError('Invalid value. EOF marker missing new line.')
    lines.push(next.text)
  }
  throw new FileCommandError(`Invalid value. Matching delimiter not found '${delimiter}'`)
}

class LineReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  next(): { readonly text: string; readonly ended: boolean } | undefined {
    if (this.#at >= this.#text.length) return undefined
    const end = this.#text.indexOf('\n', this.#at)
    const line = { text: this.#text.slice(this.#at, end < 0 ? undefined : end), ended: end >= 0 }
    this.#at = end < 0 ? this.#text.length : end + 1
    return line
  }
}
