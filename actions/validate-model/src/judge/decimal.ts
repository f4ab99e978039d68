/**
 * Compares `value` with `base + offset` as the decimals they are written as: 0.9 is at least 0.91 − 0.01, which doubles deny.
 * @returns negative, zero or positive; NaN where a number is not finite
 */
export function compareDecimals(value: number, base: number, offset: number): number {
  const parts = [value, base, offset].map(decimal)
  const [a, b, c] = parts
  if (a === undefined || b === undefined || c === undefined) return Number.NaN
  const scale = Math.max(a.scale, b.scale, c.scale)
  const at = ({ figures, scale: own }: Decimal): bigint => figures * 10n ** BigInt(scale - own)
  const difference = at(a) - at(b) - at(c)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

interface Decimal {
  readonly figures: bigint
  readonly scale: number
}

function decimal(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const figures = BigInt(whole + fraction)
  return scale >= 0 ? { figures, scale } : { figures: figures * 10n ** BigInt(-scale), scale: 0 }
}
