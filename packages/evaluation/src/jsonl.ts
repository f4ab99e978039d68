import { EvaluationError } from './errors.ts'
import type { Filler } from './filler.ts'
import { isRecord, parseJson } from './json.ts'

const MAX_LINE_BYTES = 1 << 24

/** JSON Lines: one flat object per line, all with the columns of the first. Python's NaN and Infinity are understood. */
export class JsonLines {
  readonly #filler: Filler
  #rest: Uint8Array = new Uint8Array(0)
  #names: string[] | undefined
  #lines = 0

  constructor(filler: Filler) {
    this.#filler = filler
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : Buffer.from(chunk)
    let from = 0
    for (;;) {
      const end = bytes.indexOf(0x0a, from)
      if (end < 0) break
      this.#line(bytes.toString('utf8', from, end))
      from = end + 1
    }
    this.#rest = bytes.subarray(from)
    if (this.#rest.length > MAX_LINE_BYTES) throw new EvaluationError('malformed-file', 'a line is longer than 16 MiB')
  }

  end(): void {
    if (this.#rest.length > 0) this.#line(Buffer.from(this.#rest).toString('utf8'))
  }

  #line(text: string): void {
    this.#lines++
    if (text.trim() === '') return
    const row = this.#parse(text)
    if (this.#names === undefined) {
      this.#names = Object.keys(row)
      this.#filler.header(this.#names)
    }
    const cells = this.#names.map((name) => {
      if (!Object.hasOwn(row, name)) throw this.#malformed(`no ${JSON.stringify(name)}, which the first line has`)
      return this.#text(name, row[name])
    })
    const parts = cells.map((cell) => Buffer.from(cell))
    const starts = new Int32Array(parts.length)
    const ends = new Int32Array(parts.length)
    let at = 0
    for (const [i, part] of parts.entries()) {
      starts[i] = at
      at += part.length
      ends[i] = at
    }
    this.#filler.take({ bytes: Buffer.concat(parts), starts, ends, count: parts.length })
  }

  #parse(text: string): Record<string, unknown> {
    try {
      const value = parseJson(text)
      if (isRecord(value)) return value
    } catch {
      // Told below, with the line.
    }
    throw this.#malformed('not a JSON object')
  }

  #text(name: string, value: unknown): string {
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    if (value === null) return ''
    throw this.#malformed(`${JSON.stringify(name)} is not a plain value`)
  }

  #malformed(what: string): EvaluationError {
    return new EvaluationError('malformed-file', `line ${this.#lines}: ${what}`)
  }
}
