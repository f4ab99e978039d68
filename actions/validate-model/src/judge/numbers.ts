import type { Rule } from '@ml-actions/validation-policy'

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
function showDifference(value: number): string {
  return `${value > 0 ? '+' : ''}${showNumber(value)}`
}

/** A count with thousands separated. */
export function showCount(value: number): string {
  return value.toLocaleString('en-US')
}

/** A value of a rule's metric, with its unit where it has one. */
export function showValue(rule: Rule, value: number | undefined): string {
  return value === undefined ? '–' : `${showNumber(value)}${unitOf(rule)}`
}

/** A difference of two such values. */
export function showGap(rule: Rule, value: number): string {
  return `${showDifference(value)}${unitOf(rule)}`
}

function unitOf({ metric, subject }: Rule): string {
  return metric?.family === 'latency' || subject.startsWith('latency') ? ' ms' : ''
}
