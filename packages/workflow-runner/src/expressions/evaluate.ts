import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { isList, isRecord, toText } from '../json.ts'
import type { Json } from '../types.ts'
import { type ExpressionData, fromData, isTruthy, toDictionary } from './data.ts'
import { segments } from './segments.ts'

/** What `success()`, `failure()` and `cancelled()` look at. `skipped` makes all three false. */
export type Status = 'success' | 'failure' | 'cancelled' | 'skipped'

/** Everything an expression can see. */
export interface Surroundings {
  readonly contexts: Readonly<Record<string, Json>>
  readonly status: Status
  /** Digest over the files that match; absent where GitHub doesn't offer `hashFiles`. */
  readonly hashFiles?: (patterns: readonly string[]) => Promise<string>
}

const CONTEXTS = ['github', 'env', 'vars', 'secrets', 'inputs', 'needs', 'strategy', 'matrix', 'job', 'runner', 'steps']
const STATUS_FUNCTIONS = new Set(['success', 'failure', 'always', 'cancelled'])

/** Computes one expression, given without `${{ }}`. Throws what GitHub's evaluator throws. */
async function evaluate(expression: string, around: Surroundings): Promise<ExpressionData> {
  const hashes = new Map<string, string>()
  const wanted = new Map<string, readonly string[]>()
  const functions = new Map(
    Object.entries({
      success: () => new data.BooleanData(around.status === 'success'),
      failure: () => new data.BooleanData(around.status === 'failure'),
      cancelled: () => new data.BooleanData(around.status === 'cancelled'),
      always: () => new data.BooleanData(true),
    }).map(([name, call]) => [name, { name, minArgs: 0, maxArgs: 0, call }]),
  )
  const hashFiles = (...patterns: ExpressionData[]): ExpressionData => {
    const texts = patterns.map((pattern) => pattern.coerceString())
    const key = texts.join('\n')
    if (!hashes.has(key)) wanted.set(key, texts)
    return new data.StringData(hashes.get(key) ?? '')
  }
  const all = new Map([...functions, ['hashfiles', { name: 'hashFiles', minArgs: 1, maxArgs: 255, call: hashFiles }]])
  const tree = new Parser(new Lexer(expression).lex().tokens, CONTEXTS, [...all.values()]).parse()
  const contexts = toDictionary(Object.fromEntries(CONTEXTS.map((name) => [name, around.contexts[name] ?? {}])))
  // The evaluator is synchronous and reading files is not: compute, fetch what was asked for, compute again.
  for (;;) {
    const result = new Evaluator(tree, contexts, all).evaluate()
    if (wanted.size === 0) return result
    for (const [key, patterns] of wanted) hashes.set(key, (await around.hashFiles?.(patterns)) ?? '')
    wanted.clear()
  }
}

/** A value of the file with every `${{ }}` in it computed; a text that is one expression keeps its type. */
export async function evaluateTemplate(value: Json, around: Surroundings): Promise<Json> {
  if (typeof value === 'string') return evaluateText(value, around)
  if (isList(value)) return sequentially(value, (item) => evaluateTemplate(item, around))
  if (!isRecord(value)) return value
  const entries = await sequentially(Object.entries(value), async ([name, item]) => {
    const key = toText(await evaluateText(name, around))
    return [key, await evaluateTemplate(item, around)] as const
  })
  return Object.fromEntries(entries)
}

/** Whether an `if` holds. Without a status function it also asks for `success()`; an absent one asks for nothing else. */
export async function evaluateCondition(condition: Json | undefined, around: Surroundings): Promise<boolean> {
  const text = toText(condition).trim()
  const parts = segments(text)
  const inside = parts.flatMap((part) => ('expression' in part ? [part.expression] : []))
  const [first] = inside
  const expression = parts.length === 1 && first !== undefined ? first : text
  const mixed = inside.length > 0 && parts.length > 1
  const asksStatus = (mixed ? inside : [expression]).some(usesStatusFunction)
  if (!asksStatus && around.status !== 'success') return false
  if (text === '') return true
  return mixed ? toText(await evaluateText(text, around)) !== '' : isTruthy(await evaluate(expression, around))
}

function usesStatusFunction(expression: string): boolean {
  const { tokens } = new Lexer(expression).lex()
  return tokens.some((token, i) => STATUS_FUNCTIONS.has(token.lexeme.toLowerCase()) && tokens[i + 1]?.lexeme === '(')
}

async function evaluateText(text: string, around: Surroundings): Promise<Json> {
  if (!text.includes('${{')) return text
  const parts = segments(text)
  const [only] = parts
  if (parts.length === 1 && only !== undefined && 'expression' in only) {
    return fromData(await evaluate(only.expression, around))
  }
  const texts = await sequentially(parts, async (part) =>
    'literal' in part ? part.literal : (await evaluate(part.expression, around)).coerceString(),
  )
  return texts.join('')
}

async function sequentially<T, R>(items: readonly T[], compute: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await compute(item))
  return results
}
