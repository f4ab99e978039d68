import { setTimeout as sleep } from 'node:timers/promises'
import type { Running } from '@ml-actions/container-engine'
import { type Checkpoint, findCheckpoints, newest } from './checkpoints/find.ts'

/** How a watched run came to its end, or was left to the post step. */
export type Outcome = { readonly kind: 'ended' } | { readonly kind: 'timed-out' } | { readonly kind: 'cancelled' }

export interface Watch {
  readonly cancelled: AbortSignal
  readonly maxDurationMs: number | undefined
}

/** Waits for the end of a run, for a cancellation, or for the end of its time, whichever comes first. */
export async function watch(running: Running, { cancelled, maxDurationMs }: Watch): Promise<Outcome> {
  const time = new AbortController()
  const timer =
    maxDurationMs === undefined || maxDurationMs > MAX_TIMER_MS
      ? undefined
      : setTimeout(() => time.abort(), maxDurationMs)
  try {
    await running.wait(AbortSignal.any([cancelled, time.signal]))
    return { kind: 'ended' }
  } catch (error) {
    if (cancelled.aborted) return { kind: 'cancelled' }
    if (time.signal.aborted) return { kind: 'timed-out' }
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Longer timers of Node fire at once; no job lasts 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1

const POLL_MS = 500
/** After its checkpoint is whole, a training may still leave in order. */
const LEAVE_MS = 5_000

/**
 * Waits until a run that was asked to end has ended or has written a new complete checkpoint, then ends it. The checkpoint
 * must be complete on two looks in a row.
 */
export async function awaitCheckpoint(
  running: Running,
  options: {
    readonly directories: readonly string[]
    readonly sinceMs: number
    readonly untilMs: number
  },
): Promise<Checkpoint | undefined> {
  let before: Checkpoint | undefined
  while (Date.now() < options.untilMs && (await running.inspect()).status === 'running') {
    const found = await newestSince(options.directories, options.sinceMs)
    if (found !== undefined && found.path === before?.path && found.completedAtMs === before.completedAtMs) {
      await running.wait(AbortSignal.timeout(LEAVE_MS)).catch(() => undefined)
      break
    }
    before = found
    await sleep(Math.max(1, Math.min(POLL_MS, options.untilMs - Date.now())))
  }
  if ((await running.inspect()).status === 'running') await running.stop('SIGKILL', 1)
  return newestSince(options.directories, options.sinceMs)
}

/** The newest complete checkpoint in any of these directories that was finished since a moment. */
export async function newestSince(directories: readonly string[], sinceMs: number): Promise<Checkpoint | undefined> {
  const found = await Promise.all([...new Set(directories)].map((directory) => findCheckpoints(directory)))
  const unique = new Map(found.flat().map((checkpoint) => [checkpoint.path, checkpoint]))
  // File times are cut to what the file system keeps.
  return newest([...unique.values()].filter(({ completedAtMs }) => completedAtMs >= sinceMs - 2))
}
