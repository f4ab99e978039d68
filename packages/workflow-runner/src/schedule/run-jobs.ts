import { evaluateCondition, evaluateTemplate, type Status } from '../expressions/evaluate.ts'
import { type JsonRecord, recordOf } from '../json.ts'
import type { Conclusion, JobResult, Json } from '../types.ts'
import { ancestors } from '../workflow/graph.ts'
import { expandMatrix, legLabel } from '../workflow/matrix.ts'
import type { Job } from '../workflow/model.ts'
import type { Leg } from './leg.ts'
import { runLeg } from './run-leg.ts'
import type { RunPlan } from './run-plan.ts'

/** A job as `needs` shows it, and its legs. */
interface Finished {
  readonly result: Conclusion
  readonly outputs: Readonly<Record<string, string>>
  readonly legs: readonly JobResult[]
}

/** Runs all jobs along `needs`, as many at a time as may. Resolves with their legs in the file's order. */
export async function runJobs(plan: RunPlan): Promise<readonly JobResult[]> {
  const started = new Map<string, Promise<Finished>>()
  const start = (id: string): Promise<Finished> => {
    const known = started.get(id)
    if (known !== undefined) return known
    const job = plan.jobs.find((candidate) => candidate.id === id)
    const running =
      job === undefined ? Promise.reject(new Error(`There is no job ${id}.`)) : runWhenReady(plan, job, start)
    started.set(id, running)
    return running
  }
  const finished = await Promise.all(plan.jobs.map((job) => start(job.id)))
  return finished.flatMap((job) => job.legs)
}

async function runWhenReady(plan: RunPlan, job: Job, start: (id: string) => Promise<Finished>): Promise<Finished> {
  const before = new Map<string, Finished>()
  for (const id of ancestors(plan.jobs, job.id)) before.set(id, await start(id))
  const needs: JsonRecord = Object.fromEntries(
    job.needs.map((id) => {
      const { result = 'skipped', outputs = {} } = before.get(id) ?? {}
      return [id, { result, outputs }]
    }),
  )
  const results = [...before.values()].map((finished) => finished.result)
  const contexts = { ...plan.contexts, needs }
  // `success()` and `failure()` of a job look at all its ancestors, not only at those it names.
  const status = (): Status => (plan.cancelled.aborted ? 'cancelled' : statusOf(results))
  try {
    if (!(await evaluateCondition(job.if, { contexts, status: status() }))) {
      return without(plan, job, plan.cancelled.aborted ? 'cancelled' : 'skipped')
    }
    const strategy = recordOf(await evaluateTemplate(job.strategy ?? {}, { contexts, status: status() }))
    return await runLegs(plan, job, needs, strategy)
  } catch (error) {
    return without(plan, job, 'failure', error instanceof Error ? error.message : String(error))
  }
}

function statusOf(results: readonly Conclusion[]): Status {
  if (results.includes('failure')) return 'failure'
  return results.every((result) => result === 'success') ? 'success' : 'skipped'
}

async function runLegs(plan: RunPlan, job: Job, needs: JsonRecord, strategy: JsonRecord): Promise<Finished> {
  const combinations = expandMatrix(strategy['matrix'])
  const isMatrix = strategy['matrix'] !== undefined && strategy['matrix'] !== null
  const failFast = strategy['fail-fast'] !== false
  const maxParallel = Number(strategy['max-parallel'] ?? combinations.length) || combinations.length
  const failed = new AbortController()
  const legs = combinations.map(
    (matrix, index): Leg => ({
      job,
      key: isMatrix ? `${job.id}.${index + 1}` : job.id,
      label: isMatrix ? `${job.id} (${legLabel(matrix)})` : job.id,
      matrix,
      needs,
      strategy: {
        'fail-fast': failFast,
        'job-index': index,
        'job-total': combinations.length,
        'max-parallel': maxParallel,
      },
      failed: failed.signal,
    }),
  )
  const results: JobResult[] = []
  const outputs: Record<string, string> = {}
  const waiting = legs.values()
  const worker = async (): Promise<void> => {
    for (const leg of waiting) {
      const result = await runLeg(plan, leg)
      results.push(result)
      // Of a matrix, the leg that ends last and has a value wins.
      Object.assign(outputs, result.outputs)
      if (result.conclusion === 'failure' && failFast) failed.abort()
    }
  }
  await Promise.all(Array.from({ length: Math.min(legs.length, maxParallel) }, worker))
  const order = new Map(legs.map((leg, i) => [leg.key, i]))
  return {
    result: combined(results.map((leg) => leg.conclusion)),
    outputs,
    legs: results.toSorted((left, right) => (order.get(left.key) ?? 0) - (order.get(right.key) ?? 0)),
  }
}

/** The result of several: the worst that happened. */
export function combined(conclusions: readonly Conclusion[]): Conclusion {
  const [first = 'skipped'] = conclusions
  if (conclusions.includes('failure')) return 'failure'
  if (conclusions.includes('cancelled')) return 'cancelled'
  return conclusions.every((conclusion) => conclusion === 'skipped') ? first : 'success'
}

/** A job that ended before it began. */
function without(plan: RunPlan, job: Job, conclusion: Conclusion, message?: string): Finished {
  const text = message === undefined ? undefined : plan.masker.mask(message)
  const name = typeof job.name === 'string' && !job.name.includes('${{') ? job.name : job.id
  const matrix: Readonly<Record<string, Json>> = {}
  const result: JobResult = {
    id: job.id,
    key: job.id,
    name,
    matrix,
    outcome: conclusion,
    conclusion,
    outputs: {},
    seconds: 0,
    steps: [],
    ...(text === undefined ? {} : { message: text }),
  }
  if (text !== undefined) plan.annotations.push({ level: 'error', message: text, job: job.id })
  plan.emit({ type: 'job-ended', job: job.id, result })
  return { result: conclusion, outputs: {}, legs: [result] }
}
