import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluateTemplate } from '../expressions/evaluate.ts'
import { toText } from '../json.ts'
import type { Conclusion, Json, Stage, StepResult } from '../types.ts'
import type { Step } from '../workflow/model.ts'
import { runAction } from './action.ts'
import { type Attempt, attemptStage, type Post } from './attempt.ts'
import { registerPost, runJavaScript } from './javascript.ts'
import type { RunState } from './run-state.ts'
import { firstLine, runScript } from './script.ts'
import { type StepRecord, StepReport } from './step-report.ts'
import { type ActionUse, locateAction } from './use-action.ts'

/** Runs the steps of a job one after the other, then the posts in reverse. */
export async function runSteps(state: RunState): Promise<void> {
  const posts: Post[] = []
  const { steps } = state.request.job
  const prepared = new Map<Step, ActionUse>()
  for (const step of steps) await runPre(state, step, prepared, posts)
  for (const step of steps) await runMain(state, step, prepared.get(step), posts)
  for (let post = posts.pop(); post !== undefined; post = posts.pop()) await runPost(state, post)
}

/** `pre` scripts run at the start of the job, and only those of other repositories' actions. */
async function runPre(state: RunState, step: Step, prepared: Map<Step, ActionUse>, posts: Post[]): Promise<void> {
  if (step.kind !== 'uses' || step.uses.startsWith('./')) return
  const use = locateAction(state, step)
  prepared.set(step, use)
  if (use.located.kind !== 'files' || use.located.definition.runs.kind !== 'javascript') return
  const { runs } = use.located.definition
  if (runs.pre === undefined) return
  const name = `Pre ${await displayName(state, step)}`
  await runTopLevel(
    state,
    { name, step, stage: 'pre', record: use.record, condition: `always() && (${runs.preIf})`, posts },
    (attempt) => {
      registerPost(attempt, use, runs)
      return runJavaScript(attempt, use, runs, 'pre')
    },
  )
}

async function runMain(state: RunState, step: Step, use: ActionUse | undefined, posts: Post[]): Promise<void> {
  const record: StepRecord = use?.record ?? { outputs: {}, state: {}, failed: false }
  const name = await displayName(state, step)
  await runTopLevel(state, { name, step, stage: 'main', record, condition: step.if, posts }, (attempt) =>
    use === undefined ? performStep(attempt, step) : runAction(attempt, use, performStep),
  )
}

async function runPost(state: RunState, post: Post): Promise<void> {
  const record: StepRecord = { outputs: {}, state: post.record.state, failed: false }
  const { name, step, condition, scope } = post
  await runTopLevel(state, { name, step, stage: 'post', record, condition, posts: [], scope }, post.perform)
}

/** The main stage of a step; a composite action calls it for its own steps. */
async function performStep(attempt: Attempt, step: Step): Promise<Conclusion> {
  if (step.kind === 'run') return runScript(attempt, step)
  const use = { ...locateAction(attempt.state, step), record: attempt.record }
  return runAction(attempt, use, performStep)
}

interface TopLevel {
  readonly name: string
  readonly step: Step
  readonly stage: Stage
  readonly record: StepRecord
  readonly condition: Json | undefined
  readonly posts: Post[]
  /** Where its expressions are computed; the job's own steps where absent. */
  readonly scope?: RunState['scope']
}

async function runTopLevel(
  state: RunState,
  work: TopLevel,
  perform: (attempt: Attempt) => Promise<Conclusion>,
): Promise<void> {
  const { step, stage, record, posts, condition } = work
  const job = state.request.key
  const name = state.masker.mask(work.name)
  const number = state.results.length + 1
  const report = new StepReport(state.log, state.masker, { job, name, number })
  const startedAt = performance.now()
  const uses = step.kind === 'uses' ? { uses: step.uses } : {}
  const ended = await attemptStage(state, {
    step,
    scope: work.scope ?? state.scope,
    report,
    record,
    posts,
    condition,
    mayContinue: stage === 'main',
    begin: () => state.log.event({ type: 'step-started', job, step: number, name, stage, ...uses }),
    perform,
  })
  // A post whose condition does not hold is not worth a line.
  if (ended.outcome === 'skipped' && stage !== 'main') return
  if (stage === 'main' && step.id !== undefined) state.scope.steps.set(step.id, { outputs: record.outputs, ...ended })
  if (ended.conclusion === 'failure') state.scope.fail()
  const result: StepResult = {
    name,
    ...(step.id === undefined ? {} : { id: step.id }),
    ...(step.kind === 'uses' ? { uses: step.uses, action: actionName(step.uses) } : {}),
    stage,
    ...ended,
    outputs: maskedOutputs(state, record),
    seconds: Math.round(performance.now() - startedAt) / 1000,
    annotations: report.annotations,
    ...summaryOf(state, report, number),
  }
  state.results.push(result)
  state.log.event({ type: 'step-ended', job, step: number, result })
}

/** `validate-model` of `OWNER/ml-actions/actions/validate-model@v1`. */
function actionName(uses: string): string {
  return (
    uses
      .split('@')[0]
      ?.split('/')
      .findLast((part) => part !== '' && part !== '.') ?? uses
  )
}

function maskedOutputs(state: RunState, record: StepRecord): Record<string, string> {
  return Object.fromEntries(Object.entries(record.outputs).map(([name, value]) => [name, state.masker.mask(value)]))
}

function summaryOf(state: RunState, report: StepReport, number: number): { readonly summaryPath?: string } {
  if (report.summaries.length === 0) return {}
  const summaryPath = join(state.request.places.summaries, `${state.request.key}-${number}.md`)
  writeFileSync(summaryPath, report.summaries.join('\n'))
  return { summaryPath }
}

async function displayName(state: RunState, step: Step): Promise<string> {
  try {
    const around = state.surroundings(state.scope)
    if (step.name !== undefined) return toText(await evaluateTemplate(step.name, around))
    return step.kind === 'uses'
      ? `Run ${step.uses}`
      : `Run ${firstLine(toText(await evaluateTemplate(step.run, around)))}`
  } catch {
    // Its own evaluation will fail again and say why.
    return toText(step.name) || 'Run'
  }
}
