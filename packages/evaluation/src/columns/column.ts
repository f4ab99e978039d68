/** One column of a table as it is filled: cells arrive as bytes, with the row they belong to. */
export interface Column {
  readonly name: string
  put(row: number, bytes: Uint8Array, start: number, end: number): void
  /** Called once with the number of rows read. */
  finish(rows: number): void
}
