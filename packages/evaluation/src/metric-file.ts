import { readFile, stat } from 'node:fs/promises'
import { findMetric } from '@ml-actions/metric-names'
import { EvaluationError } from './errors.ts'
import { isRecord, parseJson } from './json.ts'

const MAX_BYTES = 64 * 1024 * 1024
const PREFIX = /^(?:eval|test|val|valid|validation|final)[_/]/
const UNITS = [
  ['_us', 1e-3],
  ['_ms', 1],
  ['_s', 1e3],
] as const

/** Numbers of a metrics file by the names that rules use. */
export interface MetricTable {
  readonly names: readonly string[]
  /** @throws EvaluationError ambiguous-metric where several entries could be meant; `undefined` where there is none */
  find(name: string): number | undefined
}

/**
 * Reads a JSON file of metrics: flat or nested names, MLflow's list of `{key, value, step}`, scikit-learn's
 * `classification_report`, `eval_…` of Hugging Face, `"acc,none"` of lm-evaluation-harness. NaN stays NaN.
 */
export async function readMetrics(path: string): Promise<MetricTable> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw new EvaluationError('file-missing', `${path} can't be read: ${String(error)}`)
  })
  if (size > MAX_BYTES) throw new EvaluationError('malformed-file', `${path} is larger than 64 MiB`)
  try {
    return metricTable(parseJson(await readFile(path, 'utf8')), path)
  } catch (error) {
    if (error instanceof EvaluationError) throw error
    throw new EvaluationError('malformed-file', `${path} is not JSON: ${String(error)}`)
  }
}

/** The table of a parsed metrics file. */
export function metricTable(content: unknown, path: string): MetricTable {
  const values = new Map<string, number>()
  collect(content, '', values)
  if (values.size === 0) throw new EvaluationError('empty-data', `${path} holds no numbers`)
  return { names: [...values.keys()], find: (name) => find(values, name, path) }
}

function collect(value: unknown, prefix: string, into: Map<string, number>): void {
  if (Array.isArray(value)) collectRuns(value, prefix, into)
  if (!isRecord(value)) return
  for (const [key, item] of Object.entries(value)) {
    const name = key.replace(/,none$/, '')
    if (typeof item === 'number') into.set(join(prefix, name), item)
    else if (Array.isArray(item) && item.length === 1 && typeof item[0] === 'number')
      into.set(join(prefix, name), item[0])
    else if (isRecord(item) && 'support' in item) collectReport(name, item, prefix, into)
    else collect(item, Array.isArray(item) ? prefix : join(prefix, name), into)
  }
}

/** MLflow: the value of the latest step, then time, of each key. */
function collectRuns(list: readonly unknown[], prefix: string, into: Map<string, number>): void {
  const latest = new Map<string, readonly [number, number]>()
  for (const entry of list) {
    if (!isRecord(entry) || typeof entry['key'] !== 'string') continue
    const value = typeof entry['value'] === 'string' ? Number(entry['value']) : entry['value']
    if (typeof value !== 'number') continue
    const at: readonly [number, number] = [Number(entry['step'] ?? 0), Number(entry['timestamp'] ?? 0)]
    const known = latest.get(entry['key'])
    if (known !== undefined && (known[0] > at[0] || (known[0] === at[0] && known[1] > at[1]))) continue
    latest.set(entry['key'], at)
    into.set(join(prefix, entry['key']), value)
  }
}

/** One line of a classification report. */
function collectReport(label: string, line: Record<string, unknown>, prefix: string, into: Map<string, number>): void {
  const average = /^(macro|micro|weighted) avg$/.exec(label)?.[1]
  for (const [key, name] of [
    ['precision', 'precision'],
    ['recall', 'recall'],
    ['f1-score', 'f1'],
  ] as const) {
    const value = line[key]
    if (typeof value === 'number')
      into.set(join(prefix, average === undefined ? `${name}[class=${label}]` : `${name}_${average}`), value)
  }
}

function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`
}

/** `test.eval_Accuracy` as `accuracy`; latencies in milliseconds. */
function canonical(name: string): { readonly name: string; readonly scale: number } {
  const bracket = name.indexOf('[')
  const [head, tail] = bracket < 0 ? [name, ''] : [name.slice(0, bracket), name.slice(bracket)]
  const plain = head.toLowerCase().replaceAll('-', '_').replace(PREFIX, '')
  const [suffix, scale] = UNITS.find(([unit]) => plain.startsWith('latency') && plain.endsWith(unit)) ?? ['', 1]
  const base = plain.slice(0, plain.length - suffix.length)
  return { name: `${findMetric(base)?.name ?? base}${tail}`, scale }
}

function find(values: ReadonlyMap<string, number>, name: string, path: string): number | undefined {
  const exact = values.get(name)
  if (exact !== undefined) return exact
  const wanted = canonical(name).name
  const found = [...values].filter(([key]) => {
    const bracket = key.indexOf('[')
    const dot = key.lastIndexOf('.', bracket < 0 ? key.length : bracket)
    return canonical(key).name === wanted || canonical(key.slice(dot + 1)).name === wanted
  })
  const [first] = found
  if (first === undefined) return undefined
  if (found.length > 1) {
    const names = found.map(([key]) => key).join(', ')
    throw new EvaluationError('ambiguous-metric', `${path}: ${name} could be ${names}; write the full name`)
  }
  const [key, value] = first
  return value * canonical(key.slice(key.lastIndexOf('.') + 1)).scale
}
