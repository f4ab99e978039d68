import type { FileHandle } from 'node:fs/promises'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode, openPlainly } from './directory.ts'
import type { KernelLock } from './kernel-lock.ts'
import { lives, type Standpoint } from './process.ts'
import { type LeaseRecord, parseRecord } from './record.ts'

/** A lease file, judged from here. `unknown` counts as held: its device is not given to anybody else. */
export type FoundLease = { readonly file: string; readonly device: string } & (
  | { readonly state: 'live' | 'dead'; readonly record: LeaseRecord }
  | { readonly state: 'unknown'; readonly why: string; readonly record?: LeaseRecord }
)

export interface Survey {
  readonly leases: readonly FoundLease[]
  /** Tickets of those that wait, in their order. */
  readonly tickets: readonly string[]
  /** What an attempt that was killed has left. */
  readonly leftovers: readonly string[]
  /** What does not belong here. Left alone. */
  readonly foreign: readonly string[]
}

const MAX_BYTES = 16 * 1024
const LEASE_SUFFIX = '.lease'
const LEASE = /^(.+)\.(\d+)\.lease$/
const TICKET = /^\d{12}-[0-9a-f]+\.ticket$/
const LEFTOVER = /^new-[0-9a-f]+$/

/** The name of a device's lease file; one per user, because nobody can remove or rewrite another user's. */
export function leaseFile(device: string, uid: number): string {
  return `${encodeURIComponent(device)}.${uid}${LEASE_SUFFIX}`
}

/** Reads everything in a lease directory and judges who is still alive. */
export async function survey(directory: string, lock: KernelLock, here: Standpoint): Promise<Survey> {
  const names = (await readdir(directory)).sort()
  const opened: { readonly lease: FoundLease; readonly probe?: FileHandle }[] = []
  try {
    for (const name of names.filter((each) => LEASE.test(each))) {
      const read = await readLease(directory, name, here)
      if (read !== undefined) opened.push(read)
    }
    const probed = opened.flatMap(({ probe }) => (probe === undefined ? [] : [probe]))
    const held = await lock.areHeld(probed.map(({ fd }) => fd))
    return {
      leases: opened.map(({ lease, probe }) =>
        probe === undefined || lease.record === undefined
          ? lease
          : { ...lease, state: held[probed.indexOf(probe)] === true ? 'live' : 'dead', record: lease.record },
      ),
      tickets: names.filter((each) => TICKET.test(each)),
      leftovers: names.filter((each) => LEFTOVER.test(each)),
      foreign: names.filter((each) => each !== 'lock' && ![LEASE, TICKET, LEFTOVER].some((known) => known.test(each))),
    }
  } finally {
    for (const { probe } of opened) await probe?.close()
  }
}

/** Only the tickets, which is all that somebody needs whose turn it is not. */
export async function tickets(directory: string): Promise<readonly string[]> {
  return (await readdir(directory)).filter((name) => TICKET.test(name)).sort()
}

/** A lease that only its lock can tell about comes with its open file. */
async function readLease(
  directory: string,
  name: string,
  here: Standpoint,
): Promise<{ readonly lease: FoundLease; readonly probe?: FileHandle } | undefined> {
  const device = deviceOf(name)
  const unknown = (why: string, record?: LeaseRecord): { readonly lease: FoundLease } => ({
    lease: { file: name, device, state: 'unknown', why, ...(record === undefined ? {} : { record }) },
  })
  let file: FileHandle
  try {
    file = await openPlainly(join(directory, name))
  } catch (error) {
    // It was given back in this moment.
    if (hasCode(error, 'ENOENT')) return undefined
    return unknown(hasCode(error, 'ELOOP') ? `${name} is a symbolic link` : `${name} can’t be read by this user`)
  }
  let keep = false
  try {
    const { size, ...stat } = await file.stat()
    if ((stat.mode & 0o170000) !== 0o100000) return unknown(`${name} is not a regular file`)
    const record = size > MAX_BYTES ? undefined : parseRecord(await file.readFile('utf8'))
    if (record === undefined || record.device !== device) return unknown(`${name} is damaged`)
    const state = await judge(record, here)
    if (state !== 'ask-lock') return { lease: { file: name, device, state, record } }
    if (record.holder === null)
      return unknown(`the job of ${name} can’t be seen from here, and no process holds its lock`, record)
    keep = true
    return { lease: { file: name, device, state: 'live', record }, probe: file }
  } finally {
    if (!keep) await file.close()
  }
}

async function judge({ owner }: LeaseRecord, here: Standpoint): Promise<'live' | 'dead' | 'ask-lock'> {
  if (owner.bootId !== here.bootId) return 'dead'
  if (owner.namespace === null || owner.namespace !== here.namespace) return 'ask-lock'
  return (await lives(owner)) ? 'live' : 'dead'
}

function deviceOf(name: string): string {
  const encoded = LEASE.exec(name)?.[1] ?? name
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
