/** Why an engine could not do what was asked, in words that stay the same over versions. */
export type EngineReason =
  | 'engine-unavailable'
  | 'engine-failed'
  | 'image-unavailable'
  | 'command-not-found'
  | 'device-unavailable'
  | 'isolation-unavailable'
  | 'mount-unavailable'

/** An engine's refusal or fault; the message holds what the engine said. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly reason: EngineReason
  constructor(reason: EngineReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
