import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartError, type StartedProcess, start } from '@ml-actions/process'
import { ConnectionError } from '../errors.ts'
import type { Connection } from './connection.ts'

/** Exec plugins of the clouds fetch a token over the network before the proxy listens. */
const START_LIMIT_MS = 30_000
const POLL_MS = 50

interface Options {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ends the start. A proxy that listens lives until `close`: a cancelled run still has to give its Lease back. */
  readonly signal?: AbortSignal
}

/**
 * A connection through `kubectl proxy` on a unix socket in a folder that only this user can enter: kubectl runs the
 * kubeconfig's exec plugin and renews its tokens. `close` ends it and removes what was written. Throws `ConnectionError`.
 */
export async function startKubectlProxy(kubeconfig: string, context: string, options: Options): Promise<Connection> {
  const folder = await mkdtemp(join(tmpdir(), 'kubectl-proxy-'))
  const socketPath = join(folder, 'socket')
  // The runner empties its own folder even after a kill; the socket's path must be short.
  const credentials = await mkdtemp(join(options.env['RUNNER_TEMP'] || tmpdir(), 'kubeconfig-'))
  const file = join(credentials, 'config')
  const remove = async (): Promise<void> => {
    for (const path of [folder, credentials]) await rm(path, { recursive: true, force: true })
  }
  try {
    await writeFile(file, kubeconfig, { mode: 0o600 })
    const lines: string[] = []
    const child = await startKubectl(file, context, socketPath, options.env, lines)
    try {
      await listening(child, socketPath, lines, options.signal)
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
    return {
      server: new URL('http://localhost'),
      socketPath,
      name: context,
      secrets: [],
      close: async () => {
        child.kill('SIGTERM')
        await child.done.catch(() => undefined)
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function startKubectl(
  file: string,
  context: string,
  socketPath: string,
  env: Options['env'],
  lines: string[],
): Promise<StartedProcess> {
  const args = ['proxy', `--kubeconfig=${file}`, `--context=${context}`, `--unix-socket=${socketPath}`]
  try {
    return await start('kubectl', args, { env, onLine: (line) => lines.push(line) })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    throw new ConnectionError(
      `Context ${context} logs in with an exec plugin, which needs kubectl on PATH (${error.code}). Install kubectl, or give a kubeconfig with a token.`,
      { cause: error },
    )
  }
}

async function listening(
  child: StartedProcess,
  socketPath: string,
  lines: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  let ended = false
  void child.done.finally(() => {
    ended = true
  })
  const until = performance.now() + START_LIMIT_MS
  while (!ended && performance.now() < until) {
    if (await accepts(socketPath)) return
    await delay(POLL_MS, undefined, signal === undefined ? {} : { signal })
  }
  throw new ConnectionError(`kubectl proxy did not start: ${lines.slice(-3).join(' ') || 'no output within 30 s'}`)
}

function accepts(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    const settle = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', settle(true))
    socket.once('error', settle(false))
  })
}
