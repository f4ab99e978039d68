/** What an action concluded. Missing data is never `pass`. */
export type Verdict = 'pass' | 'fail' | 'inconclusive'

/** Reasons that every action can end with, beside its own. */
export const STANDARD_REASONS = {
  'invalid-input': 'An input is missing or not allowed; nothing was started.',
  cancelled: 'The run was cancelled; what had begun was ended in order.',
  'internal-error': 'A bug in the action. The log holds the stack and where to report it.',
} as const
export type StandardReason = keyof typeof STANDARD_REASONS
