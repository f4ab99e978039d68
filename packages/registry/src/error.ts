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

/** A registry's refusal or fault. The message names the host and the request, and never holds a credential. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly reason: RegistryReason
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined

  constructor(reason: RegistryReason, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.reason = reason
    this.status = options.status
  }
}

/** Whether an error is a registry's, and for one of the reasons given (any, when none is). */
export function isRegistryError(error: unknown, ...reasons: RegistryReason[]): error is RegistryError {
  return error instanceof RegistryError && (reasons.length === 0 || reasons.includes(error.reason))
}
