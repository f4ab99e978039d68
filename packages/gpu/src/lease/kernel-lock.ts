import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Locks of the kernel (`flock(2)`) on open files. Node can't take them, a child that inherits the open file can: the lock
 * belongs to the open file, stays when the child is gone, and is released by the kernel when the last process that has it
 * open ends. It is seen across containers and pid namespaces.
 */
export interface KernelLock {
  /** Waits for an exclusive lock on an open file. */
  exclusive(fd: number, timeoutMs: number, signal?: AbortSignal): Promise<'locked' | 'busy'>
  /** Waits until nobody holds an exclusive lock on an open file. */
  shared(fd: number, timeoutMs: number, signal?: AbortSignal): Promise<'locked' | 'busy'>
  /** Takes exclusive locks on files that nobody else knows yet. */
  takeAll(fds: readonly number[]): Promise<void>
  /** For each open file whether another one holds an exclusive lock. */
  areHeld(fds: readonly number[]): Promise<readonly boolean[]>
}

const PROBE_LIMIT_MS = 20_000
/** util-linux and busybox; for each inherited file a digit. */
const FLOCK_EACH = 'for fd; do if flock MODE -n "$fd" 2>/dev/null; then printf 0; else printf 1; fi; done'
const PYTHON = `
import fcntl, sys
mode = fcntl.LOCK_EX if sys.argv[1] == "-x" else fcntl.LOCK_SH
if sys.argv[2] == "wait":
    fcntl.flock(3, mode)
else:
    for fd in sys.argv[3:]:
        try:
            fcntl.flock(int(fd), mode | fcntl.LOCK_NB)
            sys.stdout.write("0")
        except OSError:
            sys.stdout.write("1")
`

/** The lock by `flock` where it is installed, else by `python3`; `undefined` where neither is. */
export async function openKernelLock(env: Environment): Promise<KernelLock | undefined> {
  if (await isOnPath('flock', env)) {
    return kernelLock(env, {
      wait: (mode) => ['flock', [mode, '3']],
      each: (mode, fds) => ['sh', ['-c', FLOCK_EACH.replace('MODE', mode), 'flock', ...fds]],
    })
  }
  if (await isOnPath('python3', env)) {
    return kernelLock(env, {
      wait: (mode) => ['python3', ['-c', PYTHON, mode, 'wait']],
      each: (mode, fds) => ['python3', ['-c', PYTHON, mode, 'try', ...fds]],
    })
  }
  return undefined
}

type Mode = '-x' | '-s'
type Command = readonly [program: string, args: readonly string[]]
interface Commands {
  wait(mode: Mode): Command
  each(mode: Mode, fds: readonly string[]): Command
}

function kernelLock(env: Environment, commands: Commands): KernelLock {
  const wait = async (mode: Mode, fd: number, timeoutMs: number, signal?: AbortSignal): Promise<'locked' | 'busy'> => {
    const { code } = await call(commands.wait(mode), [fd], env, timeoutMs, signal)
    signal?.throwIfAborted()
    return code === 0 ? 'locked' : 'busy'
  }
  const each = async (mode: Mode, fds: readonly number[]): Promise<readonly boolean[]> => {
    if (fds.length === 0) return []
    const command = commands.each(
      mode,
      fds.map((_, at) => String(at + 3)),
    )
    const { stdout } = await call(command, fds, env, PROBE_LIMIT_MS)
    // An answer that is cut short says nothing: what is not known to be free is held.
    return fds.map((_, at) => stdout[at] !== '0')
  }
  return {
    exclusive: (fd, timeoutMs, signal) => wait('-x', fd, timeoutMs, signal),
    shared: (fd, timeoutMs, signal) => wait('-s', fd, timeoutMs, signal),
    areHeld: (fds) => each('-s', fds),
    async takeAll(fds) {
      if ((await each('-x', fds)).includes(true)) throw new Error('a new file could not be locked')
    },
  }
}

function call(
  [program, args]: Command,
  fds: readonly number[],
  env: Environment,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<{ readonly code: number | null; readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { env: { ...env }, stdio: ['ignore', 'pipe', 'ignore', ...fds] })
    let stdout = ''
    const kill = (): void => void child.kill('SIGKILL')
    const limit = setTimeout(kill, timeoutMs)
    signal?.addEventListener('abort', kill, { once: true })
    if (signal?.aborted === true) kill()
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(limit)
      signal?.removeEventListener('abort', kill)
      resolve({ code, stdout })
    })
  })
}

async function isOnPath(program: string, env: Environment): Promise<boolean> {
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter((each) => each !== '')) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return true
  }
  return false
}
