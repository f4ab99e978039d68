import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isRecord, type JsonRecord, parseJson, toText } from '../json.ts'
import { startOf } from '../processes/find.ts'

/** A process that holds or wants something; its start tells it from a later one with the same pid. */
export interface Holder {
  readonly id: string
  readonly pid: number
  readonly start: string
}

/** A lock is held for as long as it takes to write a small file. */
const LOCK_POLL_MS = 5

/** A holder for this process. */
export function newHolder(): Holder {
  return { id: randomUUID(), pid: process.pid, start: startOf(process.pid) ?? '' }
}

/** Whether the holder's process still runs. */
export function alive(holder: Holder | undefined): boolean {
  if (holder === undefined) return false
  if (holder.start !== '') return startOf(holder.pid) === holder.start
  try {
    process.kill(holder.pid, 0)
    return true
  } catch {
    return false
  }
}

/** Does something that no other process does at the same time in this directory. */
export async function withLock<T>(place: string, work: () => T): Promise<T> {
  await lock(place)
  try {
    return work()
  } finally {
    rmSync(join(place, 'lock'), { force: true })
  }
}

async function lock(place: string): Promise<void> {
  const path = join(place, 'lock')
  const mine = join(place, `lock.${randomUUID()}`)
  writeFileSync(mine, JSON.stringify(newHolder()))
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

/** A JSON file's mapping; undefined where there is none. */
export function readRecord(path: string): JsonRecord | undefined {
  try {
    const value = parseJson(readFileSync(path, 'utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Reads a holder from a file's value. */
export function toHolder(value: JsonRecord[string] | JsonRecord | undefined): Holder | undefined {
  if (!isRecord(value)) return undefined
  return { id: toText(value['id']), pid: Number(value['pid']), start: toText(value['start']) }
}
