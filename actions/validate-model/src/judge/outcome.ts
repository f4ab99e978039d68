import type { EvaluationReason } from '@ml-actions/evaluation'
import type { Interval } from '@ml-actions/statistics'
import type { Rule } from '@ml-actions/validation-policy'

/** What decided a rule: the number itself, a confidence interval, or a paired test. */
export type Basis = 'estimate' | 'interval' | 'test'

/** Why a rule did not pass. */
export type RuleReason = EvaluationReason | 'rule-not-met' | 'worse-than-champion' | 'champion-missing' | 'too-few-rows'

/** A test's result for a rule. */
export interface Tested {
  readonly method: string
  readonly estimate: number
  /** Two-sided at 1 − 2·alpha, whose ends are what the one-sided tests decide by. */
  readonly interval: Interval
  /** Holm-adjusted p-values of "the rule holds" and "the rule is broken". */
  readonly holds: number
  readonly broken: number
}

/** What became of one rule. */
export interface Outcome {
  readonly rule: Rule
  readonly status: 'pass' | 'fail' | 'inconclusive' | 'not-applicable'
  readonly basis: Basis | undefined
  readonly reason: RuleReason | undefined
  readonly challenger: number | undefined
  readonly champion: number | undefined
  readonly rows: number | undefined
  readonly tested: Tested | undefined
  /** Rows that would decide, where more rows can. */
  readonly rowsNeeded: number | undefined
  /** One sentence for people. */
  readonly message: string
}
