import { readFileSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Isolation } from '../engine.ts'

/** What is written down of a run, so that another process finds it. */
export interface HostRecord {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  /** The supervisor: leader of the run's session and process group. */
  readonly pid: number
  readonly startTime: string
  /** Steps from the supervisor down to the command. */
  readonly depth: number
  readonly signalTo: 'command' | 'all'
  readonly startedAt: string
  readonly oomKills: number
  readonly isolation: Isolation
}

const FILE = 'run.json'

export async function writeRecord(directory: string, record: HostRecord): Promise<void> {
  const part = join(directory, `${FILE}.part`)
  await writeFile(part, JSON.stringify(record), { mode: 0o600 })
  await rename(part, join(directory, FILE))
}

/** The record in a run's directory; `undefined` when there is none that can be read. */
export async function readRecord(directory: string): Promise<HostRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(directory, FILE), 'utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The exit code that the supervisor wrote; `undefined` while it has not. */
export function readExitCode(directory: string): number | undefined {
  try {
    const text = readFileSync(join(directory, 'exit'), 'utf8').trim()
    return /^\d+$/.test(text) ? Number(text) : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is HostRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'labels' in value &&
    typeof value.labels === 'object' &&
    value.labels !== null &&
    'pid' in value &&
    Number.isSafeInteger(value.pid) &&
    'startTime' in value &&
    typeof value.startTime === 'string' &&
    'depth' in value &&
    typeof value.depth === 'number' &&
    'signalTo' in value &&
    (value.signalTo === 'command' || value.signalTo === 'all') &&
    'startedAt' in value &&
    typeof value.startedAt === 'string' &&
    'oomKills' in value &&
    typeof value.oomKills === 'number' &&
    'isolation' in value &&
    typeof value.isolation === 'object'
  )
}
