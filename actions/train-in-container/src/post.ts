import { appendFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { formatDuration, type InputsOfAction, type Services } from '@ml-actions/action'
import { EngineError, type Running } from '@ml-actions/container-engine'
import { keepLog, LOG_NAME } from './collect.ts'
import type { Definition } from './definition.ts'
import { openEngine } from './engines.ts'
import { maskOf } from './masking.ts'
import { openRecords } from './records.ts'
import { type RunRecord, readRun } from './state.ts'
import { awaitCheckpoint } from './supervise.ts'

const SHOWN_LINES = 30

/** Brings a run to its end that main had to leave: waits for its checkpoint, ends it, keeps its output. */
export async function post(inputs: InputsOfAction<Definition>, services: Services): Promise<void> {
  const { log, clock } = services
  const record = readRun(services)
  if (record === undefined || record.finished) return
  const running = await adopt(record, services)
  if (running === undefined) return
  // Main was ended without a word when it left no time: then nobody has asked the command yet.
  const stoppedAtMs = record.stoppedAtMs ?? clock.now()
  if (record.stoppedAtMs === undefined) await running.signal(inputs['stop-signal'])
  const grace = inputs['checkpoint-grace']
  const title = `Wait up to ${formatDuration(grace)} for a new complete checkpoint`
  const checkpoint = await log.phase(title, () =>
    awaitCheckpoint(running, {
      directories: record.checkpointDirectories,
      sinceMs: stoppedAtMs,
      untilMs: stoppedAtMs + grace,
    }),
  )
  const lines: string[] = []
  const mask = maskOf(inputs.secrets?.values() ?? [])
  await running.follow(({ text, progress }) => {
    if (!progress) lines.push(mask(text))
    if (lines.length > SHOWN_LINES) lines.shift()
  })
  log.group('End of the output', lines)
  const records = openRecords(dirname(record.log), services.context.temp, (message) => log.warning(message))
  const kept = await records.keep(LOG_NAME, (file) => keepLog(running, file, mask))
  if (kept !== '' && kept !== record.log) log.notice(`The whole output of the command is in ${kept}.`)
  const state = await running.inspect()
  await running.remove()
  const exit = state.status === 'exited' ? `exit code ${state.exitCode}` : 'it is gone'
  const said =
    checkpoint === undefined
      ? `No new complete checkpoint came after the cancellation (${exit}).`
      : `Kept the checkpoint ${checkpoint.path} (${checkpoint.layout}, step ${checkpoint.step ?? 'unknown'}; ${exit}). Run again with resume: auto to go on from it.`
  if (checkpoint === undefined) log.warning(said)
  else log.notice(said)
  await addToSummary(services, said)
}

const ENGINE_PATIENCE_MS = 60_000
const POLL_MS = 2_000

/** The run that main left; an engine that is away is waited for, since a run may go on for ever that nobody ends. */
async function adopt(record: RunRecord, { env, log }: Services): Promise<Running | undefined> {
  const engine = openEngine(record.engine, env, record.engineDirectory)
  for (const since = performance.now(); ; ) {
    try {
      return await engine.adopt(record.id)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      if (performance.now() - since > ENGINE_PATIENCE_MS) {
        log.warning(`The run ${record.id} may still go on, since the engine does not answer: ${error.message}`)
        return undefined
      }
      await sleep(POLL_MS)
    }
  }
}

async function addToSummary({ env }: Services, said: string): Promise<void> {
  const file = env['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '') return
  const { renderSummary } = await import('@ml-actions/report')
  const report = { title: 'Training, cancelled', sections: [{ kind: 'text', text: [{ code: said }] }] } as const
  await appendFile(file, `${renderSummary(report)}\n`)
}
