import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '@ml-actions/process'
import type { Isolation, OutputLine, ResolvedImage, Running, RunSpec, RunState } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { followFile } from '../follow-file.ts'
import { outputLines } from '../output-lines.ts'
import { readContainer } from './answers.ts'
import type { ContainerClient } from './client.ts'
import { endedForMemory, memoryNote } from './memory.ts'

/** A container with what is known of it. */
export interface Container {
  readonly client: ContainerClient
  readonly directory: string
  readonly id: string
  readonly signalTo: RunSpec['signalTo']
  readonly isolation: Isolation
  readonly image: ResolvedImage | undefined
}

/** Both streams into one file, in the order in which they come. */
const LOGS = 'exec "$2" logs "$3" "$4" "$5" >>"$1" 2>&1'
/** Says how it ended with both exit codes: Podman ends with 0 also where its output could not be written. */
const SAVE = '{ { "$2" logs --since=0 "$3" 2>&1; echo $? >&3; } | { cat >"$1"; echo $? >&3; }; } 3>&1'
const RECONNECT_MS = 1_000
const FOREVER_MS = 2 ** 31 - 1
/** An engine that is restarted is back by then; one that is upgraded is not, and the machine is in other hands. */
const PATIENCE_MS = 2 * 60_000
const NO_SUCH = /no such (?:container|object)/i
const NOT_RUNNING = /is not running|no such container|can only kill running containers|container state improper/i

type Exited = Extract<RunState, { readonly status: 'exited' }>

/** A container as a run. */
export function containerRunning(container: Container): Running {
  const { client, id, directory, isolation, image } = container
  let seenRunning = false
  let unseen = false
  let name = ''
  let ended: boolean | undefined

  async function look(): Promise<RunState> {
    const result = await client.call(['inspect', '--type', 'container', id])
    const container = result.exitCode === 0 ? readContainer(result.stdout) : undefined
    name = container?.name ?? name
    if (result.exitCode === 0) return container?.state ?? { status: 'gone' }
    if (NO_SUCH.test(result.stderr)) return { status: 'gone' }
    throw client.explain(result.stderr, result.exitCode)
  }

  /** Waits for an engine that is being restarted, and remembers whether the run ended meanwhile. */
  async function inspect(signal?: AbortSignal): Promise<RunState> {
    const asked = performance.now()
    for (let away = false; ; away = true) {
      try {
        const state = await look()
        if (away && seenRunning && state.status !== 'running') unseen = true
        seenRunning ||= state.status === 'running'
        return state.status === 'exited' ? { ...(await withMemory(state)), ...(unseen ? { unseen } : {}) } : state
      } catch (error) {
        const isAway = error instanceof EngineError && error.reason === 'engine-unavailable'
        if (!isAway || performance.now() - asked > PATIENCE_MS) throw error
        await sleep(RECONNECT_MS, undefined, signal === undefined ? {} : { signal })
      }
    }
  }

  /** The engine may have missed why a run ended; the kernel has not. */
  async function withMemory(state: Exited): Promise<Exited> {
    if (state.exitCode === 0 || state.oomKilled) return state
    ended ??= await endedForMemory(memoryNote(directory, name), id, client.env)
    return { ...state, oomKilled: ended }
  }

  async function wait(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted()
      if ((await inspect(signal)).status !== 'running') return
      // Ends when the container does; or early with the engine, and then it is asked again.
      await client.call(['wait', id], { timeoutMs: FOREVER_MS, signal })
      signal?.throwIfAborted()
      if ((await inspect(signal)).status !== 'running') return
      await sleep(RECONNECT_MS, undefined, signal === undefined ? {} : { signal })
    }
  }

  async function kill(name: NodeJS.Signals): Promise<void> {
    const result = await client.call(['kill', '--signal', name, id])
    if (result.exitCode !== 0 && !NOT_RUNNING.test(result.stderr)) {
      throw client.explain(result.stderr, result.exitCode)
    }
  }

  async function signal(name: NodeJS.Signals): Promise<void> {
    if (container.signalTo === 'all' && client.dialect.signalsAll === 'exec' && name !== 'SIGKILL') {
      // A command for all of whose processes a signal is meant runs in a shell, so there is one.
      const result = await client.call(['exec', id, 'sh', '-c', `kill -${name.replace(/^SIG/, '')} -1`])
      if (result.exitCode === 0 || NOT_RUNNING.test(result.stderr)) return
    }
    await kill(name)
  }

  async function follow(onLine: (line: OutputLine) => void, stop?: AbortSignal): Promise<void> {
    const file = join(directory, `${id.slice(0, 12)}.${process.pid}.log`)
    const lines = outputLines(onLine)
    const stream = async (): Promise<void> => {
      let since = '0'
      for (;;) {
        await logs(['--follow', `--since=${since}`], file, stop)
        const connectedUntil = (Date.now() / 1_000).toFixed(3)
        if (stop?.aborted === true || (await inspect(stop)).status !== 'running') return
        since = connectedUntil
        await sleep(RECONNECT_MS)
      }
    }
    try {
      await followFile(file, (chunk) => lines.push(chunk), stream(), stop)
    } finally {
      lines.end()
      await rm(file, { force: true })
    }
  }

  async function logs(options: readonly [string, string], file: string, stop?: AbortSignal): Promise<void> {
    await run('sh', ['-c', LOGS, 'logs', file, client.dialect.name, ...options, id], {
      env: client.env,
      timeoutMs: FOREVER_MS,
      ...(stop === undefined ? {} : { signal: stop }),
    })
  }

  return {
    id,
    isolation,
    image,
    inspect: () => inspect(),
    wait,
    follow,
    signal,
    async stop(name, graceMs) {
      await signal(name)
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
      try {
        await rm(part, { force: true })
        const saved = await run('sh', ['-c', SAVE, 'logs', part, client.dialect.name, id], {
          env: client.env,
          timeoutMs: FOREVER_MS,
        })
        if (saved.stdout !== '0\n0\n') {
          throw new EngineError('engine-failed', `The output could not be copied to ${file}. ${saved.stderr.trim()}`)
        }
        await rename(part, file)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
    },
    async remove() {
      if (name === '') await look()
      const result = await client.call(['rm', '--force', '--volumes', ...client.dialect.removal, id])
      if (result.exitCode !== 0 && !NO_SUCH.test(result.stderr)) {
        throw client.explain(result.stderr, result.exitCode)
      }
      if (name !== '') await rm(memoryNote(directory, name).directory, { recursive: true, force: true })
    },
  }
}
