import { EvaluationError, type MetricTable } from '@ml-actions/evaluation'
import type { Policy, Rule } from '@ml-actions/validation-policy'
import { satisfies } from './compare.ts'
import { showValue } from './numbers.ts'
import type { Outcome } from './outcome.ts'
import { failed, notApplicable } from './sentences.ts'

/** Judges every rule by the numbers of metric files. Without rows there is nothing to test: the numbers are compared as they stand. */
export function judgeMetrics(
  policy: Policy,
  challenger: MetricTable,
  champion: MetricTable | undefined,
  firstRelease: boolean,
): Outcome[] {
  return policy.rules.map((rule) => {
    try {
      return look(rule, challenger, champion, firstRelease)
    } catch (error) {
      if (error instanceof EvaluationError) return failed(rule, error.reason, error.message)
      throw error
    }
  })
}

function look(rule: Rule, challenger: MetricTable, champion: MetricTable | undefined, firstRelease: boolean): Outcome {
  const isRelative = rule.bound.kind === 'champion'
  if (isRelative && champion === undefined) {
    if (firstRelease) return notApplicable(rule)
    return failed(
      rule,
      'champion-missing',
      'there are no metrics of a champion, and this is not declared a first release',
    )
  }
  const ours = finite(rule, challenger, 'challenger')
  const theirs =
    isRelative && champion !== undefined ? finite(rule, champion, 'champion') : champion?.find(rule.subject)
  const isMet = satisfies(rule, ours, theirs)
  const against = isRelative ? ` against the champion's ${showValue(rule, theirs)}` : ''
  return {
    rule,
    status: isMet ? 'pass' : 'fail',
    basis: 'estimate',
    reason: isMet ? undefined : isRelative ? 'worse-than-champion' : 'rule-not-met',
    challenger: ours,
    champion: theirs,
    rows: undefined,
    tested: undefined,
    rowsNeeded: undefined,
    message: `${rule.text}: ${showValue(rule, ours)}${against} ${isMet ? 'satisfies' : 'breaks'} it (numbers as given, untested)`,
  }
}

function finite(rule: Rule, table: MetricTable, who: string): number {
  const value = table.find(rule.subject)
  if (value === undefined) {
    const names = table.names.slice(0, 20).join(', ')
    throw new EvaluationError('missing-metric', `the ${who}'s metrics have no ${rule.subject}; they have ${names}`)
  }
  if (!Number.isFinite(value)) throw new EvaluationError('not-a-number', `${rule.subject} of the ${who} is ${value}`)
  return value
}
