import type { Clock } from '@ml-actions/action'
import { isPassing } from '@ml-actions/kubernetes'

export interface Insistence {
  readonly clock: Clock
  /** How long to keep trying. */
  readonly patienceMs: number
  readonly everyMs: number
  /** Told of each failure that may pass. */
  readonly say: (message: string) => void
  readonly signal?: AbortSignal
}

/** Tries again while the cluster does not answer. Throws what does not pass, and what has not passed in time. */
export async function insist<T>(insistence: Insistence, work: () => Promise<T>): Promise<T> {
  const { clock, patienceMs, everyMs, say, signal } = insistence
  const deadline = clock.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || clock.now() > deadline) throw error
      say(error.message)
      await clock.sleep(everyMs, signal)
    }
  }
}
