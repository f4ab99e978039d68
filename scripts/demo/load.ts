import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One request of the load client. */
export interface Asked {
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number
  readonly ms: number
  readonly status?: number
  readonly error?: string
  readonly pod?: string
}

export interface Load {
  readonly log: string
  /** Stops asking, waits for the open answers. */
  stop(): Promise<void>
}

/** Starts a client in a process of its own that asks `rate` times a second, round and round through the bodies of `images`. */
export function startLoad(options: {
  readonly url: string
  readonly rate: number
  readonly images: string
  readonly log: string
}): Load {
  const { url, rate, images, log } = options
  const script = join(import.meta.dirname, 'load-client.ts')
  const child = spawn(process.execPath, [script, url, String(rate), images, log], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  return {
    log,
    async stop() {
      child.stdin.end()
      await ended
    },
  }
}

export async function readLoad(log: string): Promise<readonly Asked[]> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
    .filter(isAsked)
}

function isAsked(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && 'at' in value && 'ms' in value
}
