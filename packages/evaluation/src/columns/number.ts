import { EvaluationError } from '../errors.ts'
import type { Column } from './column.ts'

const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const SPLIT = 134_217_729 // 2²⁷ + 1, Veltkamp's constant for doubles

/**
 * A decimal number from bytes, correctly rounded as Number() would; NaN for "nan", an empty cell and anything that isn't one.
 * Up to 15 figures by one exact division (Clinger 1990), up to 19 by a division with its exact remainder; the rest by Number().
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number {
  let i = start
  const isNegative = bytes[i] === 0x2d
  if (isNegative) i++
  let [head, tail, figures, scale] = [0, 0, 0, -1]
  for (; i < end; i++) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit >= 0 && digit <= 9) {
      if (figures < 15) head = head * 10 + digit
      else tail = tail * 10 + digit
      // Leading zeros cost no precision.
      if (figures > 0 || digit > 0) figures++
      if (scale >= 0) scale++
    } else if (digit === -2 && scale < 0) scale = 0
    else return slowly(bytes, start, end)
  }
  const power = scale < 0 ? 0 : scale
  const length = end - start - (isNegative ? 1 : 0) - (scale < 0 ? 0 : 1)
  if (length === 0 || figures > 19 || power > 22) return slowly(bytes, start, end)
  const divisor = POWERS[power] ?? 1
  const value = figures <= 15 ? head / divisor : divide(head, tail, POWERS[figures - 15] ?? 1, divisor)
  return isNegative ? -value : value
}

/** (head·shift + tail) / divisor, rounded once. */
function divide(head: number, tail: number, shift: number, divisor: number): number {
  // The numerator as an exact sum of two doubles.
  const upper = Math.floor(head / 67_108_864)
  const large = upper * 67_108_864 * shift
  const small = (head - upper * 67_108_864) * shift + tail
  const sum = large + small
  const rest = small - (sum - large)
  const quotient = sum / divisor
  // quotient·divisor as an exact sum of two doubles (Dekker 1971).
  const product = quotient * divisor
  const q1 = splitHigh(quotient)
  const d1 = splitHigh(divisor)
  const [q2, d2] = [quotient - q1, divisor - d1]
  const error = q2 * d2 - (product - q1 * d1 - q2 * d1 - q1 * d2)
  return quotient + (sum - product - error + rest) / divisor
}

function splitHigh(value: number): number {
  const scaled = SPLIT * value
  return scaled - (scaled - value)
}

function slowly(bytes: Uint8Array, start: number, end: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString('latin1')
    .trim()
  if (DECIMAL.test(text)) return Number(text)
  if (/^[+-]?inf(inity)?$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number.NaN
}

/** A column of finite numbers. NaN, infinities, empty cells and text end the reading with the row and the value. */
export class NumberColumn implements Column {
  readonly name: string
  values: Float64Array
  readonly #range: readonly [number, number]

  /** @param rows how many rows are expected; more make it grow @param range what is allowed, both ends included */
  constructor(name: string, rows = 1024, range: readonly [number, number] = [-Number.MAX_VALUE, Number.MAX_VALUE]) {
    this.name = name
    this.values = new Float64Array(rows)
    this.#range = range
  }

  put(row: number, bytes: Uint8Array, start: number, end: number): void {
    const value = parseNumber(bytes, start, end)
    if (!(value >= this.#range[0] && value <= this.#range[1])) throw this.#refuse(row, value, bytes, start, end)
    if (row >= this.values.length) {
      const larger = new Float64Array(Math.max(row + 1, this.values.length * 2))
      larger.set(this.values)
      this.values = larger
    }
    this.values[row] = value
  }

  finish(rows: number): void {
    this.values = this.values.subarray(0, rows)
  }

  #refuse(row: number, value: number, bytes: Uint8Array, start: number, end: number): EvaluationError {
    const text = Buffer.from(bytes.slice(start, Math.min(end, start + 40))).toString()
    const where = `column ${this.name}, data row ${row + 1}: ${JSON.stringify(text)}`
    if (!Number.isFinite(value)) return new EvaluationError('not-a-number', `${where} is not a finite number`)
    return new EvaluationError('out-of-range', `${where} is outside ${this.#range[0]} … ${this.#range[1]}`)
  }
}
