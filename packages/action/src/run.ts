import { appendFileSync } from 'node:fs'
import * as http from 'node:http'
import * as core from '@actions/core'
import { type Clock, systemClock } from './clock.ts'
import { type RunContext, readContext } from './context.ts'
import type { ActionDefinition, InputsOfAction, OutputsOf, ReasonOf } from './definition.ts'
import { UserError } from './errors.ts'
import { createLog, type Log } from './log.ts'
import { parseInputs, secretTexts } from './parse.ts'
import type { Verdict } from './verdict.ts'

/** The slice of `process` that an action needs; `index.ts` passes the real one. */
export interface HostProcess {
  readonly env: Readonly<Record<string, string | undefined>>
  exitCode?: number | string | null | undefined
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

export interface Services {
  readonly log: Log
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  readonly context: RunContext
  /** Aborts on SIGINT and SIGTERM. The platform gives 7.5 s until it sends SIGTERM and 2.5 s more until it kills. */
  readonly signal: AbortSignal
  readonly fetch: typeof fetch
  /** Hides a value, and each of its lines, in all logs of this job from now on. */
  mask(secret: string): void
  /** Hands a value to the post step. */
  saveState(name: string, value: string): void
  /** What main saved; the empty string when it saved nothing. */
  readState(name: string): string
}

export interface Conclusion<D extends ActionDefinition> {
  readonly verdict: Verdict
  readonly reason: ReasonOf<D>
  /** The verdict in one or two sentences for the log and the annotation. */
  readonly message: string
  readonly outputs?: OutputsOf<D>
  /** Markdown for the job summary, everything foreign in it escaped already. */
  readonly summary?: string
  /** Whether the step fails; otherwise whatever is not `pass` fails. */
  readonly failed?: boolean
}

export interface Stages<D extends ActionDefinition> {
  main(inputs: InputsOfAction<D>, services: Services): Promise<Conclusion<D>>
  /** Runs after the job, whatever became of it. What it throws becomes a warning. */
  post?(inputs: InputsOfAction<D>, services: Services): Promise<void>
}

const STAGE = 'ml-actions-stage'
/** GitHub publishes summaries of up to 1 MiB (`FileCommandManager.cs`). */
const MAX_SUMMARY_BYTES = 1024 * 1024
const MAX_OUTPUT_LENGTH = 256 * 1024
const ISSUES = 'https://github.com/ml-actions/ml-actions/issues'

/** Runs main or post, whichever the runner asks for, and turns what it returns or throws into what the runner understands. */
export async function runAction<D extends ActionDefinition>(
  definition: D,
  stages: Stages<D>,
  host: HostProcess,
): Promise<void> {
  const services = createServices(host)
  for (const secret of secretTexts(definition, host.env)) services.mask(secret)
  useProxy(host.env)
  if (services.readState(STAGE) === 'main') return runPost(definition, stages, services)
  services.saveState(STAGE, 'main')
  try {
    const inputs = parseInputs(definition, host.env)
    // The table's type and the parsed values come from the same definition; `parseInputs` checks each of them.
    conclude(definition, await stages.main(asInputs<D>(inputs), services), services)
  } catch (error) {
    fail(definition, services, host, error)
  }
  function conclude(of: D, conclusion: Conclusion<D>, { log }: Services): void {
    writeOutputs(of, { ...conclusion.outputs, verdict: conclusion.verdict, reason: conclusion.reason })
    writeSummary(host.env['GITHUB_STEP_SUMMARY'], conclusion.summary)
    const line = `${conclusion.verdict} (${conclusion.reason}): ${conclusion.message}`
    if (conclusion.failed ?? conclusion.verdict !== 'pass') {
      host.exitCode = 1
      log.error(line)
    } else if (conclusion.verdict === 'pass') log.info(line)
    else log.warning(line)
  }
}

async function runPost<D extends ActionDefinition>(
  definition: D,
  stages: Stages<D>,
  services: Services,
): Promise<void> {
  if (stages.post === undefined) return
  try {
    await stages.post(asInputs<D>(parseInputs(definition, services.env)), services)
  } catch (error) {
    // Main has said already that its inputs are wrong, and then there is nothing to tidy up.
    if (error instanceof UserError && error.reason === 'invalid-input') return
    services.log.warning(error instanceof Error ? error.message : String(error))
  }
}

function fail(definition: ActionDefinition, services: Services, host: HostProcess, error: unknown): void {
  host.exitCode = 1
  const cancelled = services.signal.aborted && !(error instanceof UserError)
  const reason = error instanceof UserError ? error.reason : cancelled ? 'cancelled' : 'internal-error'
  writeOutputs(definition, { verdict: 'fail', reason })
  if (error instanceof UserError) {
    const docs = `https://github.com/ml-actions/ml-actions/blob/v1/actions/${definition.name}/README.md#${error.anchor ?? 'reasons'}`
    services.log.error(`fail (${reason}): ${error.message}\n${docs}`)
  } else if (cancelled) services.log.error('fail (cancelled): the run was cancelled.')
  else {
    services.log.group('Stack', (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'))
    const what = error instanceof Error ? error.message : String(error)
    services.log.error(
      `fail (internal-error): ${what}\nThis is a bug in ${definition.name}. Please report it with the stack above: ${ISSUES}`,
    )
  }
}

function createServices(host: HostProcess): Services {
  const controller = new AbortController()
  const abort = (): void => controller.abort(new DOMException('The run was cancelled', 'AbortError'))
  host.on('SIGINT', abort)
  host.on('SIGTERM', abort)
  return {
    log: createLog(systemClock),
    clock: systemClock,
    env: host.env,
    context: readContext(host.env),
    signal: controller.signal,
    fetch: (input, init) => fetch(input, init),
    mask: (secret) => {
      for (const line of new Set([secret.trim(), ...secret.split(/[\r\n]+/).map((part) => part.trim())])) {
        if (line !== '') core.setSecret(line)
      }
    },
    saveState: (name, value) => core.saveState(name, value),
    readState: (name) => core.getState(name),
  }
}

function asInputs<D extends ActionDefinition>(values: unknown): InputsOfAction<D>
function asInputs(values: unknown): unknown {
  return values
}

function writeOutputs(definition: ActionDefinition, outputs: Readonly<Record<string, string | undefined>>): void {
  const declared = new Set(['verdict', 'reason', ...Object.keys(definition.outputs)])
  for (const [name, value] of Object.entries(outputs)) {
    if (!declared.has(name)) throw new Error(`${definition.name} has no output named ${name}`)
    if (value === undefined) continue
    if (value.length > MAX_OUTPUT_LENGTH) throw new Error(`output ${name} is ${value.length} characters long`)
    core.setOutput(name, value)
  }
}

function writeSummary(file: string | undefined, markdown: string | undefined): void {
  if (file === undefined || file === '' || markdown === undefined || markdown === '') return
  const note = '\n\n_The rest is left out: GitHub shows one MiB._\n'
  const bytes = Buffer.from(`${markdown}\n`)
  appendFileSync(
    file,
    bytes.length <= MAX_SUMMARY_BYTES ? bytes : `${bytes.subarray(0, MAX_SUMMARY_BYTES - 200).toString('utf8')}${note}`,
  )
}

/** Lets the global fetch go through the proxy that the runner is set up with. */
function useProxy(env: Readonly<Record<string, string | undefined>>): void {
  const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY']
  if (names.every((name) => (env[name] ?? '') === '')) return
  http.setGlobalProxyFromEnv(env)
}
