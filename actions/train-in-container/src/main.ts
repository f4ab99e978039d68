import { type Conclusion, type InputsOfAction, type Services, UserError } from '@ml-actions/action'
import { signingProblem } from '@ml-actions/attestation'
import { EngineError, type Running } from '@ml-actions/container-engine'
import { checkpointDirectories, collect, logFile } from './collect.ts'
import { conclude } from './conclude.ts'
import type { Definition, Outputs } from './definition.ts'
import { engineFailure } from './engine-failure.ts'
import { engineDirectory } from './engines.ts'
import { ADVICE } from './failure/reasons.ts'
import { judge, notPublished } from './judge.ts'
import { type Launched, launch } from './launch.ts'
import { type Mask, maskOf } from './masking.ts'
import { collectMetrics } from './metrics/history.ts'
import { relayOutput } from './output-relay.ts'
import { type Preparation, prepare } from './prepare.ts'
import { publish } from './publish.ts'
import { isDiskFull, openRecords } from './records.ts'
import { saveRun } from './state.ts'
import { awaitCheckpoint, newestSince, watch } from './supervise.ts'

type Inputs = InputsOfAction<Definition>

/** Runs the command to its end, or to a cancellation that the post step brings to its own. */
export async function main(inputs: Inputs, services: Services): Promise<Conclusion<Definition>> {
  const { log } = services
  for (const value of inputs.secrets?.values() ?? []) services.mask(value)
  const mask = maskOf(inputs.secrets?.values() ?? [])
  const problem = signingProblem(inputs)
  if (problem !== undefined) throw new UserError({ reason: 'invalid-input', what: problem })
  try {
    const prepared = await log.phase('Prepare', () => prepare(inputs, services))
    return await runPrepared(inputs, services, prepared, mask)
  } catch (error) {
    if (isDiskFull(error)) throw new UserError({ reason: 'disk-full', what: error.message, fix: ADVICE['disk-full'] })
    if (error instanceof UserError || !services.signal.aborted) throw error
    // Of the code nothing is known; what had begun is ended, here or by the post step.
    return {
      verdict: 'inconclusive',
      reason: 'cancelled',
      message: 'The run was cancelled.',
      outputs: { 'failure-class': 'cancelled' },
    }
  }
}

async function runPrepared(
  inputs: Inputs,
  services: Services,
  prepared: Preparation,
  mask: Mask,
): Promise<Conclusion<Definition>> {
  let launched: Launched | undefined
  try {
    launched = await services.log.phase('Start', () => launch(inputs, services, prepared))
    return await attend(inputs, services, prepared, launched, mask)
  } catch (error) {
    if (!(error instanceof EngineError) || services.signal.aborted) throw error
    return engineFailure(error, mask, launched === undefined ? {} : await keptOf(prepared, launched))
  }
}

/** What a run has left so far on this machine. */
async function keptOf({ directories, resumedFrom }: Preparation, { startedAtMs }: Launched): Promise<Partial<Outputs>> {
  const checkpoint = await newestSince(checkpointDirectories(directories), startedAtMs)
  return {
    checkpoint: checkpoint?.path ?? '',
    'resumed-from': resumedFrom?.path ?? '',
    output: directories.output,
  }
}

async function attend(
  inputs: Inputs,
  services: Services,
  prepared: Preparation,
  launched: Launched,
  mask: Mask,
): Promise<Conclusion<Definition>> {
  const { log, clock } = services
  const { running, startedAtMs } = launched
  const { directories } = prepared
  const record = {
    id: running.id,
    engine: inputs.engine,
    engineDirectory: engineDirectory(services.context),
    startedAtMs,
    finished: false,
    log: logFile(directories),
    checkpointDirectories: checkpointDirectories(directories),
  }
  saveRun(services, record)
  const relay = relayOutput({
    show: (line) => log.foreign(mask(line)),
    now: () => clock.now(),
    linesPerMinute: inputs['log-lines'],
  })
  const collector = collectMetrics()
  const stopFollowing = new AbortController()
  const following = running.follow((line) => {
    relay.line(line)
    collector.readLine(line.text)
  }, stopFollowing.signal)

  const outcome = await watch(running, { cancelled: services.signal, maxDurationMs: inputs['max-duration'] })
  if (outcome.kind === 'cancelled') {
    // The post step asks again where this could not, with more time to wait for an engine that is away.
    const asked = await running.signal(inputs['stop-signal']).catch(problemOf)
    if (asked === undefined) saveRun(services, { ...record, stoppedAtMs: clock.now() })
    else log.warning(`The command could not be asked to end yet: ${mask(asked.message)}`)
    stopFollowing.abort()
    await following
    relay.end()
    return leave(inputs, prepared, launched)
  }
  if (outcome.kind === 'timed-out') {
    log.warning(`max-duration is over: asking the command to save and end (${inputs['stop-signal']})`)
    await stopInTime(inputs, running, record.checkpointDirectories)
  }
  const lastLines = setTimeout(() => stopFollowing.abort(), LAST_LINES_MS)
  await following
  clearTimeout(lastLines)
  relay.end()

  const records = openRecords(directories.records, services.context.temp, (message) => log.warning(message))
  const left = await collect({
    running,
    records,
    purpose: inputs.purpose,
    directories,
    collector,
    metricsFile: inputs['metrics-file'],
    startedAtMs,
    mask,
  })
  const finishedAtMs = clock.now()
  const judgement = judge({
    purpose: inputs.purpose,
    state: left.state,
    stopped: outcome.kind === 'timed-out' ? 'timed-out' : undefined,
    lines: relay.tail.map(mask),
    productExists: left.productExists,
    modelExpected: prepared.models !== undefined && inputs['push-model'],
    metrics: left.history.last,
  })
  await running.remove()
  saveRun(services, { ...record, finished: true })
  const end = { inputs, services, mask, records, prepared, launched, left, finishedAtMs, tail: relay.tail.map(mask) }
  if (judgement.verdict !== 'pass') return conclude({ ...end, judgement, published: undefined })
  try {
    const published = await publish({ inputs, services, records, prepared, launched, left, finishedAtMs })
    return await conclude({ ...end, judgement, published })
  } catch (error) {
    if (!(error instanceof UserError) || error.reason !== 'push-failed') throw error
    // The training's work is on this machine all the same, and its outputs say where.
    return conclude({ ...end, judgement: notPublished(error.message), published: undefined })
  }
}

/** How long the last lines may take to arrive after the end. */
const LAST_LINES_MS = 10_000

async function stopInTime(inputs: Inputs, running: Running, directories: readonly string[]): Promise<void> {
  const sinceMs = Date.now()
  await running.signal(inputs['stop-signal'])
  await awaitCheckpoint(running, {
    directories,
    sinceMs,
    untilMs: sinceMs + inputs['checkpoint-grace'],
  })
}

/** The platform leaves this step seconds, and the post step minutes: what takes time is left to that. */
async function leave(inputs: Inputs, prepared: Preparation, launched: Launched): Promise<Conclusion<Definition>> {
  return {
    verdict: 'inconclusive',
    reason: 'cancelled',
    message: `The run was cancelled. The command was sent ${inputs['stop-signal']}; the post step of this action waits for its checkpoint.`,
    outputs: {
      ...(await keptOf(prepared, launched)),
      'failure-class': 'cancelled',
      log: logFile(prepared.directories),
    },
  }
}

function problemOf(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  throw error
}
