import { join } from 'node:path'
import type { JobEnd } from '../job/request.ts'
import type { Conclusion, JobResult } from '../types.ts'
import type { Leg, LegSettings } from './leg.ts'
import type { RunPlan } from './run-plan.ts'

/** How a leg ended, and why if not by its steps. */
export type End = JobEnd & { readonly message?: string }

/** A leg that could not be run. */
export function failed(message: string): End {
  return { outcome: 'failure', outputs: {}, steps: [], annotations: [], message }
}

/** A leg that was cancelled before it had a process. */
export function cancelledEnd(message: string): End {
  return { ...failed(message), outcome: 'cancelled' }
}

/** Makes the leg's end its result, and tells whoever watches. */
export function finish(
  plan: RunPlan,
  leg: Leg,
  name: string,
  end: End,
  settings?: LegSettings,
  started?: { readonly at: string; readonly time: number },
): JobResult {
  const message = end.message === undefined ? undefined : plan.masker.mask(end.message)
  const conclusion: Conclusion =
    end.outcome === 'failure' && settings?.continueOnError === true ? 'success' : end.outcome
  const result: JobResult = {
    id: leg.job.id,
    key: leg.key,
    name,
    matrix: leg.matrix,
    outcome: end.outcome,
    conclusion,
    outputs: end.outputs,
    seconds: started === undefined ? 0 : Math.round(performance.now() - started.time) / 1000,
    ...(started === undefined ? {} : { startedAt: started.at, logPath: join(plan.out, 'logs', `${leg.key}.log`) }),
    ...(end.environment === undefined ? {} : { environment: end.environment }),
    steps: end.steps,
    ...(message === undefined ? {} : { message }),
  }
  if (message !== undefined) plan.annotations.push({ level: 'error', message, job: leg.key })
  plan.annotations.push(...end.annotations, ...end.steps.flatMap((step) => step.annotations))
  plan.emit({ type: 'job-ended', job: leg.key, result })
  return result
}
