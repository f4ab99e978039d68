import type { Exclusion } from './directory.ts'
import type { ProcessIdentity } from './process.ts'
import type { JobLabel } from './record.ts'
import type { FoundLease } from './survey.ts'

export interface LeaseRequest {
  readonly directory: string
  /** Devices that would do, best first. */
  readonly candidates: readonly string[]
  /** How many of them; all are granted together or none. */
  readonly count: number
  readonly waitMs: number
  /** The process whose end frees the devices. */
  readonly owner: ProcessIdentity & { readonly name: string }
  readonly label: JobLabel
  /** Environment of the small helpers; its `PATH` decides what is found. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
  /** Called when somebody else is first or holds the devices, and again when that changes. */
  readonly onWait?: (state: Waiting) => void
  /** How often the first in the queue looks, and a holder looks after its owner. */
  readonly pollMs?: number
  /** Tests bring one that excludes nobody. */
  readonly exclusion?: Exclusion
}

export interface Waiting {
  /** 1: next. */
  readonly position: number
  readonly holders: readonly FoundLease[]
  readonly free: number
}
