import { findMetric, KNOWN_METRICS } from '@ml-actions/metric-names'
import type { Bound, Operator, Rule } from './rule.ts'

/** A rule, or what is wrong with it. */
export type ParsedRule = { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly problem: string }

const RULE = /^([^[\]<>=]+?)\s*(?:\[(.*)\])?\s*(>=|<=|>|<)\s*([^<>=]+)$/s
const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`
const ABSOLUTE = new RegExp(`^(${NUMBER})\\s*(ms|s|us|µs|%)?$`, 'i')
const CHAMPION = /^champion(?:\s*([+-])\s*(.+))?$/
const CONDITION = /\s*([^\s=,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*?))\s*(?:,|$)/y
const EXAMPLES =
  '`accuracy >= 0.9`, `accuracy >= champion - 0.01`, `recall[class=8] >= 0.85`, `f1[language=de] >= 0.7`, `latency_p95 <= 120ms`'

/** Reads one rule: `METRIC[class=…, column=value] >= NUMBER` or `>= champion - NUMBER`. */
export function parseRule(text: string): ParsedRule {
  const refuse = (why: string): ParsedRule => ({ ok: false, problem: `\`${text}\` ${why}. Examples: ${EXAMPLES}` })
  const [, name = '', brackets, operator, right = ''] = RULE.exec(text.trim()) ?? []
  if (operator === undefined || !isOperator(operator))
    return refuse('is not a rule: a metric, `>=` or `<=`, and a bound')
  const metric = findMetric(name)
  const conditions = brackets === undefined ? [] : parseConditions(brackets)
  if (conditions === undefined) return refuse('has conditions that are not `name=value`, separated by commas')
  const klass = conditions.find(({ column }) => column === 'class')?.value
  const slice = conditions.filter(({ column }) => column !== 'class')
  if (new Set(conditions.map(({ column }) => column)).size < conditions.length) return refuse('names a condition twice')
  if (klass !== undefined && metric !== undefined && !metric.perClass) {
    return refuse('asks for a class; only precision, recall, f1, auc and average_precision have one per class')
  }
  const isTime = metric?.family === 'latency' || name.startsWith('latency')
  const bound = parseBound(right.trim(), isTime)
  if (bound === undefined)
    return refuse(
      isTime ? 'has no bound such as `120ms` or `champion + 5ms`' : 'has no bound such as `0.9` or `champion - 0.01`',
    )
  const wrongWay =
    metric !== undefined && bound.kind === 'champion' && (metric.better === 'higher') !== operator.startsWith('>')
  if (wrongWay) return refuse(`points the wrong way: ${metric.name} is better when it is ${metric.better}`)
  const subject = `${metric?.name ?? name}${show(conditions)}`
  const rule: Rule = {
    text: `${subject} ${operator} ${showBound(bound, isTime)}`,
    subject,
    metric,
    klass,
    slice,
    operator,
    bound,
  }
  return { ok: true, rule }
}

/** The known metrics, for the message about one that isn't. */
export function metricsInWords(): string {
  return KNOWN_METRICS.join(', ')
}

function isOperator(text: string): text is Operator {
  return text === '>=' || text === '<=' || text === '>' || text === '<'
}

function parseConditions(text: string): { column: string; value: string }[] | undefined {
  const found: { column: string; value: string }[] = []
  CONDITION.lastIndex = 0
  while (CONDITION.lastIndex < text.length) {
    const match = CONDITION.exec(text)
    if (match === null) return undefined
    const [, column = '', quoted, bare] = match
    const value = quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1')
    if (value === '') return undefined
    found.push({ column, value })
  }
  return found.length === 0 ? undefined : found
}

function parseBound(text: string, isTime: boolean): Bound | undefined {
  const [whole, sign, margin] = CHAMPION.exec(text) ?? []
  if (whole === undefined) {
    const value = parseAmount(text, isTime, true)
    return value === undefined ? undefined : { kind: 'absolute', value }
  }
  if (sign === undefined || margin === undefined) return { kind: 'champion', offset: 0 }
  // A share of the champion's value or points of it? `champion - 1%` could be both and is refused.
  const amount = parseAmount(margin, isTime, false)
  if (amount === undefined || amount < 0) return undefined
  return { kind: 'champion', offset: sign === '-' ? -amount : amount }
}

function parseAmount(text: string, isTime: boolean, percent: boolean): number | undefined {
  const [, amount, unit = ''] = ABSOLUTE.exec(text) ?? []
  if (amount === undefined) return undefined
  const scale =
    unit === '%'
      ? percent && !isTime
        ? 0.01
        : undefined
      : isTime
        ? TIME[unit.toLowerCase()]
        : unit === ''
          ? 1
          : undefined
  // Through the decimal text, so that 90% is the double nearest to 0.9.
  return scale === undefined ? undefined : Number((Number(amount) * scale).toPrecision(15))
}

const TIME: Readonly<Record<string, number>> = { ms: 1, '': 1, s: 1000, us: 0.001, µs: 0.001 }

function show(conditions: readonly { column: string; value: string }[]): string {
  if (conditions.length === 0) return ''
  const quote = (value: string) => (/^[\w.+*/:-]+$/.test(value) ? value : JSON.stringify(value))
  return `[${conditions.map(({ column, value }) => `${column}=${quote(value)}`).join(',')}]`
}

function showBound(bound: Bound, isTime: boolean): string {
  const unit = isTime ? 'ms' : ''
  if (bound.kind === 'absolute') return `${bound.value}${unit}`
  if (bound.offset === 0) return 'champion'
  return `champion ${bound.offset < 0 ? '-' : '+'} ${Math.abs(bound.offset)}${unit}`
}
