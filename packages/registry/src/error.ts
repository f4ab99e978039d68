/** Why a registry did not do what was asked, in words that stay the same over versions. */
export type RegistryReason =
  | 'unauthorized'
  | 'denied'
  | 'not-found'
  | 'rate-limited'
  | 'unavailable'
  | 'digest-mismatch'
  | 'too-large'
  | 'immutable-tag'
  | 'invalid-response'
  | 'invalid-reference'
  | 'insecure'
  | 'unsupported'
  | 'rejected'
  | 'unsafe-archive'
  | 'cancelled'

/** What is known besides a failure's reason and message. */
export interface RegistryErrorDetails {
  readonly status?: number
  readonly cause?: unknown
  /** How long the registry asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** Trying again can help. */
  readonly transient?: boolean
}

/** A registry's refusal or fault. The message names the host and the request, and never holds a credential. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly reason: RegistryReason
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  readonly transient: boolean

  constructor(reason: RegistryReason, message: string, details: RegistryErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.reason = reason
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
    this.transient = details.transient ?? false
  }
}

/** Whether an error is a registry's, and for one of the reasons given (any, when none is). */
export function isRegistryError(error: unknown, ...reasons: RegistryReason[]): error is RegistryError {
  return error instanceof RegistryError && (reasons.length === 0 || reasons.includes(error.reason))
}
