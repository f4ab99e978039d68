import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { ContainerLog } from './log.ts'
import type { Reaper } from './reaper.ts'

/** How a container ended. */
export interface Exit {
  readonly exitCode: number
  readonly signal?: number
}

/** A container's process, in a group of its own. */
export interface ContainerProcess {
  readonly exited: Promise<Exit>
  signal(signal: 'SIGTERM' | 'SIGKILL'): void
}

/** How to start a process. */
export interface Launch {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Record<string, string>
  readonly log: ContainerLog
}

/** How long output may trail behind the end of its process: a grandchild can hold the pipe for ever. */
const DRAIN_MS = 200

/** Starts a process; rejects when the system can't start it. */
export function startProcess({ argv, cwd, env, log }: Launch, reaper: Reaper): Promise<ContainerProcess> {
  const [command = '', ...args] = argv
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const group = child.pid
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.write(chunk))
  const kill = (signal: NodeJS.Signals): void => {
    try {
      if (group !== undefined) process.kill(-group, signal)
    } catch {
      // The group has ended already.
    }
  }
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      kill('SIGKILL')
      if (group !== undefined) reaper.drop(group)
      const number = signal === null ? undefined : constants.signals[signal]
      const exit = number === undefined ? { exitCode: code ?? 0 } : { exitCode: 128 + number, signal: number }
      const finish = (): void => {
        clearTimeout(timer)
        log.close()
        resolve(exit)
      }
      const timer = setTimeout(finish, DRAIN_MS)
      child.once('close', finish)
    })
  })
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      log.close()
      reject(error)
    })
    child.once('spawn', () => {
      if (group !== undefined) reaper.add(group)
      resolve({ exited, signal: kill })
    })
  })
}
