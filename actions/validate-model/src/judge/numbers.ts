/** A metric's value as people read it. */
export function showNumber(value: number | undefined): string {
  if (value === undefined) return '–'
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  return size !== 0 && (size < 1e-4 || size >= 1e7)
    ? value.toExponential(3)
    : String(Number(value.toFixed(size < 10 ? 4 : 2)))
}

/** A difference with its sign. */
export function showDifference(value: number): string {
  return `${value > 0 ? '+' : ''}${showNumber(value)}`
}

/** A count with thousands separated. */
export function showCount(value: number): string {
  return value.toLocaleString('en-US')
}
