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
const LOGS = 'exec "$2" logs --follow --since=0 "$3" >"$1" 2>&1'
/** What a client says last when its engine goes, among the output. */
const CLIENT_WORDS = /[^\n]*(?:Cannot connect to|error from daemon|error during connect|unexpected EOF)[^\n]*\n?$/
const LAST_BYTES = 1_024
/** Says how it ended with both exit codes: Podman ends with 0 also where its output could not be written. */
const SAVE = '{ { "$2" logs --since=0 "$3" 2>&1; echo $? >&3; } | { cat >"$1"; echo $? >&3; }; } 3>&1'
const RECONNECT_MS = 1_000
const FOREVER_MS = 2 ** 31 - 1
/** An engine that is restarted is back by then; one that is upgraded is not, and the machine is in other hands. */
const PATIENCE_MS = 2 * 60_000
const NO_SUCH = /no such (?:container|object)/i
const NOT_RUNNING = /is not running|no such container|can only kill running containers|container state improper/i

type Exited = Extract<RunState, { readonly status: 'exited' }>

function isAway(error: unknown): boolean {
  return error instanceof EngineError && error.reason === 'engine-unavailable'
}

/** A container as a run. */
export function containerRunning(container: Container): Running {
  const { client, id, directory, isolation, image } = container
  let seenRunning = false
  let wasAway = false
  let name = ''
  let known: Exited | undefined

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
        if (away && seenRunning && state.status !== 'running') wasAway = true
        seenRunning ||= state.status === 'running'
        if (state.status !== 'exited') return state
        known ??= await judged(state)
        return known
      } catch (error) {
        if (!isAway(error) || performance.now() - asked > PATIENCE_MS) throw error
        await sleep(RECONNECT_MS, undefined, signal === undefined ? {} : { signal })
      }
    }
  }

  /** What the exit code alone does not tell. Memory: the engine may have missed it; the kernel has not. */
  async function judged(state: Exited): Promise<Exited> {
    const forMemory =
      state.exitCode !== 0 && (state.oomKilled || (await endedForMemory(memoryNote(directory, name), id, client.env)))
    return { ...state, oomKilled: forMemory, ...((await wasInterrupted(state)) ? { interrupted: true } : {}) }
  }

  async function wasInterrupted(state: Exited): Promise<boolean> {
    return wasAway || (await client.dialect.wasInterrupted(client.ask, id, state).catch(() => true))
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
    const lines = outputLines(onLine)
    let delivered = 0
    try {
      for (;;) {
        const { status } = await inspect(stop)
        delivered = await followOnce((chunk) => lines.push(chunk), delivered, stop)
        // What ended before this connection was made was read to its end.
        if (stop?.aborted === true || status !== 'running' || (await inspect(stop)).status !== 'running') return
        await sleep(RECONNECT_MS)
      }
    } catch (error) {
      // Whoever waits for the end of the run hears of it.
      if (!isAway(error) && stop?.aborted !== true) throw error
    } finally {
      lines.end()
    }
  }

  /** Hands over the output from its beginning but for what was delivered before; returns how much that is now. */
  async function followOnce(push: (chunk: Uint8Array) => void, delivered: number, stop?: AbortSignal): Promise<number> {
    const file = join(directory, `${id.slice(0, 12)}.${process.pid}.log`)
    let read = 0
    try {
      const connection = run('sh', ['-c', LOGS, 'logs', file, client.dialect.name, id], {
        env: client.env,
        timeoutMs: FOREVER_MS,
        ...(stop === undefined ? {} : { signal: stop }),
      })
      let last = Buffer.alloc(0)
      await followFile(
        file,
        (chunk) => {
          const skipped = Math.min(chunk.length, Math.max(0, delivered - read))
          read += chunk.length
          last = Buffer.concat([last, chunk]).subarray(-LAST_BYTES)
          if (skipped < chunk.length) push(chunk.subarray(skipped))
        },
        connection,
        stop,
      )
      return Math.max(delivered, read - Buffer.byteLength(CLIENT_WORDS.exec(last.toString())?.[0] ?? ''))
    } finally {
      await rm(file, { force: true })
    }
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
