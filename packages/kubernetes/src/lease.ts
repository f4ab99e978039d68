import type { Cluster } from './cluster.ts'

/** The Lease that was won. Every write made under it carries `epoch`, so that a holder that lost it can be told apart. */
export interface HeldLease {
  readonly holder: string
  /** `leaseTransitions`: grows with every acquisition, never repeats. */
  readonly epoch: number
  /** Aborts when the Lease was lost: renewal was refused, or failed for as long as it lasts. */
  readonly lost: AbortSignal
  /** Writes the time now. Throws `LeaseHeldError` where somebody else took it. */
  renew(): Promise<void>
  /** Gives it back and stops renewing. Harmless where it was lost. */
  release(): Promise<void>
}

export interface LeaseOptions {
  readonly namespace: string
  readonly name: string
  /** Who holds it, as a person would look for it: `owner/repo/run/attempt/job`. */
  readonly holder: string
  readonly durationSeconds: number
  /** How long a live holder is waited for. A dead one is always waited out, at most `durationSeconds`. */
  readonly waitMs: number
  readonly signal?: AbortSignal
  readonly now?: () => number
}

/** Somebody else holds the Lease and lives. */
export class LeaseHeldError extends Error {
  readonly holder: string
  constructor(lease: string, holder: string) {
    super(`Lease ${lease} is held by ${holder}`)
    this.name = 'LeaseHeldError'
    this.holder = holder
  }
}

/**
 * Wins the Lease or throws `LeaseHeldError`. A holder is taken for dead when its record did not change for its whole
 * duration, measured by our own clock (as client-go's leader election does), so that clocks need not agree.
 */
export function acquireLease(_cluster: Cluster, _options: LeaseOptions): Promise<HeldLease> {
  throw new Error('not built yet')
}
