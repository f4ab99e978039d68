import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import type { Labels, Matcher } from './storage.ts'

/** A query that is answered: a raw selector, with a window or without. */
export interface RawQuery {
  readonly matches: Matcher
  /** Absent for an instant selector. */
  readonly rangeMs?: number
}

/** A query that is not answered. `bad` is not PromQL; `refused` is PromQL that is not served here, by name. */
export class QueryError extends Error {
  readonly kind: 'bad' | 'refused'
  constructor(kind: 'bad' | 'refused', message: string) {
    super(message)
    this.kind = kind
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
}

/** Reads a query with Prometheus' own grammar. The grammar is tolerant, so error nodes are looked for. */
export function parseQuery(text: string): RawQuery {
  const tree = parser.parse(text)
  let broken = text.trim() === ''
  tree.iterate({
    enter: ({ type }) => {
      if (type.isError) broken = true
    },
  })
  if (broken) throw new QueryError('bad', `invalid parameter "query": parse error in ${text}`)
  let expression: SyntaxNode | null = tree.topNode.firstChild
  if (expression?.name === 'MatrixSelector') {
    const [inner, ...others] = children(expression)
    expression = inner ?? null
    const duration = others.find((node) => /Duration|NumberDuration/.test(node.name))
    const window = duration === undefined ? /\[([^\]:]+)\]/.exec(text)?.[1] : text.slice(duration.from, duration.to)
    return { matches: selectorOf(expression, text), rangeMs: parseWindow(window ?? '') }
  }
  return { matches: selectorOf(expression, text) }
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child)
  return found
}

function parseWindow(text: string): number {
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)]
  const total = parts.reduce((sum, [, count = '0', unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0)
  if (parts.map(([part]) => part).join('') !== text.trim() || total <= 0)
    throw new QueryError('bad', `not a valid duration: ${text}`)
  return total
}

function selectorOf(node: SyntaxNode | null, text: string): Matcher {
  if (node === null || node.name !== 'VectorSelector')
    throw new QueryError('refused', `${node?.name ?? 'this'} is not served here, only raw selectors: ${text}`)
  const matchers: { readonly test: (value: string) => boolean; readonly name: string }[] = []
  const walk = (part: SyntaxNode): void => {
    const source = text.slice(part.from, part.to)
    if (part.name === 'Identifier') matchers.push({ name: '__name__', test: (value) => value === source })
    else if (part.name === 'UnquotedLabelMatcher' || part.name === 'QuotedLabelMatcher') matchers.push(matcher(source))
    else if (part.name === 'QuotedLabelName')
      throw new QueryError('refused', `quoted names are not served here: ${text}`)
    else for (const child of children(part)) walk(child)
  }
  walk(node)
  if (matchers.every(({ test }) => test('')))
    throw new QueryError('bad', 'vector selector must contain at least one non-empty matcher')
  return (labels: Labels) => matchers.every(({ name, test }) => test(labels[name] ?? ''))
}

function matcher(source: string): { name: string; test: (value: string) => boolean } {
  const match = /^\s*"?([a-zA-Z_][a-zA-Z0-9_]*)"?\s*(=~|!~|!=|=)\s*(["'`])([\s\S]*)\3\s*$/.exec(source)
  const [, name = '', operator = '', mark = '', raw = ''] = match ?? []
  if (match === null) throw new QueryError('bad', `not a label matcher: ${source}`)
  const value = mark === '`' ? raw : raw.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))
  if (operator === '=') return { name, test: (given) => given === value }
  if (operator === '!=') return { name, test: (given) => given !== value }
  const pattern = anchored(value)
  return { name, test: (given) => pattern.test(given) === (operator === '=~') }
}

function anchored(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 's')
  } catch {
    throw new QueryError('bad', `error parsing regexp: ${pattern}`)
  }
}
