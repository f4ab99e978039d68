/** Why an evaluation can't be trusted. Each stands for itself in the action's list of reasons. */
export type EvaluationReason =
  | 'file-missing'
  | 'malformed-file'
  | 'empty-data'
  | 'missing-column'
  | 'not-a-number'
  | 'duplicate-ids'
  | 'rows-do-not-match'
  | 'labels-differ'
  | 'missing-metric'
  | 'undefined-metric'
  | 'ambiguous-metric'
  | 'missing-slice'
  | 'missing-class'
  | 'out-of-range'

/** Data that can't be evaluated; `reason` is stable, the message is for people. */
export class EvaluationError extends Error {
  readonly reason: EvaluationReason

  constructor(reason: EvaluationReason, message: string) {
    super(message)
    this.name = 'EvaluationError'
    this.reason = reason
  }
}
