import type { ProcessIdentity } from './process.ts'

/** Who holds a device: the text of a lease file. */
export interface LeaseRecord {
  readonly schema: 1
  /** The same for all devices of one grant. */
  readonly id: string
  readonly device: string
  readonly owner: ProcessIdentity & {
    readonly name: string
    readonly bootId: string
    readonly namespace: string | null
  }
  /** The process that keeps a kernel lock on this file; `null` when none could be started. */
  readonly holder: ProcessIdentity | null
  readonly label: JobLabel
  /** ISO 8601. */
  readonly since: string
}

/** What a person calls the job. */
export interface JobLabel {
  readonly repository: string
  readonly run: string
  readonly job: string
  readonly runner: string
}

/** The record of a lease file; `undefined` when it is none. */
export function parseRecord(text: string): LeaseRecord | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isLease(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isLease(value: unknown): value is LeaseRecord {
  if (!isObject(value) || value['schema'] !== 1) return false
  const { id, device, owner, holder, label, since } = value
  return (
    typeof id === 'string' &&
    typeof device === 'string' &&
    typeof since === 'string' &&
    isIdentity(owner) &&
    typeof owner['name'] === 'string' &&
    typeof owner['bootId'] === 'string' &&
    (owner['namespace'] === null || typeof owner['namespace'] === 'string') &&
    (holder === null || isIdentity(holder)) &&
    isObject(label) &&
    ['repository', 'run', 'job', 'runner'].every((name) => typeof label[name] === 'string')
  )
}

function isIdentity(value: unknown): value is Record<string, unknown> {
  return isObject(value) && Number.isSafeInteger(value['pid']) && typeof value['startTime'] === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
