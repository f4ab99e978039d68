/** Where a record's cells lie: cell i is bytes[starts[i]] … bytes[ends[i]] (exclusive). Valid until the next record. */
export interface Cells {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly count: number
}
