/** Load on a service, and what became of each request. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One request of the client. */
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

/** Where and how much. `bodies` is a file with one request's body in each line; `log` is written. */
export interface LoadOptions {
  readonly url: string
  readonly host: string
  readonly rate: number
  readonly bodies: string
  readonly log: string
}

/** Starts the client in a process of its own. */
export function startLoad({ url, host, rate, bodies, log }: LoadOptions): Load {
  const script = join(import.meta.dirname, 'client.ts')
  const child = spawn(process.execPath, [script, url, host, String(rate), bodies, log], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  return {
    async stop() {
      child.stdin.end()
      await ended
      return (await readFile(log, 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line))
        .filter(isAsked)
    },
  }
}

function isAsked(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && 'at' in value && 'ms' in value
}

/** From and to, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

export function during(asked: readonly Asked[], { from, to }: Span): readonly Asked[] {
  return asked.filter(({ at }) => at >= from && at < to)
}

/** Those that were not answered as they should be: refused, cut, or with another status than 200. */
export function failed(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ status }) => status !== 200)
}

/** How often each status and error came. */
export function answers(asked: readonly Asked[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { status, error } of asked) {
    const key = String(status ?? error)
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

/** The time that this share of the requests did not exceed. */
export function percentile(asked: readonly Asked[], share: number): number {
  const sorted = asked.map(({ ms }) => ms).toSorted((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}
