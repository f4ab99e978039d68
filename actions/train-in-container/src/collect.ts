import { readdir, realpath, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Running, RunState } from '@ml-actions/container-engine'
import type { Checkpoint } from './checkpoints/find.ts'
import type { Directories } from './directories.ts'
import { type Mask, maskFile } from './masking.ts'
import { readMetricFiles } from './metrics/files.ts'
import type { MetricCollector, MetricHistory } from './metrics/history.ts'
import type { Records } from './records.ts'
import { printable } from './report.ts'
import { newestSince } from './supervise.ts'

/** What a finished run left. */
export interface Leavings {
  readonly state: RunState
  readonly history: MetricHistory
  /** Empty when no disk takes it; so is `log`. */
  readonly historyFile: string
  readonly log: string
  readonly checkpoint: Checkpoint | undefined
  readonly productExists: boolean
}

export interface CollectOptions {
  readonly running: Running
  readonly purpose: 'train' | 'evaluate'
  readonly directories: Directories
  readonly collector: MetricCollector
  readonly metricsFile: string | undefined
  readonly startedAtMs: number
  readonly mask: Mask
  readonly records: Records
}

/** The file with the whole output of a run. */
export const LOG_NAME = 'output.log'

/** Where the whole output of a run is kept. */
export function logFile(directories: Directories): string {
  return join(directories.records, LOG_NAME)
}

/** Where checkpoints of a run may be: where it is told to write them, or where its framework does. */
export function checkpointDirectories(directories: Directories): readonly string[] {
  return [directories.checkpoints, directories.output, join(directories.source, 'lightning_logs')]
}

/** Brings together what is left of a run that has ended. */
export async function collect(options: CollectOptions): Promise<Leavings> {
  const { running, directories, startedAtMs, collector } = options
  const state = await running.inspect()
  const log = await options.records.keep(LOG_NAME, (file) => keepLog(running, file, options.mask))
  const searched = [directories.output, directories.checkpoints, join(directories.source, 'lightning_logs')]
  const named = options.metricsFile === undefined ? undefined : join(directories.output, options.metricsFile)
  const history = collector.finish(await readMetricFiles(searched, startedAtMs, named))
  const lines = history.records.map(({ values, ...where }) =>
    JSON.stringify({ ...where, ...Object.fromEntries([...values].map(([name, value]) => [name, printable(value)])) }),
  )
  const historyFile = await options.records.keep('metrics-history.jsonl', (file) =>
    writeFile(file, lines.map((line) => `${line}\n`).join('')),
  )
  return {
    state,
    history,
    historyFile,
    log,
    checkpoint: await newestSince(checkpointDirectories(directories), startedAtMs),
    productExists: options.purpose === 'train' ? await hasFiles(directories.model) : await isWritten(directories),
  }
}

/** The whole output, with secrets masked, since such files get uploaded. */
export async function keepLog(running: Running, file: string, mask: Mask): Promise<void> {
  await running.saveLog(file)
  await maskFile(file, mask)
}

async function hasFiles(directory: string): Promise<boolean> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.some((entry) => entry.isFile())
}

/** A regular file with content, inside the output: a link to elsewhere is no prediction of this run. */
async function isWritten({ predictions, output }: Directories): Promise<boolean> {
  try {
    const path = await realpath(predictions)
    const info = await stat(path)
    return path.startsWith(`${output}/`) && info.isFile() && info.size > 0
  } catch {
    return false
  }
}
