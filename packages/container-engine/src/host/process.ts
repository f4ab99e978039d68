import { existsSync, statSync } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Running, RunState } from '../engine.ts'
import { followFile } from '../follow-file.ts'
import { outputLines } from '../output-lines.ts'
import { descend, descendants, oomKills, readProcess, readProcesses, send, withVariable } from './processes.ts'
import { type HostRecord, readExitCode } from './record.ts'

/** The variable by which every process of a run is found. */
export const RUN_VARIABLE = 'ML_ACTIONS_RUN'

const POLL_MS = 100
/** Between the mounts and the command, a signal finds nobody yet. */
const APPEAR_MS = 2_000
/** The kernel needs a moment to take processes down. */
const KILL_WAIT_MS = 10_000

/** A process of the host as a run. */
export function hostRunning(directory: string, record: HostRecord): Running {
  const { pid, startTime } = record
  const log = join(directory, 'log')

  function alive(): boolean {
    const entry = readProcess(pid)
    return entry !== undefined && !entry.zombie && entry.startTime === startTime
  }

  function state(): RunState {
    if (!existsSync(directory)) return { status: 'gone' }
    // Asked before the exit code: it is written while the supervisor lives.
    const running = alive()
    const exitCode = readExitCode(directory)
    if (exitCode === undefined && running) return { status: 'running', startedAt: record.startedAt }
    const lost = exitCode === undefined
    const code = exitCode ?? 137
    return {
      status: 'exited',
      exitCode: code,
      // Of the whole machine, hence only where this run was itself ended by SIGKILL.
      oomKilled: code === 137 && oomKills() > record.oomKills,
      error: lost ? 'the run was killed from outside, with what watched over it' : undefined,
      startedAt: record.startedAt,
      finishedAt: finishedAt(directory),
    }
  }

  async function wait(signal?: AbortSignal): Promise<void> {
    while (state().status === 'running') {
      signal?.throwIfAborted()
      await sleep(POLL_MS, undefined, signal === undefined ? {} : { signal })
    }
  }

  async function signalRun(name: NodeJS.Signals): Promise<void> {
    for (let waited = 0; alive() && waited < APPEAR_MS; waited += POLL_MS) {
      const entries = readProcesses()
      const command = descend(entries, pid, record.depth)
      if (command !== undefined) {
        const targets = record.signalTo === 'all' ? descendants(entries, command) : [command]
        for (const target of targets) send(target, name)
        return
      }
      await sleep(POLL_MS)
    }
  }

  async function kill(): Promise<void> {
    if (alive()) {
      const entries = readProcesses()
      // What stands between the supervisor and the end goes first, so that the exit code is still written.
      for (const target of descendants(entries, pid).filter((entry) => entry !== pid)) send(target, 'SIGKILL')
      const limit = AbortSignal.timeout(KILL_WAIT_MS)
      await wait(limit).catch(() => send(-pid, 'SIGKILL'))
    }
    for (const stray of withVariable(readProcesses(), RUN_VARIABLE, record.name)) send(stray, 'SIGKILL')
  }

  return {
    id: record.name,
    isolation: record.isolation,
    wait,
    inspect: async () => state(),
    signal: signalRun,
    async follow(onLine, signal) {
      const lines = outputLines(onLine)
      await followFile(log, (chunk) => lines.push(chunk), wait(signal), signal)
      lines.end()
    },
    async stop(name, graceMs) {
      await signalRun(name)
      await wait(AbortSignal.timeout(Math.max(1, graceMs))).catch(() => undefined)
      await kill()
    },
    saveLog: (file) => copyFile(log, file),
    async remove() {
      await kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function finishedAt(directory: string): string | undefined {
  try {
    return statSync(join(directory, 'exit')).mtime.toISOString()
  } catch {
    return undefined
  }
}
