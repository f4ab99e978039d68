const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?(?:([EPTGMK]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
/** Quantities are counted in billionths; the real server keeps no more. */
const NANO_DIGITS = 9

/** Why a text is no quantity, in the real server's words. */
export const QUANTITY_RULE =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

/**
 * The canonical form of a quantity, as the server stores it (`1024Mi` → `1Gi`, `0.5` → `500m`); undefined for what is none.
 * See k8s.io/apimachinery/pkg/api/resource, `CanonicalizeBytes`.
 */
export function canonicalQuantity(value: string | number): string | undefined {
  const match = PATTERN.exec(String(value))
  const [, sign = '', whole = '', fraction = '', binary, decimal = '', exponent] = match ?? []
  if (match === null || whole + fraction === '') return undefined
  const digits = fraction.slice(0, NANO_DIGITS).padEnd(NANO_DIGITS, '0')
  const nanos = BigInt(`${whole}${digits}`)
  if (nanos === 0n) return '0'
  const text =
    binary === undefined
      ? inDecimal(nanos, exponent === undefined ? powerOf(decimal) : Number(exponent), exponent !== undefined)
      : inBinary(nanos * 1024n ** BigInt(BINARY.indexOf(binary) + 1))
  return sign === '-' ? `-${text}` : text
}

function powerOf(suffix: string): number {
  return 3 * (DECIMAL.indexOf(suffix) - DECIMAL.indexOf(''))
}

/** The form that was written stays: `1e3` is not made `1k`. */
function inDecimal(nanos: bigint, power: number, exponential: boolean): string {
  const scaled = power >= 0 ? nanos * 10n ** BigInt(power) : nanos / 10n ** BigInt(-power)
  let rest = scaled === 0n ? 1n : scaled
  let suffix = 0
  while (rest % 1000n === 0n && suffix < DECIMAL.length - 1) {
    rest /= 1000n
    suffix += 1
  }
  const thousands = suffix - DECIMAL.indexOf('')
  if (exponential) return thousands === 0 ? String(rest) : `${rest}e${3 * thousands}`
  return `${rest}${DECIMAL[suffix]}`
}

function inBinary(nanos: bigint): string {
  const one = 10n ** BigInt(NANO_DIGITS)
  if (nanos % one !== 0n || nanos < 1024n * one) return inDecimal(nanos, 0, false)
  let rest = nanos / one
  let suffix = -1
  while (rest % 1024n === 0n && suffix < BINARY.length - 1) {
    rest /= 1024n
    suffix += 1
  }
  return `${rest}${BINARY[suffix] ?? ''}`
}
