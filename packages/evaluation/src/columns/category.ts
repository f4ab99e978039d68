import { EvaluationError } from '../errors.ts'
import type { Column } from './column.ts'

const MAX_CATEGORIES = 65_535
/** Keys of up to six bytes fit a double exactly. */
const PACKED_BYTES = 6

/**
 * The distinct values of one or several columns that mean the same thing (labels and both models' predictions).
 * 3, 3.0 and "3" are one class: pandas writes integers as floats once a value was missing.
 */
export class Categories {
  readonly names: string[] = []
  readonly #codes = new Map<string, number>()
  readonly #packed = new Map<number, number>()
  readonly #single = new Int32Array(256).fill(-1)
  readonly #long = new Map<string, number>()

  /** The code of a value given as bytes; a new one where it has not been seen. */
  code(bytes: Uint8Array, start: number, end: number): number {
    if (end - start === 1) {
      const byte = bytes[start] ?? 0
      const known = this.#single[byte] ?? -1
      if (known >= 0) return known
      const code = this.#learn(bytes, start, end)
      this.#single[byte] = code
      return code
    }
    if (end - start > PACKED_BYTES) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString()
      const known = this.#long.get(text)
      if (known !== undefined) return known
      const code = this.#learn(bytes, start, end)
      this.#long.set(text, code)
      return code
    }
    let key = end - start
    for (let i = start; i < end; i++) key = key * 256 + (bytes[i] ?? 0)
    const known = this.#packed.get(key)
    if (known !== undefined) return known
    const code = this.#learn(bytes, start, end)
    this.#packed.set(key, code)
    return code
  }

  /** The code of a value by name; undefined where no row has it. */
  find(name: string): number | undefined {
    return this.#codes.get(canonical(name))
  }

  #learn(bytes: Uint8Array, start: number, end: number): number {
    const name = canonical(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString())
    const known = this.#codes.get(name)
    if (known !== undefined) return known
    if (this.names.length >= MAX_CATEGORIES) {
      throw new EvaluationError(
        'malformed-file',
        `more than ${MAX_CATEGORIES} distinct values: this is not a column of classes`,
      )
    }
    this.#codes.set(name, this.names.length)
    return this.names.push(name) - 1
  }
}

function canonical(text: string): string {
  const whole = /^([+-]?\d+)\.0+$/.exec(text)
  return whole?.[1] ?? text
}

/** A column of classes, one to four bytes a row. Empty cells are refused where `required`. */
export class CategoryColumn implements Column {
  readonly name: string
  readonly categories: Categories
  codes: Uint8Array | Uint16Array
  readonly #empty: 'refused' | 'a-value'

  constructor(name: string, categories: Categories, rows = 1024, empty: 'refused' | 'a-value' = 'refused') {
    this.name = name
    this.categories = categories
    this.codes = new Uint8Array(rows)
    this.#empty = empty
  }

  put(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (start === end && this.#empty === 'refused') {
      throw new EvaluationError('not-a-number', `column ${this.name}, data row ${row + 1} is empty`)
    }
    const code = this.categories.code(bytes, start, end)
    if (row >= this.codes.length || (code > 255 && this.codes instanceof Uint8Array)) this.#grow(row, code)
    this.codes[row] = code
  }

  finish(rows: number): void {
    this.codes = this.codes.subarray(0, rows)
  }

  #grow(row: number, code: number): void {
    const rows = row >= this.codes.length ? Math.max(row + 1, this.codes.length * 2) : this.codes.length
    const larger = code > 255 || this.codes instanceof Uint16Array ? new Uint16Array(rows) : new Uint8Array(rows)
    larger.set(this.codes)
    this.codes = larger
  }
}
