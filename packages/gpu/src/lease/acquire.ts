import { link } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Exclusion, enterDirectory, LeaseDirectoryError, openLeaseDirectory } from './directory.ts'
import { type Grant, grant } from './grant.ts'
import { type KernelLock, openKernelLock } from './kernel-lock.ts'
import { type Standpoint, standpoint } from './process.ts'
import type { LeaseRequest, Waiting } from './request.ts'
import { type Survey, survey } from './survey.ts'
import { type Ticket, takeTicket } from './ticket.ts'

export type LeaseOutcome =
  | { readonly kind: 'granted'; readonly grant: Grant; readonly waitedMs: number; readonly survey: Survey }
  | { readonly kind: 'busy'; readonly waiting: Waiting; readonly survey: Survey }

const POLL_MS = 1_000
/** How long the queue is waited in without a word. */
const REPORT_MS = 30_000

const kernelExclusion: Exclusion = { enter: enterDirectory, publish: link, turns: 'queued' }

/**
 * Gets `count` devices for a job, first come first served, all or none. A lease ends when it is given back or when its
 * owner's process is gone, whichever comes first.
 * @throws LeaseDirectoryError when the directory can't hold leases; the signal's reason on abort.
 */
export async function acquire(request: LeaseRequest): Promise<LeaseOutcome> {
  const { directory, env, signal, exclusion = kernelExclusion } = request
  const lock = await openKernelLock(env)
  if (lock === undefined) {
    throw new LeaseDirectoryError(
      'no-lock-tool',
      'Neither `flock` (util-linux) nor `python3` is on the PATH; leases need one of them.',
    )
  }
  await openLeaseDirectory(directory)
  const here = await standpoint()
  const leave = await exclusion.enter(directory, lock, signal)
  let ticket: Ticket
  try {
    ticket = await takeTicket(directory, lock)
  } finally {
    await leave()
  }
  try {
    return await queue(request, { lock, here, ticket, exclusion })
  } finally {
    await ticket.close()
  }
}

interface Place {
  readonly lock: KernelLock
  readonly here: Standpoint
  readonly ticket: Ticket
  readonly exclusion: Exclusion
}

async function queue(request: LeaseRequest, place: Place): Promise<LeaseOutcome> {
  const { directory, signal, waitMs, pollMs = POLL_MS } = request
  const { lock, here, ticket } = place
  const startedAt = performance.now()
  const remaining = (): number => waitMs - (performance.now() - startedAt)
  let told = ''
  for (;;) {
    signal?.throwIfAborted()
    const before = await ticket.before()
    const last = place.exclusion.turns === 'queued' ? before.at(-1) : undefined
    if (last === undefined) {
      const granted = await tryGrant(request, place)
      if (granted !== undefined) return { kind: 'granted', waitedMs: performance.now() - startedAt, ...granted }
    }
    const seen = await survey(directory, lock, here)
    const waiting = waitingState(before.length + 1, request.candidates, seen)
    if (remaining() <= 0 && (last === undefined || (await isStillThere(ticket, last, request)))) {
      return { kind: 'busy', waiting, survey: seen }
    }
    const tell = `${waiting.position} ${waiting.holders.map(({ device }) => device).join()}`
    if (tell !== told) request.onWait?.(waiting)
    told = tell
    if (last === undefined)
      await sleep(Math.max(0, Math.min(pollMs, remaining())), undefined, {
        ...(signal === undefined ? {} : { signal }),
      })
    else await ticket.waitFor(last, Math.max(0, Math.min(REPORT_MS, remaining())), signal)
  }
}

/** A place in the queue whose owner is dead is noticed also by somebody who does not wait. */
async function isStillThere(ticket: Ticket, name: string, { signal }: LeaseRequest): Promise<boolean> {
  await ticket.waitFor(name, PROBE_MS, signal)
  return (await ticket.before()).includes(name)
}

const PROBE_MS = 500

async function tryGrant(
  request: LeaseRequest,
  { lock, here, exclusion }: Place,
): Promise<{ readonly grant: Grant; readonly survey: Survey } | undefined> {
  const enough = (seen: Survey): readonly string[] | undefined => {
    const free = freeOf(request.candidates, seen)
    return free.length >= request.count ? free.slice(0, request.count) : undefined
  }
  // Looked at without the lock first: whoever waits does not keep others from giving back.
  if (enough(await survey(request.directory, lock, here)) === undefined) return undefined
  const leave = await exclusion.enter(request.directory, lock, request.signal)
  try {
    const seen = await survey(request.directory, lock, here)
    const devices = enough(seen)
    return devices === undefined
      ? undefined
      : { grant: await grant(devices, request, { lock, here, survey: seen, publish: exclusion.publish }), survey: seen }
  } finally {
    await leave()
  }
}

function freeOf(candidates: readonly string[], { leases }: Survey): readonly string[] {
  return candidates.filter((device) => !leases.some((lease) => lease.device === device && lease.state !== 'dead'))
}

function waitingState(position: number, candidates: readonly string[], seen: Survey): Waiting {
  const holders = seen.leases.filter(({ device, state }) => state !== 'dead' && candidates.includes(device))
  return { position, holders, free: freeOf(candidates, seen).length }
}
