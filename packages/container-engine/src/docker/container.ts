import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '@ml-actions/process'
import type { Isolation, OutputLine, ResolvedImage, Running, RunState } from '../engine.ts'
import { followFile } from '../follow-file.ts'
import { outputLines } from '../output-lines.ts'
import { readContainer } from './answers.ts'
import { type DockerClient, explain } from './client.ts'

/** A container with what is known of it. */
export interface Container {
  readonly client: DockerClient
  readonly directory: string
  readonly id: string
  readonly isolation: Isolation
  readonly image: ResolvedImage | undefined
}

/** Both streams into one file, in the order in which they come. */
const LOGS = 'exec docker logs "$2" "$3" "$4" >>"$1" 2>&1'
const RECONNECT_MS = 1_000
const FOREVER_MS = 2 ** 31 - 1

/** A container as a run. */
export function dockerRunning(container: Container): Running {
  const { client, id, directory, isolation, image } = container

  async function inspect(): Promise<RunState> {
    const result = await client.call(['inspect', '--type', 'container', id])
    if (result.exitCode === 0) return readContainer(result.stdout)?.state ?? { status: 'gone' }
    if (/no such (container|object)/i.test(result.stderr)) return { status: 'gone' }
    throw explain(result.stderr, result.exitCode)
  }

  async function wait(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted()
      if ((await inspect()).status !== 'running') return
      // Ends when the container does; or early with the daemon, and then it is asked again.
      await client.call(['wait', id], { timeoutMs: FOREVER_MS, signal })
      signal?.throwIfAborted()
      if ((await inspect()).status !== 'running') return
      await sleep(RECONNECT_MS, undefined, signal === undefined ? {} : { signal })
    }
  }

  async function kill(name: NodeJS.Signals): Promise<void> {
    const result = await client.call(['kill', '--signal', name, id])
    if (result.exitCode !== 0 && !/is not running|no such container/i.test(result.stderr)) {
      throw explain(result.stderr, result.exitCode)
    }
  }

  async function follow(onLine: (line: OutputLine) => void, signal?: AbortSignal): Promise<void> {
    const file = join(directory, `${id.slice(0, 12)}.${process.pid}.log`)
    const lines = outputLines(onLine)
    const stream = async (): Promise<void> => {
      let since = '0'
      for (;;) {
        const connectedUntil = await shell(['--follow', `--since=${since}`], file, signal)
        if (signal?.aborted === true || (await inspect()).status !== 'running') return
        since = connectedUntil
        await sleep(RECONNECT_MS)
      }
    }
    try {
      await followFile(file, (chunk) => lines.push(chunk), stream(), signal)
    } finally {
      lines.end()
      await rm(file, { force: true })
    }
  }

  /** Returns when the connection ended, as `docker logs --since` reads it. */
  async function shell(options: readonly [string, string], file: string, signal?: AbortSignal): Promise<string> {
    await run('sh', ['-c', LOGS, 'docker-logs', file, ...options, id], {
      env: client.env,
      timeoutMs: FOREVER_MS,
      ...(signal === undefined ? {} : { signal }),
    })
    return (Date.now() / 1_000).toFixed(3)
  }

  return {
    id,
    isolation,
    image,
    inspect,
    wait,
    follow,
    signal: kill,
    async stop(name, graceMs) {
      await kill(name)
      const limit = AbortSignal.timeout(Math.max(1, graceMs))
      try {
        await wait(limit)
      } catch (error) {
        if (!limit.aborted) throw error
        await kill('SIGKILL')
        await wait()
      }
    },
    async saveLog(file) {
      const part = `${file}.part`
      await rm(part, { force: true })
      await shell(['--since=0', '--details=false'], part)
      await rename(part, file)
    },
    async remove() {
      const result = await client.call(['rm', '--force', '--volumes', id])
      if (result.exitCode !== 0 && !/no such container/i.test(result.stderr)) {
        throw explain(result.stderr, result.exitCode)
      }
    },
  }
}
