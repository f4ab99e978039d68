import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Turn, takeTurn } from '../concurrency.ts'
import { evaluateCondition, evaluateTemplate } from '../expressions/evaluate.ts'
import type { JobEnd, JobRequest } from '../job/request.ts'
import { isRecord, type JsonRecord, listOf, toText } from '../json.ts'
import type { Conclusion, JobResult, Json } from '../types.ts'
import type { Job } from '../workflow/model.ts'
import { runsHere } from '../workflow/refusals.ts'
import { startJobChild } from './job-child.ts'
import type { RunPlan } from './run-plan.ts'

/** One combination of a job's matrix, or the job itself. */
export interface Leg {
  readonly job: Job
  readonly key: string
  /** The job's name where the file gives none. */
  readonly label: string
  readonly matrix: JsonRecord
  readonly needs: JsonRecord
  readonly strategy: JsonRecord
  /** Aborted when another leg failed and `fail-fast` holds. */
  readonly failed: AbortSignal
}

/** GitHub's limit where the file sets none. */
const DEFAULT_TIMEOUT_MINUTES = 360

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

interface LegSettings {
  readonly name: string
  readonly timeoutMinutes: number
  readonly continueOnError: boolean
  readonly group?: string
  readonly cancelInProgress: boolean
}

async function legSettings(plan: RunPlan, leg: Leg): Promise<LegSettings> {
  const { job, matrix, needs, strategy } = leg
  const evaluated = async (value: Json | undefined): Promise<Json> =>
    evaluateTemplate(value ?? null, { contexts: { ...plan.contexts, needs, matrix, strategy }, status: 'success' })
  const runsOn = await evaluated(job.runsOn)
  const wrong = listOf(isRecord(runsOn) ? runsOn['labels'] : runsOn)
    .map(toText)
    .find((label) => !runsHere(label))
  if (wrong !== undefined) throw new Error(`The job runs on ${wrong}, and this machine is ${process.platform}.`)
  const concurrency = await evaluated(job.concurrency)
  const group = toText(isRecord(concurrency) ? concurrency['group'] : concurrency)
  if (group !== '' && group.toLowerCase() === plan.holds?.toLowerCase()) {
    throw new Error(
      `Canceling since a deadlock for concurrency group '${group}' was detected between 'top level workflow' and '${job.id}'`,
    )
  }
  return {
    name: plan.masker.mask(toText(await evaluated(job.name)) || leg.label),
    timeoutMinutes: Number((await evaluated(job.timeoutMinutes)) ?? DEFAULT_TIMEOUT_MINUTES),
    continueOnError: (await evaluated(job.continueOnError)) === true,
    cancelInProgress: isRecord(concurrency) && toText(concurrency['cancel-in-progress']) === 'true',
    ...(group === '' ? {} : { group }),
  }
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

/** A group belongs to a repository. */
export function groupKey(plan: Pick<RunPlan, 'contexts'>, group: string): string {
  return `${toText(plan.contexts.github['repository'])}\n${group}`
}

async function inProcess(plan: RunPlan, leg: Leg, settings: LegSettings, stopping: Stopping): Promise<JobResult> {
  const { name, timeoutMinutes } = settings
  if (stopping.stop.aborted) return finish(plan, leg, name, cancelledEnd(stopping.why.message))
  const started = { at: new Date().toISOString(), time: performance.now() }
  plan.emit({ type: 'job-started', job: leg.key, id: leg.job.id, name, matrix: leg.matrix })
  const child = startJobChild(plan.jobProcess, requestFor(plan, leg, name), plan.emit)
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

function requestFor(plan: RunPlan, leg: Leg, name: string): JobRequest {
  const { workflow, contexts } = plan
  const places = {
    work: join(plan.out, 'work', leg.key),
    log: join(plan.out, 'logs', `${leg.key}.log`),
    summaries: join(plan.out, 'summaries'),
    artifacts: join(plan.out, 'artifacts'),
  }
  for (const directory of [join(plan.out, 'logs'), places.summaries, places.artifacts]) {
    mkdirSync(directory, { recursive: true })
  }
  return {
    key: leg.key,
    name,
    job: leg.job,
    ...(workflow.env === undefined ? {} : { workflowEnv: workflow.env }),
    ...(workflow.runDefaults === undefined ? {} : { workflowRunDefaults: workflow.runDefaults }),
    contexts: {
      ...contexts,
      github: { ...contexts.github, job: leg.job.id },
      needs: leg.needs,
      matrix: leg.matrix,
      strategy: leg.strategy,
    },
    places: { ...places, source: plan.source, toolCache: plan.toolCache, eventFile: plan.eventFile },
    node: plan.node,
    env: plan.env,
    repositories: plan.repositories,
    trackingId: `ml-actions_${randomUUID()}`,
    debug: plan.debug,
    keepWorkspace: plan.keepWorkspaces,
  }
}

type End = JobEnd & { readonly message?: string }

function failed(message: string): End {
  return { outcome: 'failure', outputs: {}, steps: [], annotations: [], message }
}

function cancelledEnd(message: string): End {
  return { ...failed(message), outcome: 'cancelled' }
}

function finish(
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
