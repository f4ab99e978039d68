import { type Turn, takeTurn } from '../concurrency/group.ts'
import { evaluateCondition } from '../expressions/evaluate.ts'
import type { JobResult } from '../types.ts'
import { startJobChild } from './job-child.ts'
import { groupKey, type Leg, type LegSettings, legSettings } from './leg.ts'
import { cancelledEnd, failed, finish } from './leg-end.ts'
import { requestFor } from './leg-request.ts'
import type { RunPlan } from './run-plan.ts'

/** Runs one leg in a process of its own: its place in the concurrency group, its time limit, its end. Never throws. */
export async function runLeg(plan: RunPlan, leg: Leg): Promise<JobResult> {
  const stop = new AbortController()
  const why = { message: '' }
  const cancel = (message: string): void => {
    if (!stop.signal.aborted) why.message = message
    stop.abort()
  }
  const byRun = (): void => cancelUnlessWanted(plan, leg, cancel)
  const byMatrix = (): void => cancel('Another leg of the matrix failed.')
  if (plan.cancelled.aborted) byRun()
  else plan.cancelled.addEventListener('abort', byRun, { once: true })
  if (leg.failed.aborted) byMatrix()
  else leg.failed.addEventListener('abort', byMatrix, { once: true })
  try {
    const settings = await legSettings(plan, leg)
    if (settings.environment !== '') await plan.reviewed(settings.environment, stop.signal)
    return await inTurn(plan, leg, settings, { stop: stop.signal, cancel, why })
  } catch (error) {
    return finish(plan, leg, leg.label, failed(error instanceof Error ? error.message : String(error)))
  } finally {
    plan.cancelled.removeEventListener('abort', byRun)
    leg.failed.removeEventListener('abort', byMatrix)
  }
}

/** A job whose `if` still holds once the run is cancelled goes on (github/docs, workflow cancellation). */
function cancelUnlessWanted(plan: RunPlan, leg: Leg, cancel: (message: string) => void): void {
  evaluateCondition(leg.job.if, { contexts: { ...plan.contexts, needs: leg.needs }, status: 'cancelled' }).then(
    (wanted) => (wanted ? undefined : cancel('The run was cancelled.')),
    () => cancel('The run was cancelled.'),
  )
}

interface Stopping {
  readonly stop: AbortSignal
  readonly cancel: (message: string) => void
  readonly why: { readonly message: string }
}

async function inTurn(plan: RunPlan, leg: Leg, settings: LegSettings, stopping: Stopping): Promise<JobResult> {
  const { group, name, cancelInProgress } = settings
  let turn: Turn | undefined
  if (group !== undefined) {
    const answer = await takeTurn(plan.concurrencyDirectory, groupKey(plan, group), {
      cancelInProgress,
      signal: stopping.stop,
      onWait: () => plan.emit({ type: 'note', text: `${name} waits for the concurrency group ${group}.` }),
    })
    if (answer === 'cancelled') return finish(plan, leg, name, cancelledEnd(stopping.why.message))
    if (answer === 'superseded') {
      return finish(
        plan,
        leg,
        name,
        cancelledEnd(`Canceling since a higher priority waiting request for '${group}' exists`),
      )
    }
    turn = answer
    turn.superseded.addEventListener('abort', () =>
      stopping.cancel(`Canceling since a higher priority waiting request for '${group}' exists`),
    )
  }
  try {
    return await plan.limit(() => inProcess(plan, leg, settings, stopping))
  } finally {
    await turn?.release()
  }
}

async function inProcess(plan: RunPlan, leg: Leg, settings: LegSettings, stopping: Stopping): Promise<JobResult> {
  const { name, timeoutMinutes } = settings
  if (stopping.stop.aborted) return finish(plan, leg, name, cancelledEnd(stopping.why.message))
  const started = { at: new Date().toISOString(), time: performance.now() }
  plan.emit({ type: 'job-started', job: leg.key, id: leg.job.id, name, matrix: leg.matrix })
  const child = startJobChild(plan.jobProcess, requestFor(plan, leg, settings), plan.emit)
  const cancel = (): void => child.cancel()
  stopping.stop.addEventListener('abort', cancel, { once: true })
  const timer = setTimeout(
    () => stopping.cancel(`The job has exceeded the maximum execution time of ${timeoutMinutes} minutes.`),
    // Timers of more than 24 days would fire at once.
    Math.min(timeoutMinutes * 60_000, 2 ** 31 - 1),
  )
  const end = await child.ended.catch((error: unknown) =>
    failed(error instanceof Error ? error.message : String(error)),
  )
  clearTimeout(timer)
  stopping.stop.removeEventListener('abort', cancel)
  const message = end.outcome === 'cancelled' ? stopping.why.message : ''
  return finish(plan, leg, name, { ...end, ...(message === '' ? {} : { message }) }, settings, started)
}
