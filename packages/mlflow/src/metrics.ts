import { fieldsOf, listOf, numberOf, textOf } from './answer.ts'
import { batches, PER_REQUEST, safeKeys } from './limits.ts'
import type { Mlflow } from './session.ts'

/** One value of a metric. */
export interface MetricPoint {
  readonly name: string
  readonly value: number
  readonly step: number
  readonly timestampMs: number
}

/** MLflow's own page size at most. */
const PAGE = '25000'

/** Writes what of these points the run has not got yet; `known` are the metrics that it has at all. */
export async function writeMetrics(
  mlflow: Mlflow,
  runId: string,
  points: readonly MetricPoint[],
  known: Iterable<string>,
): Promise<void> {
  const keys = safeKeys(points.map(({ name }) => name))
  const there = new Set<string>()
  for (const key of known) {
    for (const { step, value } of await history(mlflow, runId, key)) there.add(pointKey(key, step, value))
  }
  const missing = points
    .map(({ name, ...point }) => ({ key: keys.get(name) ?? name, ...point }))
    .filter(({ key, step, value }) => !there.has(pointKey(key, step, value)))
    .map(({ key, value, step, timestampMs }) => ({ key, value: inJson(value), step, timestamp: timestampMs }))
  for (const metrics of batches(missing, PER_REQUEST.metrics)) {
    await mlflow.retry(() => mlflow.post('runs/log-batch', { run_id: runId, metrics }))
  }
}

async function history(
  mlflow: Mlflow,
  runId: string,
  key: string,
): Promise<readonly { readonly step: number; readonly value: number }[]> {
  const points: { step: number; value: number }[] = []
  for (let token = ''; ; ) {
    const page = { max_results: PAGE, ...(token === '' ? {} : { page_token: token }) }
    const answer = await mlflow.get('metrics/get-history', { run_id: runId, metric_key: key, ...page })
    for (const { step, value } of listOf(answer, 'metrics')) {
      points.push({ step: numberOf(step ?? 0), value: numberOf(value) })
    }
    const next = textOf(fieldsOf(answer), 'next_page_token')
    if (next === '' || next === token) return points
    token = next
  }
}

function pointKey(key: string, step: number, value: number): string {
  return `${key}\n${step}\n${value}`
}

/** JSON has no word for NaN and infinity; protobuf's reading of it takes them as texts. */
function inJson(value: number): number | string {
  return Number.isFinite(value) ? value : String(value)
}
