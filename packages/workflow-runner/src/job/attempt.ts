import type { Surroundings } from '../expressions/evaluate.ts'
import { evaluateCondition, evaluateTemplate } from '../expressions/evaluate.ts'
import { type JsonRecord, toTexts } from '../json.ts'
import type { Conclusion, Json } from '../types.ts'
import type { Step, UsesStep } from '../workflow/model.ts'
import type { RunState } from './run-state.ts'
import type { Scope } from './scope.ts'
import type { StepRecord, StepReport } from './step-report.ts'

/** A post stage to run at the end of the job, last registered first. */
export interface Post {
  readonly name: string
  readonly step: UsesStep
  readonly scope: Scope
  readonly record: StepRecord
  readonly condition: string
  readonly perform: (attempt: Attempt) => Promise<Conclusion>
}

/** One stage of a step while it runs. */
export interface Attempt {
  readonly state: RunState
  readonly scope: Scope
  readonly report: StepReport
  readonly record: StepRecord
  /** What the step adds to the environment. */
  readonly env: Readonly<Record<string, string>>
  readonly around: Surroundings
  /** Aborted when the stage must end: cancelled, or out of time. */
  readonly stop: AbortSignal
  /** Where stages register what must be done at the end. */
  readonly posts: Post[]
}

/** What to do, and when. */
export interface Stagework {
  readonly step: Step
  readonly scope: Scope
  readonly report: StepReport
  readonly record: StepRecord
  readonly posts: Post[]
  readonly condition: Json | undefined
  /** `continue-on-error` counts for the main stage only. */
  readonly mayContinue: boolean
  /** Stops this stage together with the step that contains it. */
  readonly parentStop?: AbortSignal
  /** Called when the condition holds, before the work. */
  readonly begin?: () => void
  readonly perform: (attempt: Attempt) => Promise<Conclusion>
}

/** Runs one stage: environment, condition, the work within its time limit, `continue-on-error`. */
export async function attemptStage(
  state: RunState,
  work: Stagework,
): Promise<{ readonly outcome: Conclusion; readonly conclusion: Conclusion }> {
  const { scope, step, report } = work
  const github = { action: step.id ?? (step.kind === 'run' ? '__run' : `__${step.uses.replaceAll(/[^\w-]+/g, '_')}`) }
  let env: Record<string, string>
  try {
    env = toTexts(await evaluateTemplate(step.env ?? {}, state.surroundings(scope, {}, github)))
    if (!(await evaluateCondition(work.condition, state.surroundings(scope, env, github)))) {
      return { outcome: 'skipped', conclusion: 'skipped' }
    }
  } catch (error) {
    work.begin?.()
    report.issue('error', messageOf(error))
    return { outcome: 'failure', conclusion: 'failure' }
  }
  work.begin?.()
  const outcome = await withinLimits(state, work, env, github)
  const around = state.surroundings(scope, env, github)
  const continues =
    outcome === 'failure' &&
    work.mayContinue &&
    (await evaluateTemplate(step.continueOnError ?? false, around)) === true
  return { outcome, conclusion: continues ? 'success' : outcome }
}

async function withinLimits(
  state: RunState,
  work: Stagework,
  env: Readonly<Record<string, string>>,
  github: JsonRecord,
): Promise<Conclusion> {
  const { scope, step, report, record, posts } = work
  const stop = new AbortController()
  let timedOut = false
  let timer: NodeJS.Timeout | undefined
  const parentStopped = (): void => stop.abort()
  // A running step whose condition still holds once the job is cancelled goes on (`StepsRunner.cs`).
  const cancelled = (): void => {
    evaluateCondition(work.condition, state.surroundings(scope, env, github)).then(
      (holds) => (holds ? undefined : stop.abort()),
      () => stop.abort(),
    )
  }
  if (!state.cancelled.aborted) state.cancelled.addEventListener('abort', cancelled, { once: true })
  work.parentStop?.addEventListener('abort', parentStopped, { once: true })
  try {
    const around = state.surroundings(scope, env, github)
    const minutes = Number(await evaluateTemplate(step.timeoutMinutes ?? 0, around))
    if (minutes > 0) {
      timer = setTimeout(() => {
        timedOut = true
        stop.abort()
      }, minutes * 60_000)
    }
    const outcome = await work.perform({ state, scope, report, record, env, around, posts, stop: stop.signal })
    if (timedOut) {
      report.issue('error', `The action '${report.name}' has timed out after ${minutes} minutes.`)
      return 'failure'
    }
    return outcome === 'success' && record.failed ? 'failure' : outcome
  } catch (error) {
    report.issue('error', messageOf(error))
    return 'failure'
  } finally {
    clearTimeout(timer)
    state.cancelled.removeEventListener('abort', cancelled)
    work.parentStop?.removeEventListener('abort', parentStopped)
  }
}

/** What an error says to a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
