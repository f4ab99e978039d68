export interface Explanation {
  /** A stable, machine-readable reason from the action's list. */
  readonly reason: string
  /** What happened, with the value that caused it. */
  readonly what: string
  /** Why it matters or came about. */
  readonly why?: string | undefined
  /** What to do. */
  readonly fix?: string | undefined
  /** An anchor in the action's README. */
  readonly anchor?: string
}

/** An end that the user can do something about: shown as one message, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly reason: string
  readonly anchor: string | undefined
  constructor(explanation: Explanation, options?: ErrorOptions) {
    super([explanation.what, explanation.why, explanation.fix].filter((part) => part !== undefined).join('\n'), options)
    this.reason = explanation.reason
    this.anchor = explanation.anchor
  }
}
