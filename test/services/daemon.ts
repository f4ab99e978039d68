/**
 * Programs that outlive the command that starts them: each has its own session, log and pid file, and is only ever ended
 * when the process with that pid is still the one that was started.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { within } from '../support/within.ts'
import { ServiceError } from './service.ts'

/** In the environment of every daemon, and so of everything that it starts. */
export const MARK = 'ML_ACTIONS_SERVICE'

/** Most are Go programs: memory is there, and the processor is what everything here waits for. */
const COLLECT_LATE = { GOGC: '400' }

export interface Daemon {
  /** The service's state folder: NAME.log and NAME.pid lie there. */
  readonly state: string
  readonly name: string
}

export interface Start {
  readonly argv: readonly [command: string, ...args: string[]]
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** Configuration files that it reads once: when they are others than at its start, it is started anew. */
  readonly reads?: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

const logOf = ({ state, name }: Daemon): string => join(state, `${name}.log`)
const pidFile = ({ state, name }: Daemon): string => join(state, `${name}.pid`)

/** Starts it where it does not run yet as it is wanted now. */
export async function start(daemon: Daemon, wanted: Start): Promise<void> {
  const {
    argv: [command, ...args],
    env,
    reads = [],
    ...rest
  } = wanted
  const texts = await Promise.all(reads.map((file) => readFile(file, 'utf8')))
  const form = createHash('sha256')
    .update(JSON.stringify([wanted, texts]))
    .digest('hex')
    .slice(0, 16)
  if (await isAlive(daemon)) {
    if ((await noted(daemon))[2] === form) return
    await end(daemon)
  }
  mkdirSync(daemon.state, { recursive: true })
  const log = openSync(logOf(daemon), 'a')
  try {
    const child = spawn(command, args, {
      ...rest,
      env: { ...process.env, ...COLLECT_LATE, ...env, [MARK]: daemon.state },
      detached: true,
      stdio: ['ignore', log, log],
    })
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', (error) => reject(new ServiceError(`${daemon.name} could not be started: ${error.message}`)))
      child.once('spawn', () => resolve(child.pid ?? 0))
    })
    child.unref()
    await writeFile(pidFile(daemon), `${pid} ${startOf(pid) ?? ''} ${form}\n`)
  } finally {
    closeSync(log)
  }
}

export async function isAlive(daemon: Daemon): Promise<boolean> {
  return (await pidOf(daemon)) !== undefined
}

/** The pid of the daemon, when the process with this pid is still the one that was started. */
async function pidOf(daemon: Daemon): Promise<number | undefined> {
  const [pid = '', since = ''] = await noted(daemon)
  return pid !== '' && since !== '' && startOf(Number(pid)) === since ? Number(pid) : undefined
}

/** What the pid file says: the pid, when that process began, and the form in which it was started. */
async function noted(daemon: Daemon): Promise<string[]> {
  return (await readFile(pidFile(daemon), 'utf8').catch(() => '')).trim().split(' ')
}

/** When a process began, in the kernel's ticks since boot; undefined for one that is gone or only waits to be reaped. */
export function startOf(pid: number): string | undefined {
  try {
    // Field 2, the name, may hold spaces and parentheses.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

/** Ends a daemon: SIGTERM, and SIGKILL for its whole process group when that did not do. */
export async function end(daemon: Daemon, { graceMs = 10_000 }: { readonly graceMs?: number } = {}): Promise<void> {
  const pid = await pidOf(daemon)
  if (pid !== undefined) {
    signal(pid, 'SIGTERM')
    if (!(await within(graceMs, async () => (await pidOf(daemon)) === undefined))) {
      signal(-pid, 'SIGKILL')
      if (!(await within(10_000, async () => (await pidOf(daemon)) === undefined)))
        throw new ServiceError(`${daemon.name} (pid ${pid}) outlives SIGKILL.`)
    }
  }
  await rm(pidFile(daemon), { force: true })
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It was faster.
  }
}

/** Waits until a daemon answers. Throws the end of its log when it died or the time is over. */
export async function answers(
  daemon: Daemon,
  ask: () => Promise<boolean>,
  { limitMs = 60_000, fix }: { readonly limitMs?: number; readonly fix?: string } = {},
): Promise<void> {
  let died = false
  const settled = await within(limitMs, async () => {
    if (await ask().catch(() => false)) return true
    died = !(await isAlive(daemon))
    return died
  })
  if (settled && !died) return
  const what = died ? 'ended while starting' : `did not answer within ${limitMs / 1000} s`
  throw new ServiceError(`${daemon.name} ${what}. The end of ${logOf(daemon)}:`, {
    log: await logEnd(daemon),
    fix: fix ?? `\`npm run services -- down\` clears what is left; then try again.`,
  })
}

/** The last lines of a daemon's log. */
async function logEnd(daemon: Daemon, lines = 30): Promise<string> {
  const text = await readFile(logOf(daemon), 'utf8').catch(() => '(no log)')
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}

/** Whether an address answers with this status (or any below 500). */
export async function answersHttp(url: string, status?: number): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
  await answer.body?.cancel()
  return status === undefined ? answer.status < 500 : answer.status === status
}
