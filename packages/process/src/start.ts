import { type ChildProcess, spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { captureOutput } from './capture.ts'
import { endWithParent, killGroup } from './group.ts'
import { splitLines } from './lines.ts'

/** How a process ended: by itself, by a signal from elsewhere, at its time limit, or because the caller gave up. */
export type Ending = 'exited' | 'signalled' | 'timed-out' | 'aborted'

export interface ProcessResult {
  readonly ending: Ending
  /** `null` when a signal ended the process. With `signal` null as well it never ended: not even SIGKILL brought it away. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** More was printed than `maxOutputBytes`; the surplus was dropped. */
  readonly truncated: boolean
  readonly durationMs: number
}

export interface ProcessOptions {
  /** The whole environment of the child; nothing is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  readonly input?: string | Uint8Array | AsyncIterable<Uint8Array>
  readonly timeoutMs?: number
  /** Between SIGTERM and SIGKILL when the time is over or the caller aborts. Default 2,000 ms. */
  readonly graceMs?: number
  readonly signal?: AbortSignal
  /** Kept of each stream, from its start. Default 1 MiB. `onLine` sees everything. */
  readonly maxOutputBytes?: number
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void
}

export interface StartedProcess {
  readonly pid: number
  /** Sends a signal to the whole process group. */
  kill(signal: NodeJS.Signals): void
  readonly done: Promise<ProcessResult>
}

/** The program could not be started; `code` is the system's word (`ENOENT`: not found, `EACCES`: not executable). */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly command: string
  readonly code: string
  constructor(command: string, code: string) {
    super(`${command} could not be started: ${code}`)
    this.command = command
    this.code = code
  }
}

const DEFAULT_GRACE_MS = 2_000
const DEFAULT_MAX_OUTPUT_BYTES = 1024 * 1024
/** How long a grandchild may keep the pipes open after the process itself is gone. */
const PIPE_LINGER_MS = 300
/** A process in an uninterruptible call (a dead disk, a lost GPU) outlives SIGKILL; after this nobody waits for it. */
const UNKILLABLE_MS = 1_000

/**
 * Starts a program by its argument list, in a process group of its own. The group is ended at the time limit, on abort,
 * and when this process exits; output that a grandchild holds back is not waited for.
 * @throws StartError when the program does not exist or may not be executed.
 */
export async function start(
  command: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<StartedProcess> {
  const startedAt = performance.now()
  const child = spawn(command, [...args], {
    detached: true,
    env: definedOnly(options.env),
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  })
  const pid = await spawned(child, command)
  const forget = endWithParent(pid)
  const done = finish(child, pid, options, startedAt).finally(forget)
  return { pid, kill: (signal) => killGroup(pid, signal), done }
}

/** `start`, awaited to its end. */
export async function run(command: string, args: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  return (await start(command, args, options)).done
}

function spawned(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(command, error.code ?? error.message)))
    child.once('spawn', () => {
      if (child.pid !== undefined) resolve(child.pid)
    })
  })
}

async function finish(
  child: ChildProcess,
  pid: number,
  options: ProcessOptions,
  startedAt: number,
): Promise<ProcessResult> {
  const max = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES
  const captures = { stdout: captureOutput(max), stderr: captureOutput(max) }
  const ends = [read(child.stdout, 'stdout'), read(child.stderr, 'stderr')]
  function read(stream: Readable | null, name: 'stdout' | 'stderr'): Promise<void> {
    if (stream === null) return Promise.resolve()
    const lines = options.onLine === undefined ? undefined : splitLines((line) => options.onLine?.(line, name))
    stream.on('data', (chunk: Uint8Array) => {
      captures[name].push(chunk)
      lines?.push(chunk)
    })
    return new Promise((resolve) => stream.once('close', resolve)).then(() => lines?.end())
  }

  if (options.input !== undefined && child.stdin !== null) {
    // A child that stops reading its input decides its own exit code; the broken pipe says nothing more.
    pipeline(Readable.from(chunked(options.input)), child.stdin).catch(() => undefined)
  }

  let ending: Ending | undefined
  let kill: NodeJS.Timeout | undefined
  const unkillable = Promise.withResolvers<[null, null]>()
  const end = (why: Ending): void => {
    if (ending !== undefined) return
    ending = why
    killGroup(pid, 'SIGTERM')
    kill = setTimeout(() => {
      killGroup(pid, 'SIGKILL')
      kill = setTimeout(() => {
        // Nor does this process stay for it.
        child.unref()
        unkillable.resolve([null, null])
      }, UNKILLABLE_MS)
    }, options.graceMs ?? DEFAULT_GRACE_MS)
  }
  const limit = options.timeoutMs === undefined ? undefined : setTimeout(() => end('timed-out'), options.timeoutMs)
  const abort = (): void => end('aborted')
  if (options.signal?.aborted === true) abort()
  options.signal?.addEventListener('abort', abort, { once: true })

  const [exitCode, signal] = await Promise.race([exited(child), unkillable.promise])
  clearTimeout(limit)
  clearTimeout(kill)
  options.signal?.removeEventListener('abort', abort)
  await Promise.race([Promise.all(ends), timer(PIPE_LINGER_MS)])
  // What the process left behind in its group goes with it.
  killGroup(pid, 'SIGKILL')
  child.stdout?.destroy()
  child.stderr?.destroy()
  await Promise.all(ends)
  return {
    ending: ending ?? (signal === null ? 'exited' : 'signalled'),
    exitCode,
    signal,
    stdout: captures.stdout.text(),
    stderr: captures.stderr.text(),
    truncated: captures.stdout.truncated || captures.stderr.truncated,
    durationMs: performance.now() - startedAt,
  }
}

function exited(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve([child.exitCode, child.signalCode])
  }
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])))
}

function timer(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

function chunked(
  input: string | Uint8Array | AsyncIterable<Uint8Array>,
): Iterable<string | Uint8Array> | AsyncIterable<Uint8Array> {
  return typeof input === 'string' || input instanceof Uint8Array ? [input] : input
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
