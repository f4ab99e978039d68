import { EvaluationError } from '../errors.ts'
import type { Cells } from './cells.ts'
import { undouble } from './undouble.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const LF = 0x0a
const CR = 0x0d
/** A record longer than this is a missing quote, not data. */
const MAX_RECORD_BYTES = 1 << 24

/**
 * RFC 4180 records from bytes, as strict as csv-parse 7 by default: quotes only around whole cells, doubled inside, all
 * records equally long, one kind of line end (found at the first). A byte-order mark is skipped. No strings are made.
 */
export class CsvScanner implements Cells {
  bytes = new Uint8Array(1 << 21)
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  count = 0
  /** Complete records so far. */
  records = 0
  readonly #onRecord: (cells: Cells) => void
  /** The same bytes, four at a time. */
  #words = new Int32Array(this.bytes.buffer)
  #length = 0
  #begun = false
  #width = -1
  /** The first byte of a line end, once known; 0 before. */
  #lineEnd = 0
  #isCrlf = false
  /** Whether any cell of the current record has doubled quotes to undo. */
  #doubled: number[] = []

  constructor(onRecord: (cells: Cells) => void) {
    this.#onRecord = onRecord
  }

  /** Takes the next bytes and reports every record they complete. */
  push(chunk: Uint8Array): void {
    this.#append(chunk)
    if (!this.#begun && this.#length < 3) return
    this.#scan(false)
  }

  /** The file is over: reports a last record that has no line end. */
  end(): void {
    this.#scan(true)
    if (this.#length > 0) throw this.#malformed('a quoted cell is not closed')
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(2 ** Math.ceil(Math.log2(needed)))
      larger.set(this.bytes.subarray(0, this.#length))
      this.bytes = larger
      this.#words = new Int32Array(larger.buffer)
    }
    this.bytes.set(chunk, this.#length)
    this.#length = needed
  }

  #scan(isLast: boolean): void {
    let from = 0
    if (!this.#begun) {
      this.#begun = true
      const [a, b, c] = this.bytes
      if (this.#length >= 3 && a === 0xef && b === 0xbb && c === 0xbf) from = 3
    }
    while (from < this.#length) {
      from = this.#plainRecords(from)
      const next = from < this.#length ? this.#record(from, isLast) : -1
      if (next < 0) break
      from = next
    }
    this.bytes.copyWithin(0, from, this.#length)
    this.#length -= from
    if (this.#length > MAX_RECORD_BYTES) throw this.#malformed('a record is longer than 16 MiB')
  }

  /** Reads records as long as they are plain: no quotes, the known line end, the known width. Returns where it stopped. */
  #plainRecords(from: number): number {
    const { bytes, starts, ends } = this
    const words = this.#words
    const lastWord = this.#length - 4
    const length = this.#length
    const width = this.#width
    const lineEnd = this.#lineEnd
    const isCrlf = this.#isCrlf
    let record = from
    let cell = from
    let count = 0
    if (width < 1) return from
    this.#doubled.length = 0
    for (let i = from; i < length; ) {
      const byte = bytes[i] ?? 0
      if (byte > COMMA) {
        i++
        // Four bytes at once while none is below "-": quotes, commas and line ends all are (Mycroft's bit trick).
        while ((i & 3) === 0 && i <= lastWord) {
          const word = words[i >> 2] ?? 0
          if (((word - 0x2d2d2d2d) & ~word & -0x7f7f7f80) !== 0) break
          i += 4
        }
      } else if (byte === COMMA) {
        if (count >= width) return record
        starts[count] = cell
        ends[count++] = i++
        cell = i
      } else if (byte === lineEnd) {
        const next = isCrlf ? i + 2 : i + 1
        if (count !== width - 1 || (isCrlf && bytes[i + 1] !== LF) || next > length) return record
        starts[count] = cell
        ends[count] = i
        this.count = width
        this.records++
        this.#onRecord(this)
        record = cell = i = next
        count = 0
      } else if (byte === QUOTE || byte === CR || byte === LF) return record
      else i++
    }
    return record
  }

  /** Reads the record that starts here; returns where the next one starts, or −1 where bytes are missing. */
  #record(start: number, isLast: boolean): number {
    const { bytes } = this
    const length = this.#length
    const lineEnd = this.#isCrlf ? -1 : this.#lineEnd
    this.count = 0
    // A record cut off by the end of a chunk is read again from its start.
    this.#doubled.length = 0
    let cell = start
    for (let i = start; i < length; ) {
      const byte = bytes[i]
      if (byte === COMMA) {
        this.#cell(cell, i)
        cell = ++i
      } else if (byte === lineEnd) {
        this.#cell(cell, i)
        return this.#finish(i + 1)
      } else if (byte === QUOTE) {
        if (i !== cell) throw this.#malformed('a quote inside a cell that does not start with one')
        const close = this.#closingQuote(i + 1, isLast)
        if (close < 0) return -1
        const after = this.#afterQuote(close + 1, isLast)
        if (after < 0) return after === -1 ? -1 : this.#quotedEnd(i, close, length)
        if (bytes[close + 1] !== COMMA) return this.#quotedEnd(i, close, after)
        this.#cell(i + 1, close)
        cell = i = after
      } else if (byte === CR || byte === LF) {
        const width = this.#lineEndAt(i, isLast)
        if (width < 0) return -1
        if (width > 0) {
          this.#cell(cell, i)
          return this.#finish(i + width)
        }
        i++
      } else i++
    }
    if (!isLast) return -1
    this.#cell(cell, length)
    return this.#finish(length)
  }

  /** Position of the quote that closes the cell; −1 where it isn't here yet. Notes doubled quotes. */
  #closingQuote(from: number, isLast: boolean): number {
    const { bytes } = this
    for (let i = from; i < this.#length; i++) {
      if (bytes[i] !== QUOTE) continue
      if (i + 1 >= this.#length) return isLast ? i : -1
      if (bytes[i + 1] !== QUOTE) return i
      if (this.#doubled.at(-1) !== this.count) this.#doubled.push(this.count)
      i++
    }
    return -1
  }

  /** Where the next cell or record starts after a closing quote; −1 for more bytes, −2 at the end of the file. */
  #afterQuote(at: number, isLast: boolean): number {
    if (at >= this.#length) return isLast ? -2 : -1
    if (this.bytes[at] === COMMA) return at + 1
    const width = this.#lineEndAt(at, isLast)
    if (width < 0) return -1
    if (width === 0) throw this.#malformed('a closing quote is followed by something else than a comma or a line end')
    return at + width
  }

  #quotedEnd(open: number, close: number, next: number): number {
    this.#cell(open + 1, close)
    return this.#finish(next)
  }

  /** Bytes of the line end at a position; 0 where there is none, −1 where the next byte decides and isn't here. */
  #lineEndAt(at: number, isLast: boolean): number {
    const byte = this.bytes[at]
    if (byte !== CR && byte !== LF) return 0
    if (this.#lineEnd !== 0 && byte !== this.#lineEnd) return 0
    if (byte === LF) {
      this.#lineEnd = LF
      return 1
    }
    if (this.#lineEnd === CR && !this.#isCrlf) return 1
    if (at + 1 >= this.#length && !isLast) return -1
    const isPair = at + 1 < this.#length && this.bytes[at + 1] === LF
    if (this.#lineEnd === 0) {
      this.#lineEnd = CR
      this.#isCrlf = isPair
      return isPair ? 2 : 1
    }
    return isPair ? 2 : 0
  }

  #cell(start: number, end: number): void {
    if (this.count === this.starts.length) {
      const [starts, ends] = [new Int32Array(this.count * 2), new Int32Array(this.count * 2)]
      starts.set(this.starts)
      ends.set(this.ends)
      this.starts = starts
      this.ends = ends
    }
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.count++
  }

  #finish(next: number): number {
    for (const cell of this.#doubled)
      this.ends[cell] = undouble(this.bytes, this.starts[cell] ?? 0, this.ends[cell] ?? 0)
    this.#doubled.length = 0
    if (this.#width < 0) this.#width = this.count
    if (this.count !== this.#width) {
      throw this.#malformed(`${this.count} cells where the header has ${this.#width}`)
    }
    this.records++
    this.#onRecord(this)
    return next
  }

  #malformed(what: string): EvaluationError {
    return new EvaluationError('malformed-file', `record ${this.records + 1}: ${what}`)
  }
}
