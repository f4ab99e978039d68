import { randomInt } from 'node:crypto'
import { EvaluationError } from '../errors.ts'

const PREVIOUS_BYTES = 256

/** Finds the row a record belongs to from its id. */
export interface Placement {
  row(bytes: Uint8Array, start: number, end: number): number
}

/** What the hashes of ids start from: drawn anew in each process, so that nobody can prepare ids that collide. */
export type HashKeys = readonly [number, number]
const KEYS: HashKeys = [randomInt(2 ** 32 - 1), randomInt(2 ** 32 - 1)]

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
  readonly #keys: HashKeys
  #first: number
  #second: number
  readonly #previous = new Uint8Array(PREVIOUS_BYTES)
  #previousLength = -1

  /** @param keys those of another reading whose sequence this one will be compared with */
  constructor(keys: HashKeys = KEYS) {
    this.#keys = keys
    this.#first = keys[0]
    this.#second = keys[1]
  }

  row(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    const previous = this.#previous
    const fits = length <= PREVIOUS_BYTES
    let order = length - this.#previousLength
    let a = this.#keys[0] ^ length
    let b = this.#keys[1] ^ length
    for (let i = 0; i < length; i++) {
      const byte = bytes[start + i] ?? 0
      a = Math.imul(a ^ byte, 0x01000193)
      b = Math.imul(b + byte, 0x9e3779b1) ^ (b >>> 15)
      if (fits) {
        if (order === 0) order = byte - (previous[i] ?? 0)
        previous[i] = byte
      }
    }
    if (order <= 0 || !fits) this.isRising = false
    this.#previousLength = length
    this.#first = mix(Math.imul(this.#first, 31) + a)
    this.#second = mix(Math.imul(this.#second, 37) + b)
    return this.count++
  }

  /** Equal for two files with the same ids in the same order, read with the same keys. */
  get sequence(): string {
    return `${this.count}:${this.#first}:${this.#second}`
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
