import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { splitLines } from '@ml-actions/process'
import { killTree, signalProcess } from './kill.ts'

/** A program to run as a step. */
export interface Execution {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly onLine: (line: string) => void
  /** Aborted: SIGINT, after 7.5 s SIGTERM, after 2.5 s more the whole tree is killed. */
  readonly stop: AbortSignal
}

/** How it ended. `stopped` when it was asked to, whatever it returned. */
export type Ended =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'stopped' }

/** After SIGINT and SIGTERM, as in actions/runner, `ProcessInvoker.cs`. */
const INTERRUPT_GRACE_MS = 7_500
const TERMINATE_GRACE_MS = 2_500
/** How long output is waited for that a background process holds open after the step's own has ended. */
const STREAM_LINGER_MS = 5_000

const running = new Set<number>()

/** Kills every process that `execute` has running; for a runner that has lost its parent. */
export function killRunning(): void {
  for (const pid of running) killTree(pid)
}

/**
 * Runs a program in a process group of its own, stdin closed, stdout and stderr line by line. As the runner does, signals
 * go to the program alone: what it started is its own to stop, until the tree is killed.
 * Rejects when the program can't be started.
 */
export async function execute(execution: Execution): Promise<Ended> {
  const child = spawn(execution.file, [...execution.args], {
    cwd: execution.cwd,
    env: { ...execution.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const pid = await started(child)
  running.add(pid)
  const drained = Promise.all([read(child.stdout, execution.onLine), read(child.stderr, execution.onLine)])
  const timers: NodeJS.Timeout[] = []
  const stop = (): void => {
    signalProcess(pid, 'SIGINT')
    timers.push(
      setTimeout(() => signalProcess(pid, 'SIGTERM'), INTERRUPT_GRACE_MS),
      setTimeout(() => killTree(pid), INTERRUPT_GRACE_MS + TERMINATE_GRACE_MS),
    )
  }
  if (execution.stop.aborted) stop()
  else execution.stop.addEventListener('abort', stop, { once: true })
  const ended = await exited(child)
  for (const timer of timers) clearTimeout(timer)
  running.delete(pid)
  execution.stop.removeEventListener('abort', stop)
  await Promise.race([drained, linger()])
  return execution.stop.aborted ? { kind: 'stopped' } : ended
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => {
      if (child.pid !== undefined) resolve(child.pid)
    })
  })
}

function exited(child: ChildProcess): Promise<Ended> {
  const ended = (code: number | null, signal: NodeJS.Signals | null): Ended =>
    code === null ? { kind: 'signalled', signal: signal ?? 'unknown' } : { kind: 'exited', code }
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve(ended(child.exitCode, child.signalCode))
  }
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(ended(code, signal))))
}

function read(stream: Readable | null, onLine: (line: string) => void): Promise<void> {
  if (stream === null) return Promise.resolve()
  const lines = splitLines(onLine)
  stream.on('data', (chunk: Uint8Array) => lines.push(chunk))
  return new Promise((resolve) =>
    stream.once('close', () => {
      lines.end()
      resolve()
    }),
  )
}

function linger(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, STREAM_LINGER_MS).unref())
}
