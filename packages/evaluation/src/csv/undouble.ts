const QUOTE = 0x22

/** Turns "" into " within a cell, in place; the record is complete, so its bytes are not read again. Returns the new end. */
export function undouble(bytes: Uint8Array, start: number, end: number): number {
  let to = start
  for (let i = start; i < end; i++) {
    bytes[to++] = bytes[i] ?? 0
    if (bytes[i] === QUOTE) i++
  }
  return to
}
