import { evaluateTemplate } from '../expressions/evaluate.ts'
import { toText } from '../json.ts'
import type { Conclusion } from '../types.ts'
import type { Step } from '../workflow/model.ts'
import { type Attempt, attemptStage } from './attempt.ts'
import { Scope } from './scope.ts'
import type { StepRecord } from './step-report.ts'
import type { ActionUse } from './use-action.ts'

/** Runs the main stage of a step, whatever kind it is; passed in, as composite actions contain steps. */
export type PerformStep = (attempt: Attempt, step: Step) => Promise<Conclusion>

/** Runs the steps of a composite action and computes its outputs. */
export async function runComposite(
  attempt: Attempt,
  use: ActionUse,
  inputs: Readonly<Record<string, string>>,
  performStep: PerformStep,
): Promise<Conclusion> {
  const { state } = attempt
  const { located } = use
  if (located.kind !== 'files' || located.definition.runs.kind !== 'composite') return 'success'
  const scope = compositeScope(attempt, located, inputs)
  let result: Conclusion = 'success'
  for (const step of located.definition.runs.steps) {
    const conclusion = await runNested(attempt, scope, step, performStep)
    if (conclusion === 'failure') scope.fail()
    if (conclusion === 'failure' || conclusion === 'cancelled') result = conclusion
    // The step that uses the action is out of time: nothing of it goes on.
    if (attempt.stop.aborted && !state.cancelled.aborted) return 'cancelled'
  }
  for (const [name, value] of Object.entries(located.definition.outputs)) {
    attempt.record.outputs[name] = toText(await evaluateTemplate(value, state.surroundings(scope)))
  }
  return result
}

function compositeScope(
  attempt: Attempt,
  located: Extract<ActionUse['located'], { kind: 'files' }>,
  inputs: Readonly<Record<string, string>>,
): Scope {
  const { remote, directory } = located
  return new Scope({
    inputs,
    env: { ...attempt.scope.env, ...attempt.env },
    github: {
      action_path: directory,
      ...(remote === undefined ? {} : { action_repository: remote.repository, action_ref: remote.ref }),
    },
    runDefaults: {},
    composite: true,
  })
}

async function runNested(attempt: Attempt, scope: Scope, step: Step, performStep: PerformStep): Promise<Conclusion> {
  const record: StepRecord = { outputs: {}, state: {}, failed: false }
  const { outcome, conclusion } = await attemptStage(attempt.state, {
    step,
    scope,
    record,
    report: attempt.report,
    posts: attempt.posts,
    condition: step.if,
    mayContinue: true,
    parentStop: attempt.stop,
    perform: (nested) => performStep(nested, step),
  })
  if (step.id !== undefined) scope.steps.set(step.id, { outputs: record.outputs, outcome, conclusion })
  return conclusion
}
