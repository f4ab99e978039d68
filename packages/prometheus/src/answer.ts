import { PrometheusError } from './error.ts'
import type { Labels, Sample, Series } from './series.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function malformed(what: string): never {
  throw new PrometheusError('malformed', `Prometheus answered something else than its API promises: ${what}.`)
}

function readLabels(value: unknown): Labels {
  if (!isObject(value)) malformed('a series without labels')
  const labels: Record<string, string> = {}
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') malformed(`label ${name} is no text`)
    labels[name] = text
  }
  return labels
}

function readSample(value: unknown): Sample {
  if (!Array.isArray(value)) malformed('a sample that is no pair')
  const pair: readonly unknown[] = value
  const [time, text] = pair
  if (typeof time !== 'number' || typeof text !== 'string') malformed('a sample that is no pair of time and value')
  return { timeMs: Math.round(time * 1000), value: readValue(text) }
}

function readValue(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY
  if (text === '-Inf') return Number.NEGATIVE_INFINITY
  return Number(text)
}

/** Reads the body of a query's answer; throws a PrometheusError on an error answer or a body of another shape. */
export function readAnswer(body: string, status: number): Series[] {
  const answer = parse(body, status)
  if (answer['status'] === 'error') {
    const kind = typeof answer['errorType'] === 'string' ? answer['errorType'] : 'unnamed'
    const reason = kind === 'bad_data' ? 'bad-selector' : kind === 'timeout' ? 'timeout' : 'refused'
    const text = typeof answer['error'] === 'string' ? answer['error'] : 'no text'
    throw new PrometheusError(reason, `Prometheus refused the query (${kind}): ${text}`, { status })
  }
  // For raw samples a warning means that a part of them could not be fetched (remote read, Thanos' partial response).
  const warnings = answer['warnings']
  if (Array.isArray(warnings) && warnings.length > 0)
    throw new PrometheusError(
      'unavailable',
      `Prometheus answered in part only: ${JSON.stringify(warnings[0]).slice(0, 300)}`,
      {
        status,
      },
    )
  const data = answer['data']
  if (!isObject(data) || !Array.isArray(data['result'])) malformed('no result')
  const kind = data['resultType']
  if (kind !== 'matrix' && kind !== 'vector') malformed('a result that is neither matrix nor vector')
  return data['result'].map((entry) => {
    if (!isObject(entry)) malformed('a series that is no object')
    const raw = kind === 'vector' ? [entry['value']] : entry['values']
    // A native histogram has no values: it can't be read as a counter.
    if (raw === undefined || (kind === 'vector' && entry['value'] === undefined)) {
      return { labels: readLabels(entry['metric']), samples: [] }
    }
    if (!Array.isArray(raw)) malformed('a series without values')
    return { labels: readLabels(entry['metric']), samples: raw.map(readSample) }
  })
}

function parse(body: string, status: number): { [key: string]: Json } {
  try {
    const value: unknown = JSON.parse(body)
    if (isObject(value)) return value
  } catch {
    // Said below, with what came instead.
  }
  const reason = status >= 500 ? 'unavailable' : 'malformed'
  throw new PrometheusError(reason, `Answer is not Prometheus' JSON (HTTP ${status}): ${body.slice(0, 120).trim()}`, {
    status,
  })
}
