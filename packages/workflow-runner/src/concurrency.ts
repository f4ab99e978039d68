import { createHash, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isRecord, type JsonRecord, parseJson, toText } from './json.ts'
import { startOf } from './processes/find.ts'

/** A place in a concurrency group. */
export interface Turn {
  /** Aborted when a newer run with `cancel-in-progress` wants the place. */
  readonly superseded: AbortSignal
  release(): Promise<void>
}

/** Why a place was not given: a newer one took it over while it waited, or the run was cancelled. */
export type NoTurn = 'superseded' | 'cancelled'

const POLL_MS = 100
/** A lock is held for as long as it takes to write a small file. */
const LOCK_POLL_MS = 5

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
  const me: Holder = { id: randomUUID(), pid: process.pid, start: startOf(process.pid) ?? '' }
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

interface Holder {
  readonly id: string
  readonly pid: number
  readonly start: string
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

function alive(holder: Holder | undefined): boolean {
  if (holder === undefined) return false
  if (holder.start !== '') return startOf(holder.pid) === holder.start
  try {
    process.kill(holder.pid, 0)
    return true
  } catch {
    return false
  }
}

async function update<T>(place: string, change: (state: State) => T): Promise<T> {
  await lock(place)
  try {
    const state = readState(place)
    const result = change(state)
    const draft = join(place, `state.${randomUUID()}`)
    writeFileSync(draft, JSON.stringify(state))
    renameSync(draft, join(place, 'state.json'))
    return result
  } finally {
    rmSync(join(place, 'lock'), { force: true })
  }
}

async function lock(place: string): Promise<void> {
  const path = join(place, 'lock')
  const mine = join(place, `lock.${randomUUID()}`)
  writeFileSync(mine, JSON.stringify({ id: mine, pid: process.pid, start: startOf(process.pid) ?? '' }))
  try {
    while (!tryLink(mine, path)) {
      breakDeadLock(path, `${mine}.broken`)
      await wait(LOCK_POLL_MS)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** A hard link appears whole: a lock is never seen without its holder. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch {
    return false
  }
}

/** Takes away the lock of a process that died with it in its hands. */
function breakDeadLock(path: string, aside: string): void {
  const holder = toHolder(readRecord(path))
  if (holder === undefined || alive(holder)) return
  try {
    renameSync(path, aside)
  } catch {
    // Someone else was faster.
    return
  }
  // Between reading and renaming, a living one may have taken the place of the dead one: give it back.
  if (readRecord(aside)?.['id'] !== holder.id) tryLink(aside, path)
  rmSync(aside, { force: true })
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

function readRecord(path: string): JsonRecord | undefined {
  try {
    const value = parseJson(readFileSync(path, 'utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function toHolder(value: JsonRecord[string] | JsonRecord | undefined): Holder | undefined {
  if (!isRecord(value)) return undefined
  return { id: toText(value['id']), pid: Number(value['pid']), start: toText(value['start']) }
}
