import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './within.ts'

/** What an action may wait for in vain: a server that takes connections and never answers, and tools that never end. */
export interface Hanging {
  /** `127.0.0.1:PORT` of the server. */
  readonly host: string
  /** A directory of executables with the names asked for, to be put on PATH. It stands in each one's command line. */
  readonly tools: string
  /** Resolves when somebody has connected, or a tool has been started. */
  readonly awaited: Promise<void>
  stop(): Promise<void>
}

export async function startHanging(toolNames: readonly string[] = []): Promise<Hanging> {
  const tools = await mkdtemp(join(tmpdir(), 'hanging-tools-'))
  for (const name of toolNames) {
    await writeFile(join(tools, name), '#!/bin/sh\n: > "$0.started"\nwhile :; do sleep 0.2; done\n')
    await chmod(join(tools, name), 0o755)
  }
  const sockets = new Set<{ destroy(): unknown }>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // The one that gives up resets the connection.
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  let stopped = false
  const toolStarted = async () => (await readdir(tools)).some((name) => name.endsWith('.started'))
  return {
    host: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    tools,
    awaited: until(async () => stopped || sockets.size > 0 || (await toolStarted())),
    async stop() {
      stopped = true
      for (const socket of sockets) socket.destroy()
      server.close()
      await rm(tools, { recursive: true, force: true })
    },
  }
}

export interface Found {
  readonly pid: number
  readonly environment: string
}

/** The processes whose command line or environment holds a text (Linux, `proc(5)`). */
export async function processesWith(text: string): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const read = async (name: string): Promise<string> => {
      try {
        return await readFile(`/proc/${entry}/${name}`, 'utf8')
      } catch {
        // It has ended since, or belongs to somebody else.
        return ''
      }
    }
    const environment = await read('environ')
    if (environment.includes(text) || (await read('cmdline')).includes(text)) {
      found.push({ pid: Number(entry), environment })
    }
  }
  return found
}

/** Kills a process; one that has ended since it was found is no error. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // ESRCH
  }
}
