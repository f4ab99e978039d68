import type { Verdict } from '@ml-actions/action'
import type { Outcome, RuleReason } from './outcome.ts'

/** The verdict on all rules together. */
export interface Judged {
  readonly verdict: Verdict
  readonly reason: RuleReason | 'passed' | 'first-release' | 'no-absolute-rules'
  readonly message: string
}

/** Passes only what is shown: any broken rule fails, any undecided one leaves it open. */
export function verdictOf(outcomes: readonly Outcome[], firstRelease: boolean): Judged {
  const broken = outcomes.filter(({ status }) => status === 'fail')
  const open = outcomes.filter(({ status }) => status === 'inconclusive')
  const applied = outcomes.filter(({ status }) => status !== 'not-applicable')
  // Data that can't be judged is named before a rule that is broken, the champion before a number.
  const rank = ({ reason }: Outcome): number =>
    reason === 'rule-not-met' ? 2 : reason === 'worse-than-champion' ? 1 : 0
  const worst = [...broken].sort((a, b) => rank(a) - rank(b))[0]
  if (worst !== undefined)
    return { verdict: 'fail', reason: worst.reason ?? 'rule-not-met', message: sentences(broken) }
  if (applied.length === 0) {
    const message = 'On a first release only absolute rules apply, and there is none'
    return { verdict: 'fail', reason: 'no-absolute-rules', message }
  }
  if (open.length > 0) return { verdict: 'inconclusive', reason: 'too-few-rows', message: sentences(open) }
  const message = `${applied.length} of ${outcomes.length} rules apply and hold`
  return { verdict: 'pass', reason: firstRelease ? 'first-release' : 'passed', message }
}

function sentences(outcomes: readonly Outcome[]): string {
  const shown = outcomes.slice(0, 3).map(({ message }) => message)
  const rest = outcomes.length - shown.length
  return `${shown.join('. ')}${rest > 0 ? `. And ${rest} more` : ''}`
}
