import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { toText } from '../json.ts'
import { alive, type Holder, newHolder, readRecord, toHolder, withLock } from './lock.ts'

/** A place in a concurrency group. */
export interface Turn {
  /** Aborted when a newer run with `cancel-in-progress` wants the place. */
  readonly superseded: AbortSignal
  release(): Promise<void>
}

/** Why a place was not given: a newer one took it over while it waited, or the run was cancelled. */
export type NoTurn = 'superseded' | 'cancelled'

const POLL_MS = 100

/**
 * Waits for a place in a group that all runs of this machine share: one runs, one waits, and who comes later replaces the
 * one that waits. With `cancelInProgress` the running one is told to end.
 */
export async function takeTurn(
  directory: string,
  group: string,
  options: { readonly cancelInProgress: boolean; readonly signal: AbortSignal; readonly onWait?: () => void },
): Promise<Turn | NoTurn> {
  // Groups are compared without regard to case (github/docs, concurrency).
  const place = join(directory, createHash('sha256').update(group.toLowerCase()).digest('hex').slice(0, 32))
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const me = newHolder()
  let waiting = false
  for (;;) {
    const answer = await update(place, (state) => enter(state, me, options.cancelInProgress, waiting))
    if (answer === 'running') return turn(place, me)
    if (answer === 'superseded') return 'superseded'
    if (!waiting) options.onWait?.()
    waiting = true
    if (options.signal.aborted) {
      await update(place, (state) => leave(state, me))
      return 'cancelled'
    }
    await wait(POLL_MS)
  }
}

interface State {
  running?: Holder
  pending?: Holder
  /** Id of the running one that must end. */
  ending?: string
}

function enter(
  state: State,
  me: Holder,
  cancelInProgress: boolean,
  waiting: boolean,
): 'running' | 'waiting' | 'superseded' {
  if (!alive(state.running)) {
    delete state.running
    delete state.ending
    // Who waits comes before who has just come.
    const next = state.pending ?? me
    state.running = next
    if (state.pending !== undefined) delete state.pending
  }
  if (state.running?.id === me.id) return 'running'
  if (waiting && state.pending?.id !== me.id) return 'superseded'
  state.pending = me
  if (cancelInProgress && state.running !== undefined) state.ending = state.running.id
  return 'waiting'
}

function leave(state: State, me: Holder): void {
  if (state.running?.id === me.id) {
    delete state.running
    delete state.ending
  }
  if (state.pending?.id === me.id) delete state.pending
}

function turn(place: string, me: Holder): Turn {
  const superseded = new AbortController()
  const timer = setInterval(() => {
    if (readState(place).ending === me.id) superseded.abort()
  }, POLL_MS)
  timer.unref()
  return {
    superseded: superseded.signal,
    async release() {
      clearInterval(timer)
      await update(place, (state) => leave(state, me))
    },
  }
}

async function update<T>(place: string, change: (state: State) => T): Promise<T> {
  return withLock(place, () => {
    const state = readState(place)
    const result = change(state)
    const draft = join(place, `state.${randomUUID()}`)
    writeFileSync(draft, JSON.stringify(state))
    renameSync(draft, join(place, 'state.json'))
    return result
  })
}

function readState(place: string): State {
  const raw = readRecord(join(place, 'state.json'))
  const running = toHolder(raw?.['running'])
  const pending = toHolder(raw?.['pending'])
  const ending = raw?.['ending']
  return {
    ...(running === undefined ? {} : { running }),
    ...(pending === undefined || !alive(pending) ? {} : { pending }),
    ...(ending === undefined ? {} : { ending: toText(ending) }),
  }
}
