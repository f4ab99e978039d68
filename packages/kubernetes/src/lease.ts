import { setTimeout as delay } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { isAlreadyExists, isConflict, isPassing, isUnheard, KubernetesError } from './errors.ts'
import { type KubernetesObject, type ObjectReference, valueAt } from './object.ts'

/** The Lease that was won. Every write made under it carries `epoch`, so that a holder that lost it can be told apart. */
export interface HeldLease {
  readonly holder: string
  /** `leaseTransitions`: grows with every acquisition, never repeats. */
  readonly epoch: number
  /**
   * Aborts when the Lease was lost: somebody else has it, or renewal was refused for as long as it lasts. A server that does not
   * answer lets nobody take it: who holds it is found out as soon as it answers again.
   */
  readonly lost: AbortSignal
  /** Writes the time now. Throws `LeaseHeldError` where somebody else took it. */
  renew(): Promise<void>
  /** Gives it back and stops renewing. Harmless where it was lost. */
  release(): Promise<void>
}

export interface LeaseOptions {
  readonly namespace: string
  readonly name: string
  /** Who holds it, as a person would look for it: `owner/repo/actions/runs/ID/attempts/N/job`. */
  readonly holder: string
  readonly durationSeconds: number
  /** How long a live holder is waited for. A dead one is always waited out, at most its `leaseDurationSeconds`. */
  readonly waitMs: number
  readonly signal?: AbortSignal
  /** Milliseconds since the epoch, for the times written. */
  readonly now?: () => number
}

/** Somebody else holds the Lease and lives. */
export class LeaseHeldError extends Error {
  readonly holder: string
  constructor(lease: string, holder: string) {
    super(`Lease/${lease} is held by ${holder}`)
    this.name = 'LeaseHeldError'
    this.holder = holder
  }
}

const POLL_MS = 500
/** After a renewal that failed. */
const RETRY_MS = 1000

/** What a Lease object says. */
interface LeaseRecord {
  readonly object: KubernetesObject
  readonly holder: string
  readonly durationSeconds: number
  readonly transitions: number
  readonly renewed: string
}

/**
 * Wins the Lease or throws `LeaseHeldError`. A holder is taken for dead when its record did not change for its whole
 * duration, measured by our own clock (as client-go's leader election does), so that clocks need not agree.
 */
export async function acquireLease(cluster: Cluster, options: LeaseOptions): Promise<HeldLease> {
  const reference = referenceOf(options)
  const startedAt = performance.now()
  let seen: { readonly renewed: string; readonly at: number } | undefined
  let alive = false
  for (;;) {
    const record = parseLease(await cluster.get(reference))
    const free = record === undefined || record.holder === '' || record.holder === options.holder
    const now = performance.now()
    if (!free && seen !== undefined && record.renewed !== seen.renewed) alive = true
    if (!free && seen?.renewed !== record.renewed) seen = { renewed: record.renewed, at: now }
    const dead = !free && seen !== undefined && now - seen.at > record.durationSeconds * 1000
    if (free || dead) {
      const won = await tryWrite(cluster, options, record)
      if (won !== undefined) return hold(cluster, options, won)
      continue
    }
    const waitedEnough = now - startedAt >= options.waitMs
    if (waitedEnough && (alive || isFresh(record, options))) throw new LeaseHeldError(options.name, record.holder)
    await delay(POLL_MS, undefined, options.signal === undefined ? {} : { signal: options.signal })
  }
}

// With `waitMs: 0` nobody is watched for long: a record renewed within a third of its duration counts as alive at once.
function isFresh(record: LeaseRecord, options: LeaseOptions): boolean {
  const age = (options.now ?? Date.now)() - Date.parse(record.renewed)
  return age >= 0 && age < (record.durationSeconds * 1000) / 3
}

async function tryWrite(
  cluster: Cluster,
  options: LeaseOptions,
  previous: LeaseRecord | undefined,
): Promise<LeaseRecord | undefined> {
  const transitions = (previous?.transitions ?? 0) + 1
  const object = leaseObject(options, transitions, previous)
  try {
    return parseLease(previous === undefined ? await cluster.create(object) : await cluster.replace(object))
  } catch (error) {
    // Of all who try at once one wins; the others look again, and so does who never heard the answer.
    if (isConflict(error) || isAlreadyExists(error) || isUnheard(error)) return undefined
    throw error
  }
}

function hold(cluster: Cluster, options: LeaseOptions, won: LeaseRecord): HeldLease {
  const lost = new AbortController()
  const stop = new AbortController()
  let current = won
  let queue: Promise<void> = Promise.resolve()
  /** Writes the Lease as ours; false where it is ours no more. */
  const write = async (as: LeaseOptions): Promise<boolean> => {
    for (;;) {
      try {
        current = parseLease(await cluster.replace(leaseObject(as, won.transitions, current))) ?? current
        return true
      } catch (error) {
        if (!isConflict(error) && !isGone(error)) throw error
        const found = parseLease(await cluster.get(referenceOf(options)))
        if (found?.holder !== options.holder || found.transitions !== won.transitions) return false
        // The answer to a write of our own was lost on the way.
        current = found
      }
    }
  }
  const renewOnce = async (): Promise<void> => {
    if (await write(options)) return
    lost.abort()
    const other = parseLease(await cluster.get(referenceOf(options)))
    throw new LeaseHeldError(options.name, other?.holder ?? 'nobody (it was deleted)')
  }
  // One renewal at a time: two with the same version would make one lose against the other.
  const renew = (): Promise<void> => {
    const next = queue.then(renewOnce)
    queue = next.catch(() => undefined)
    return next
  }
  const beating = beat(renew, options.durationSeconds * 1000, lost, stop.signal)
  return {
    holder: options.holder,
    epoch: won.transitions,
    lost: lost.signal,
    renew,
    async release() {
      stop.abort()
      await beating
      await queue
      if (lost.signal.aborted) return
      await write({ ...options, holder: '' })
    },
  }
}

async function beat(
  renew: () => Promise<void>,
  durationMs: number,
  lost: AbortController,
  stop: AbortSignal,
): Promise<void> {
  let renewedAt = performance.now()
  let pauseMs = durationMs / 3
  while (!stop.aborted && !lost.signal.aborted) {
    await delay(pauseMs, undefined, { signal: stop, ref: false }).catch(() => undefined)
    if (stop.aborted) return
    try {
      await renew()
      renewedAt = performance.now()
      pauseMs = durationMs / 3
    } catch (error) {
      if (performance.now() - renewedAt > durationMs && !isPassing(error)) lost.abort()
      pauseMs = Math.min(durationMs / 3, RETRY_MS)
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof KubernetesError && error.status === 404
}

function referenceOf(options: LeaseOptions): ObjectReference {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: options.name, namespace: options.namespace }
}

function leaseObject(options: LeaseOptions, transitions: number, previous: LeaseRecord | undefined): KubernetesObject {
  // MicroTime of the API: six places after the second.
  const time = new Date((options.now ?? Date.now)()).toISOString().replace('Z', '000Z')
  const resourceVersion = previous?.object.metadata.resourceVersion
  const acquired = previous?.transitions === transitions ? valueAt(previous.object, 'spec', 'acquireTime') : undefined
  const object = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: options.name,
      namespace: options.namespace,
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    },
    spec: {
      holderIdentity: options.holder,
      leaseDurationSeconds: options.durationSeconds,
      acquireTime: acquired ?? time,
      renewTime: time,
      leaseTransitions: transitions,
    },
  }
  return object
}

function parseLease(object: KubernetesObject | undefined): LeaseRecord | undefined {
  if (object === undefined) return undefined
  const holder = valueAt(object, 'spec', 'holderIdentity')
  const durationSeconds = valueAt(object, 'spec', 'leaseDurationSeconds')
  const transitions = valueAt(object, 'spec', 'leaseTransitions')
  const renewed = valueAt(object, 'spec', 'renewTime')
  return {
    object,
    holder: typeof holder === 'string' ? holder : '',
    durationSeconds: typeof durationSeconds === 'number' ? durationSeconds : 0,
    transitions: typeof transitions === 'number' ? transitions : 0,
    renewed: typeof renewed === 'string' ? renewed : '',
  }
}
