import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { JavaScriptRuns } from '../actions/definition.ts'
import type { Conclusion, Stage } from '../types.ts'
import { actionInputs, inputVariables } from './action-inputs.ts'
import type { Attempt } from './attempt.ts'
import { runStageProcess } from './process-stage.ts'
import type { ActionUse } from './use-action.ts'

/** Runs one script of a JavaScript action under Node 24. */
export async function runJavaScript(
  attempt: Attempt,
  use: ActionUse,
  runs: JavaScriptRuns,
  stage: Stage,
): Promise<Conclusion> {
  const { located, step, record } = use
  const script = runs[stage]
  if (located.kind !== 'files' || script === undefined) return 'success'
  const file = resolve(located.directory, script)
  if (!existsSync(file)) throw new Error(`File not found: '${file}'`)
  const inputs = await actionInputs(attempt, step, located.definition.inputs)
  const saved = Object.fromEntries(Object.entries(record.state).map(([name, value]) => [`STATE_${name}`, value]))
  const remote = located.remote
  const ended = await runStageProcess(attempt, {
    file: attempt.state.request.node,
    args: [file],
    cwd: attempt.state.workspace,
    extra: { ...inputVariables(inputs), ...saved },
    ...(remote === undefined ? {} : { github: { action_repository: remote.repository, action_ref: remote.ref } }),
  })
  if (ended.kind === 'stopped') return 'cancelled'
  return ended.kind === 'exited' && ended.code === 0 ? 'success' : 'failure'
}

/** Sees to it that the action's post script runs at the end of the job; once, whichever stage came first. */
export function registerPost(attempt: Attempt, use: ActionUse, runs: JavaScriptRuns): void {
  if (runs.post === undefined || use.postRegistered) return
  use.postRegistered = true
  attempt.posts.push({
    name: `Post ${attempt.report.name.replace(/^Pre /, '')}`,
    step: use.step,
    scope: attempt.scope,
    record: use.record,
    // As written: a post has no implicit `success()`.
    condition: `always() && (${runs.postIf})`,
    perform: (post) => {
      post.report.line('plain', 'Post job cleanup.')
      return runJavaScript(post, use, runs, 'post')
    },
  })
}
