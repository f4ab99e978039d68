import type { Conclusion } from '../types.ts'
import { actionInputs, warnAboutInputs } from './action-inputs.ts'
import type { Attempt } from './attempt.ts'
import { type PerformStep, runComposite } from './composite.ts'
import { registerPost, runJavaScript } from './javascript.ts'
import { firstLine } from './script.ts'
import type { ActionUse } from './use-action.ts'

/** Runs the main stage of an action, whatever it is made of. */
export async function runAction(attempt: Attempt, use: ActionUse, performStep: PerformStep): Promise<Conclusion> {
  const { located, step } = use
  const declared = located.kind === 'served' ? located.action.inputs : located.definition.inputs
  warnAboutInputs(attempt, step, declared)
  const inputs = await actionInputs(attempt, step, declared)
  announce(attempt, use, inputs)
  if (located.kind === 'served') return located.action.run({ attempt, inputs })
  const { runs } = located.definition
  if (runs.kind === 'composite') return runComposite(attempt, use, inputs, performStep)
  if (runs.pre !== undefined && located.remote === undefined) {
    attempt.report.line('warning', `\`pre\` execution is not supported for local action from '${step.uses}'`)
  }
  // Before the script starts, so that it is cleaned up after whatever becomes of it.
  registerPost(attempt, use, runs)
  return runJavaScript(attempt, use, runs, 'main')
}

function announce(attempt: Attempt, use: ActionUse, inputs: Readonly<Record<string, string>>): void {
  const { report, env } = attempt
  const section = (title: string, values: Readonly<Record<string, string>>): void => {
    const shown = Object.entries(values).filter(([, value]) => value !== '')
    if (shown.length > 0) report.line('plain', `${title}:`)
    for (const [name, value] of shown) report.line('plain', `  ${name}: ${firstLine(value)}`)
  }
  report.line('group', `Run ${use.step.uses}`)
  section('with', inputs)
  section('env', env)
  report.line('endgroup', '')
}
