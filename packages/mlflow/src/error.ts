/** Why MLflow did not do what was asked. */
export type MlflowReason =
  | 'unauthorized'
  | 'denied'
  | 'not-found'
  | 'exists'
  | 'rejected'
  | 'rate-limited'
  | 'unavailable'
  | 'invalid-response'
  | 'cancelled'

/** A call that failed. `transient`: the same call may be answered otherwise in a moment. */
export class MlflowError extends Error {
  override readonly name = 'MlflowError'
  readonly reason: MlflowReason
  readonly transient: boolean
  readonly retryAfterMs: number | undefined

  constructor(
    reason: MlflowReason,
    message: string,
    options: {
      readonly transient?: boolean
      readonly retryAfterMs?: number | undefined
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: options.cause })
    this.reason = reason
    this.transient = options.transient ?? false
    this.retryAfterMs = options.retryAfterMs
  }
}
