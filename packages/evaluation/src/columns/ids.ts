import { randomInt } from 'node:crypto'
import { EvaluationError } from '../errors.ts'

const PREVIOUS_BYTES = 256

/** Finds the row a record belongs to from its id. */
export interface Placement {
  row(bytes: Uint8Array, start: number, end: number): number
}

/** Two 32-bit hashes of an id and of the order of all ids so far. Keyed anew in each process. */
const KEYS = [randomInt(2 ** 32 - 1), randomInt(2 ** 32 - 1)] as const

function mix(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * Rows in the order of the file. Keeps no ids: a running 64-bit hash of their sequence proves afterwards that two files
 * name the same ids in the same order, and ids that only rise (by length, then bytes) can't hold a duplicate.
 */
export class InOrder implements Placement {
  count = 0
  isRising = true
  #first: number = KEYS[0]
  #second: number = KEYS[1]
  readonly #previous = new Uint8Array(PREVIOUS_BYTES)
  #previousLength = -1

  row(bytes: Uint8Array, start: number, end: number): number {
    const [a, b] = this.#hashAndCompare(bytes, start, end)
    this.#first = mix(Math.imul(this.#first, 31) + a)
    this.#second = mix(Math.imul(this.#second, 37) + b)
    return this.count++
  }

  /** Equal for two files with the same ids in the same order. */
  get sequence(): string {
    return `${this.count}:${this.#first}:${this.#second}`
  }

  #a = 0
  #hashAndCompare(bytes: Uint8Array, start: number, end: number): readonly [number, number] {
    const length = end - start
    let order = length - this.#previousLength
    const comparable = order === 0
    let [a, b] = [KEYS[0] ^ length, KEYS[1] ^ length]
    const previous = this.#previous
    const fits = length <= PREVIOUS_BYTES
    for (let i = 0; i < length; i++) {
      const byte = bytes[start + i] ?? 0
      a = Math.imul(a ^ byte, 0x01000193)
      b = Math.imul(b + byte, 0x9e3779b1) ^ (b >>> 15)
      if (fits) {
        if (comparable && order === 0) order = byte - (previous[i] ?? 0)
        previous[i] = byte
      }
    }
    if (order <= 0 || !fits) this.isRising = false
    this.#previousLength = length
    this.#a = mix(a)
    return [this.#a, mix(b)]
  }
}

function hashes(bytes: Uint8Array, start: number, end: number): readonly [number, number] {
  let [a, b] = [KEYS[0] ^ (end - start), KEYS[1] ^ (end - start)]
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0
    a = Math.imul(a ^ byte, 0x01000193)
    b = Math.imul(b + byte, 0x9e3779b1) ^ (b >>> 15)
  }
  return [mix(a), mix(b)]
}

/** A hash table from ids to rows: nine bytes a slot, about 56 hash bits an entry, no strings. */
export class IdIndex {
  readonly rows: number
  readonly #slots: Uint32Array
  readonly #tags: Uint32Array
  readonly #extra: Uint8Array
  readonly #mask: number
  #size = 0

  /** @param rows how many ids will be added */
  constructor(rows: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, rows * 1.5)))
    this.rows = rows
    this.#slots = new Uint32Array(capacity)
    this.#tags = new Uint32Array(capacity)
    this.#extra = new Uint8Array(capacity)
    this.#mask = capacity - 1
  }

  /** @returns the id's row @throws EvaluationError duplicate-ids */
  add(bytes: Uint8Array, start: number, end: number): number {
    const [a, b] = hashes(bytes, start, end)
    const slot = this.#find(a, b)
    if (this.#slots[slot] !== 0) throw duplicate(bytes, start, end)
    if (this.#size >= this.rows) throw new EvaluationError('rows-do-not-match', 'the file changed while it was read')
    this.#tags[slot] = a
    this.#extra[slot] = b >>> 24
    this.#slots[slot] = ++this.#size
    return this.#size - 1
  }

  /** @returns the row of an id, or −1 */
  find(bytes: Uint8Array, start: number, end: number): number {
    const [a, b] = hashes(bytes, start, end)
    return (this.#slots[this.#find(a, b)] ?? 0) - 1
  }

  #find(a: number, b: number): number {
    const [tag, extra] = [a >>> 0, b >>> 24]
    let slot = b & this.#mask
    while (this.#slots[slot] !== 0 && !(this.#tags[slot] === tag && this.#extra[slot] === extra))
      slot = (slot + 1) & this.#mask
    return slot
  }
}

/** Rows looked up in the labels' ids; refuses unknown ids and ids that come twice. */
export class ById implements Placement {
  count = 0
  readonly #index: IdIndex
  readonly #seen: Uint8Array

  constructor(index: IdIndex) {
    this.#index = index
    this.#seen = new Uint8Array(index.rows)
  }

  row(bytes: Uint8Array, start: number, end: number): number {
    const row = this.#index.find(bytes, start, end)
    if (row < 0) throw new EvaluationError('rows-do-not-match', `id ${quoted(bytes, start, end)} has no label`)
    if (this.#seen[row] === 1) throw duplicate(bytes, start, end)
    this.#seen[row] = 1
    this.count++
    return row
  }
}

function duplicate(bytes: Uint8Array, start: number, end: number): EvaluationError {
  return new EvaluationError('duplicate-ids', `id ${quoted(bytes, start, end)} stands in more than one row`)
}

function quoted(bytes: Uint8Array, start: number, end: number): string {
  return JSON.stringify(Buffer.from(bytes.slice(start, Math.min(end, start + 60))).toString())
}
