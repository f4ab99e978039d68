/** A policy that can't be read or understood, or that asks for nothing; the message says where and what is allowed. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly reason: 'invalid-policy' | 'no-rules'

  constructor(reason: 'invalid-policy' | 'no-rules', message: string) {
    super(message)
    this.reason = reason
  }
}
