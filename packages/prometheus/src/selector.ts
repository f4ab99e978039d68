import { PrometheusError } from './error.ts'

/** One label condition: equal to a text, or (with `regex`) fully matching a pattern. */
export type LabelCondition = string | { readonly regex: string } | { readonly not: string }

/** A raw series selector, checked: a metric's name and label conditions, nothing that computes. */
export type RawSelector = string & { readonly raw: unique symbol }

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/
const MATCHER =
  /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)\s*(,|(?=\}))/

/** Quotes a label value for PromQL. */
function quote(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}

/** Escapes text for use inside a label regex (RE2). */
export function literal(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}

/** Builds a raw selector from a metric's name and label conditions. */
export function selector(metric: string, labels: Readonly<Record<string, LabelCondition>> = {}): RawSelector {
  const conditions = Object.entries(labels).map(([name, condition]) => {
    if (typeof condition === 'string') return `${name}=${quote(condition)}`
    return 'regex' in condition ? `${name}=~${quote(condition.regex)}` : `${name}!=${quote(condition.not)}`
  })
  return parseSelector(`${metric}{${conditions.join(',')}}`)
}

function isRaw(text: string): text is RawSelector {
  const name = NAME.exec(text)?.[0]
  if (name === undefined) return false
  let rest = text.slice(name.length).trimStart()
  if (rest === '') return true
  if (!rest.startsWith('{')) return false
  rest = rest.slice(1)
  while (!/^\s*\}/.test(rest)) {
    const matched = MATCHER.exec(rest)?.[0]
    if (matched === undefined) return false
    rest = rest.slice(matched.length)
  }
  return /^\s*\}\s*$/.test(rest)
}

/**
 * Accepts `metric{label="value",…}` and nothing else. Functions, ranges and offsets are refused: increments are computed
 * here from raw samples, because `rate` and `increase` give a new series' first requests away.
 */
export function parseSelector(text: string): RawSelector {
  const trimmed = text.trim()
  if (isRaw(trimmed)) return trimmed
  throw new PrometheusError(
    'bad-selector',
    `Not a raw series selector: ${trimmed}. Write a metric's name with label conditions, for example ` +
      `http_requests_total{namespace="default",pod=~"app-canary-.*"}; functions such as rate() or sum() are not accepted.`,
  )
}
