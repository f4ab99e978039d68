import { takeTurn } from '../concurrency/group.ts'
import { evaluateTemplate } from '../expressions/evaluate.ts'
import { isRecord, toText } from '../json.ts'
import type { Conclusion, JobResult } from '../types.ts'
import { groupKey } from './leg.ts'
import { combined, runJobs } from './run-jobs.ts'
import type { RunPlan } from './run-plan.ts'

/** How all jobs of a run ended. */
export interface EndedJobs {
  readonly conclusion: Conclusion
  readonly jobs: readonly JobResult[]
}

/** Runs all jobs, once the workflow's concurrency group has a place for the run. */
export async function runInTurn(plan: RunPlan): Promise<EndedJobs> {
  const concurrency = await evaluateTemplate(plan.workflow.concurrency ?? null, {
    contexts: plan.contexts,
    status: 'success',
  })
  const group = toText(isRecord(concurrency) ? concurrency['group'] : concurrency)
  if (group === '') return conclude(await runJobs(plan), plan.cancelled)

  const replaced = `Canceling since a higher priority waiting request for '${group}' exists`
  const turn = await takeTurn(plan.concurrencyDirectory, groupKey(plan, group), {
    cancelInProgress: isRecord(concurrency) && toText(concurrency['cancel-in-progress']) === 'true',
    signal: plan.cancelled,
    onWait: () => plan.emit({ type: 'note', text: `The run waits for the concurrency group ${group}.` }),
  })
  if (turn === 'cancelled' || turn === 'superseded') {
    if (turn === 'superseded') plan.annotations.push({ level: 'error', message: replaced })
    return { conclusion: 'cancelled', jobs: [] }
  }
  turn.superseded.addEventListener('abort', () => plan.annotations.push({ level: 'error', message: replaced }))
  const cancelled = AbortSignal.any([plan.cancelled, turn.superseded])
  try {
    return conclude(await runJobs({ ...plan, cancelled, holds: group }), cancelled)
  } finally {
    await turn.release()
  }
}

function conclude(jobs: readonly JobResult[], cancelled: AbortSignal): EndedJobs {
  const conclusion = combined(jobs.map((job) => job.conclusion))
  return { conclusion: cancelled.aborted && conclusion !== 'failure' ? 'cancelled' : conclusion, jobs }
}
