import type { Clock, Log } from '@ml-actions/action'
import {
  type Cluster,
  FencedError,
  type GoodRelease,
  type HeldLease,
  isConflict,
  type ReleaseState,
  type ReleaseTarget,
  readRelease,
  type StoredRelease,
  withGoodRelease,
  writeRelease,
} from '@ml-actions/kubernetes'

/** Somebody else took over: this run must not write any more. */
export class SupersededError extends Error {}

/** The release state under our Lease. Every write carries its epoch. */
export interface Session {
  readonly target: ReleaseTarget
  readonly state: ReleaseState
  /** Of the Lease: every write carries it. */
  readonly epoch: number
  /** Aborts when the Lease was lost. */
  readonly lost: AbortSignal
  /** Writes what changed, and a line for the log of the canary. Throws SupersededError where somebody else wrote. */
  update(change: Partial<ReleaseState>, decision?: string, message?: string): Promise<void>
  /** Good releases with their objects, newest first. */
  readonly history: readonly GoodRelease[]
  /** Ends the release: the state is idle, with this stable release; one that was found good now joins the history. */
  settle(stable: ReleaseState['stable'], decision: string, message: string, good?: GoodRelease): Promise<void>
}

export function openSession(
  cluster: Cluster,
  target: ReleaseTarget,
  lease: HeldLease,
  stored: StoredRelease,
  log: Log,
  clock: Clock,
): Session {
  let current = stored
  const write = async (state: ReleaseState, history = current.history): Promise<void> => {
    if (lease.lost.aborted) throw new SupersededError('the lease was lost')
    const next = { ...state, epoch: lease.epoch }
    try {
      current = await writeRelease(cluster, target, next, current, history)
    } catch (error) {
      const found = isConflict(error) ? await readRelease(cluster, target) : undefined
      // Nobody else writes under our epoch: the answer to a write of our own was lost on the way.
      if (found?.state.epoch === lease.epoch) {
        current = await writeRelease(cluster, target, next, found, history)
        return
      }
      if (isConflict(error) || error instanceof FencedError)
        throw new SupersededError('the release state was written by somebody else', { cause: error })
      throw error
    }
  }
  const record = (weight: number, decision: string, message: string | undefined) => {
    log.debug(`state: ${decision} at ${weight} %`)
    return { at: new Date(clock.now()).toISOString(), weight, decision, ...(message === undefined ? {} : { message }) }
  }
  return {
    target,
    epoch: lease.epoch,
    get state() {
      return current.state
    },
    lost: lease.lost,
    get history() {
      return current.history
    },
    async update(change, decision, message) {
      const next = { ...current.state, ...change }
      const steps = decision === undefined ? next.steps : [...next.steps, record(next.weight, decision, message)]
      await write({ ...next, steps })
    },
    async settle(stable, decision, message, good) {
      const { canary: _canary, stable: _stable, startedAt: _startedAt, ...rest } = current.state
      const steps = [...rest.steps, record(0, decision, message)]
      const state = { ...rest, phase: 'idle' as const, weight: 0, steps, ...(stable === undefined ? {} : { stable }) }
      await write(state, good === undefined ? current.history : withGoodRelease(current.history, good))
    },
  }
}
