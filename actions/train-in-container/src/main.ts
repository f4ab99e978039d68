import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Conclusion, type InputsOfAction, type Services, UserError } from '@ml-actions/action'
import { signingProblem } from '@ml-actions/attestation'
import { EngineError, type Running } from '@ml-actions/container-engine'
import { checkpointDirectories, collect, type Leavings, logFile } from './collect.ts'
import { hashFile } from './datasets.ts'
import type { Definition, Outputs } from './definition.ts'
import { engineFailure } from './engine-failure.ts'
import { engineDirectory } from './engines.ts'
import { type Judgement, judge, notPublished } from './judge.ts'
import { type Launched, launch } from './launch.ts'
import { type Mask, maskOf } from './masking.ts'
import { collectMetrics } from './metrics/history.ts'
import { relayOutput } from './output-relay.ts'
import { type Preparation, prepare } from './prepare.ts'
import { type Published, publish } from './publish.ts'
import { printable, type RunStory, reportJson, runReport } from './report.ts'
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
  const prepared = await log.phase('Prepare', () => prepare(inputs, services))
  try {
    const launched = await log.phase('Start', () => launch(inputs, services, prepared))
    return await attend(inputs, services, prepared, launched, mask)
  } catch (error) {
    if (!(error instanceof EngineError) || services.signal.aborted) throw error
    return engineFailure(error, mask)
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
    await running.signal(inputs['stop-signal'])
    saveRun(services, { ...record, stoppedAtMs: clock.now() })
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

  const left = await collect({
    running,
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
  const end = { inputs, prepared, launched, left, finishedAtMs, tail: relay.tail.map(mask) }
  if (judgement.verdict !== 'pass') return conclude({ ...end, judgement, published: undefined })
  try {
    const published = await publish({ inputs, services, prepared, launched, left, finishedAtMs })
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
async function leave(
  inputs: Inputs,
  { directories, resumedFrom }: Preparation,
  { startedAtMs }: Launched,
): Promise<Conclusion<Definition>> {
  const checkpoint = await newestSince(checkpointDirectories(directories), startedAtMs)
  return {
    verdict: 'inconclusive',
    reason: 'cancelled',
    message: `The run was cancelled. The command was sent ${inputs['stop-signal']}; the post step of this action waits for its checkpoint.`,
    outputs: {
      'failure-class': 'cancelled',
      checkpoint: checkpoint?.path ?? '',
      'resumed-from': resumedFrom?.path ?? '',
      log: logFile(directories),
      output: directories.output,
    },
  }
}

interface End {
  readonly inputs: Inputs
  readonly prepared: Preparation
  readonly launched: Launched
  readonly left: Leavings
  readonly judgement: Judgement
  readonly published: Published | undefined
  readonly finishedAtMs: number
  readonly tail: readonly string[]
}

async function conclude(end: End): Promise<Conclusion<Definition>> {
  const { renderSummary } = await import('@ml-actions/report')
  const { inputs, prepared, launched, left, judgement, published } = end
  const story: RunStory = {
    purpose: inputs.purpose,
    verdict: judgement.verdict,
    reason: judgement.reason,
    message: judgement.message,
    failure: judgement.failure,
    tail: end.tail,
    courses: left.history.courses,
    last: left.history.last,
    facts: factsOf(end),
    isolation: launched.running.isolation,
    datasets: prepared.datasets.map(({ name, digest }) => ({ name, digest })),
    checkpoint: left.checkpoint,
    durationMs: end.finishedAtMs - launched.startedAtMs,
  }
  const report = join(prepared.directories.records, 'report.json')
  await writeFile(report, reportJson(story))
  const outputs: Outputs = {
    'failure-class': judgement.failure?.class ?? '',
    model: inputs.purpose === 'evaluate' ? (inputs.model ?? '') : (published?.model ?? ''),
    metrics: JSON.stringify(
      Object.fromEntries([...left.history.last].map(([name, value]) => [name, printable(value)])),
    ),
    'metrics-history': left.historyFile,
    attestation: published?.attestation ?? '',
    statement: published?.statementFile ?? '',
    checkpoint: left.checkpoint?.path ?? '',
    'resumed-from': prepared.resumedFrom?.path ?? '',
    ...(inputs.purpose === 'evaluate' && left.productExists
      ? {
          predictions: prepared.directories.predictions,
          'predictions-digest': `sha256:${await hashFile(prepared.directories.predictions)}`,
        }
      : {}),
    'model-path': prepared.directories.model,
    image: launched.running.image?.identity ?? '',
    'exit-code': left.state.status === 'exited' ? String(left.state.exitCode) : '',
    log: logFile(prepared.directories),
    output: prepared.directories.output,
    report,
  }
  return {
    verdict: judgement.verdict,
    reason: judgement.reason,
    message: judgement.message,
    outputs,
    summary: renderSummary(runReport(story)),
  }
}

function factsOf({
  inputs,
  prepared,
  launched,
  left,
  published,
  finishedAtMs,
}: End): readonly (readonly [string, string])[] {
  const { environment } = launched
  const facts: (readonly [string, string])[] = [
    ['Time', `${Math.round((finishedAtMs - launched.startedAtMs) / 100) / 10} s`],
    [inputs.engine === 'host' ? 'Interpreter' : 'Image', environment.uri ?? ''],
    ['Revision', `${prepared.revision.commit}${prepared.revision.modified === true ? ' (modified)' : ''}`],
    ['Isolation', launched.running.isolation.mechanism],
  ]
  if (prepared.resumedFrom !== undefined) facts.push(['Resumed from', prepared.resumedFrom.path])
  if (left.checkpoint !== undefined) facts.push(['Newest checkpoint', left.checkpoint.path])
  const model = published?.model ?? inputs.model
  if (model !== undefined) facts.push([inputs.purpose === 'train' ? 'Model' : 'Scored model', model])
  if (published?.attestation !== undefined) facts.push(['Attestation', published.attestation])
  return facts
}
