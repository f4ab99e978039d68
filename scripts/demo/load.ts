/** Load on a service, and what became of each request. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One request of the load client. */
export interface Asked {
  /** When it was due, in milliseconds since 1970. */
  readonly at: number
  readonly ms: number
  readonly status?: number
  readonly error?: string
  /** Which pod answered; empty where none did, or none that says so. */
  readonly pod?: string
  /** What was said where it was not 200. */
  readonly text?: string
}

export interface Load {
  /** Asks no more, waits for the open answers, and tells all that was asked. */
  stop(): Promise<readonly Asked[]>
}

/** Where and how much. */
export interface LoadOptions {
  readonly url: string
  /** The name that the service is asked by; the URL's where none is given. */
  readonly host?: string
  /** Requests a second, on average. */
  readonly rate: number
  /** A file with one request's body in each line; they are gone through round and round. */
  readonly bodies: string
  /** Is written. */
  readonly log: string
}

/** Starts the client in a process of its own. */
export function startLoad({ url, host = new URL(url).host, rate, bodies, log }: LoadOptions): Load {
  const script = join(import.meta.dirname, 'load-client.ts')
  const child = spawn(process.execPath, [script, url, host, String(rate), bodies, log], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  return {
    async stop() {
      child.stdin.end()
      await ended
      return readLoad(log)
    },
  }
}

/** What a client wrote. Throws where it never did: that is no load without failures. */
export async function readLoad(log: string): Promise<readonly Asked[]> {
  return (await readFile(log, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
    .filter(isAsked)
}

function isAsked(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && 'at' in value && 'ms' in value
}
