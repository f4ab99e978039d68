import type { Measurement } from '@ml-actions/evaluation'
import type { Rule } from '@ml-actions/validation-policy'
import { showCount, showGap, showNumber, showValue } from './numbers.ts'
import type { Outcome, RuleReason, Tested } from './outcome.ts'

const NOTHING = {
  basis: undefined,
  challenger: undefined,
  champion: undefined,
  rows: undefined,
  tested: undefined,
  rowsNeeded: undefined,
}

/** A rule that could not be looked at: never a pass. */
export function failed(rule: Rule, reason: RuleReason, message: string): Outcome {
  return { ...NOTHING, rule, status: 'fail', reason, message: `${rule.text}: ${message}` }
}

/** A rule against a champion on the first release. */
export function notApplicable(rule: Rule): Outcome {
  return {
    ...NOTHING,
    rule,
    status: 'not-applicable',
    reason: undefined,
    message: `${rule.text}: there is no champion yet`,
  }
}

/** A rule whose slice or class is too small to say anything. */
export function tooFew(rule: Rule, measured: Measurement, least: number): Outcome {
  return {
    ...NOTHING,
    rule,
    status: 'inconclusive',
    reason: 'too-few-rows',
    challenger: measured.challenger,
    champion: measured.champion,
    rows: measured.rows,
    rowsNeeded: least,
    message: `${rule.text}: ${showCount(measured.rows)} rows are fewer than the ${showCount(least)} that a rule must rest on`,
  }
}

/** An absolute rule decided by the number itself. */
export function showRule(rule: Rule, measured: Pick<Measurement, 'challenger' | 'rows'>, isMet: boolean): string {
  return `${rule.text}: ${showValue(rule, measured.challenger)} on ${showCount(measured.rows)} rows ${isMet ? 'satisfies' : 'breaks'} it`
}

/** A rule decided by a test, or not. */
export function describeTest(
  rule: Rule,
  measured: Measurement,
  tested: Tested,
  status: 'pass' | 'fail' | 'inconclusive',
  rowsNeeded: number | undefined,
  alpha: number,
): string {
  const isPaired = rule.bound.kind === 'champion'
  const { low, high } = tested.interval
  const show = (value: number) => (isPaired ? showGap(rule, value) : showValue(rule, value))
  const values = isPaired
    ? `${showValue(rule, measured.challenger)} against the champion's ${showValue(rule, measured.champion)}, ${show(tested.estimate)}`
    : show(measured.challenger)
  const interval = `${showNumber(100 * (1 - 2 * alpha))} % interval ${show(low)} … ${show(high)}`
  const start = `${rule.text}: ${values} (${interval})`
  if (status !== 'inconclusive')
    return `${start} ${status === 'pass' ? 'shows that it holds' : 'shows that it is broken'}`
  const rows = showCount(measured.rows)
  if (rowsNeeded === undefined)
    return `${start}: with ${rows} rows this can't be decided; the truth lies at the bound itself`
  return `${start}: with ${rows} rows this can't be decided; about ${showCount(rowsNeeded)} would do`
}
