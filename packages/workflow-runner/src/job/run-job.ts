import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Masker } from '../commands/mask.ts'
import { evaluateTemplate } from '../expressions/evaluate.ts'
import { isRecord, type JsonRecord, recordOf, toText, toTexts } from '../json.ts'
import { killTracked } from '../processes/kill.ts'
import type { Annotation, Conclusion, JobEnvironment, RunEvent } from '../types.ts'
import { messageOf } from './attempt.ts'
import { JobLog } from './log.ts'
import type { JobEnd, JobRequest } from './request.ts'
import { RunState } from './run-state.ts'
import { Scope } from './scope.ts'
import { runSteps } from './steps.ts'

/** Runs one job, in this process, from an empty workspace to its outputs. */
export async function runJob(
  request: JobRequest,
  emit: (event: RunEvent) => void,
  cancelled: AbortSignal,
): Promise<JobEnd> {
  const masker = new Masker()
  for (const secret of Object.values(request.contexts.secrets)) masker.add(toText(secret))
  const log = new JobLog({ job: request.key, file: request.places.log, masker, emit })
  const annotations: Annotation[] = []
  const issue = (level: 'error' | 'warning', message: string): void => {
    annotations.push({ level, message: masker.mask(message), job: request.key })
    log.line(level, message)
  }
  const state = await prepare(request, { log, masker, cancelled })
  try {
    await evaluateEnv(state)
    await runSteps(state)
  } catch (error) {
    issue('error', messageOf(error))
    state.scope.fail()
  }
  const outputs = await jobOutputs(state, issue)
  const environment = await jobEnvironment(state, issue)
  const orphans = await killTracked(request.trackingId)
  if (orphans.length > 0) log.line('plain', `Terminated orphan processes: ${orphans.join(', ')}`)
  if (!request.keepWorkspace) rmSync(request.places.work, { recursive: true, force: true, maxRetries: 3 })
  return {
    outcome: conclusionOf(state),
    outputs,
    steps: state.results,
    annotations,
    ...(environment === undefined ? {} : { environment }),
  }
}

async function prepare(
  request: JobRequest,
  parts: { readonly log: JobLog; readonly masker: Masker; readonly cancelled: AbortSignal },
): Promise<RunState> {
  const { work } = request.places
  const repository = basename(toText(request.contexts.github['repository']))
  const workspace = join(work, repository, repository)
  const temp = join(work, '_temp')
  for (const directory of [workspace, temp, request.places.toolCache]) mkdirSync(directory, { recursive: true })
  const scope = (runDefaults: JsonRecord): Scope =>
    new Scope({ inputs: request.contexts.inputs, env: {}, github: {}, runDefaults, composite: false })
  const early = new RunState({ request, workspace, temp, scope: scope({}), ...parts })
  const around = early.surroundings(early.scope)
  const runDefaults = {
    ...recordOf(await evaluateTemplate(request.workflowRunDefaults ?? {}, around)),
    ...recordOf(await evaluateTemplate(request.job.runDefaults ?? {}, around)),
  }
  return new RunState({ request, workspace, temp, scope: scope(runDefaults), ...parts })
}

async function evaluateEnv(state: RunState): Promise<void> {
  for (const env of [state.request.workflowEnv, state.request.job.env]) {
    Object.assign(state.env, toTexts(await evaluateTemplate(env ?? {}, state.surroundings(state.scope))))
  }
}

function conclusionOf(state: RunState): Conclusion {
  const status = state.scope.status(state.cancelled.aborted)
  return status === 'success' && state.results.some((step) => step.conclusion === 'cancelled') ? 'cancelled' : status
}

/** Outputs of the job without the empty ones and those that a mask would change (actions/runner, `JobExtension.cs`). */
async function jobOutputs(
  state: RunState,
  issue: (level: 'error' | 'warning', message: string) => void,
): Promise<Record<string, string>> {
  const outputs: Record<string, string> = {}
  for (const [name, template] of Object.entries(recordOf(state.request.job.outputs))) {
    try {
      const value = toText(await evaluateTemplate(template, state.surroundings(state.scope)))
      if (value === '') continue
      if (state.masker.hides(value)) issue('warning', `Skip output '${name}' since it may contain secret.`)
      else outputs[name] = value
    } catch (error) {
      issue('error', `Output '${name}': ${messageOf(error)}`)
      state.scope.fail()
    }
  }
  return outputs
}

async function jobEnvironment(
  state: RunState,
  issue: (level: 'error' | 'warning', message: string) => void,
): Promise<JobEnvironment | undefined> {
  const { environment } = state.request.job
  if (environment === undefined || environment === null) return undefined
  try {
    const value = await evaluateTemplate(environment, state.surroundings(state.scope))
    if (!isRecord(value)) return { name: toText(value), deployment: true }
    const url = state.masker.mask(toText(value['url']))
    const deployment = value['deployment'] !== false
    return { name: toText(value['name']), deployment, ...(url === '' ? {} : { url }) }
  } catch (error) {
    issue('warning', `The environment could not be recorded: ${messageOf(error)}`)
    return undefined
  }
}
