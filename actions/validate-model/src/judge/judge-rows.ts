import { EvaluationError, type Frame, type Measurement, measure, type Resampling } from '@ml-actions/evaluation'
import { type Evidence, holm, rowsToDecide } from '@ml-actions/statistics'
import { metricsInWords, type Policy, type Rule } from '@ml-actions/validation-policy'
import { satisfies } from './compare.ts'
import type { Outcome } from './outcome.ts'
import { describeTest, failed, notApplicable, showRule, tooFew } from './sentences.ts'

/** What rules are judged by. */
export interface RowJudgement {
  readonly frame: Frame
  readonly policy: Policy
  /** Nothing serves yet: rules against a champion don't apply. */
  readonly firstRelease: boolean
  readonly draw: Resampling
}

const REPLICATES_PER_CLAIM = 5

/** A rule that a test will decide. */
interface Pending {
  readonly rule: Rule
  readonly measured: Measurement
  readonly evidence: Evidence
  readonly bound: number
}

/**
 * Judges every rule on rows. Rules against the champion are decided by paired tests, absolute ones by the estimate or its
 * interval; all tested rules are one family under Holm, for holding and for being broken.
 */
export function judgeRows(judgement: RowJudgement): Outcome[] {
  const rules = expand(judgement)
  // A bootstrap's smallest p-value must stay below alpha after Holm, however many rules there are.
  const least = Math.ceil((REPLICATES_PER_CLAIM * rules.length) / judgement.policy.alpha)
  const draw = { ...judgement.draw, replicates: Math.max(judgement.draw.replicates, least) }
  const outcomes: (Outcome | Pending)[] = rules.map((rule) => {
    try {
      return look(rule, { ...judgement, draw })
    } catch (error) {
      if (error instanceof EvaluationError) return failed(rule, error.reason, error.message)
      throw error
    }
  })
  const pending = outcomes.filter((outcome) => 'evidence' in outcome)
  const holds = holm(pending.map((one) => claim(one, 'holds')))
  const broken = holm(pending.map((one) => claim(one, 'broken')))
  return outcomes.map((outcome) => {
    if (!('evidence' in outcome)) return outcome
    const at = pending.indexOf(outcome)
    return decide(outcome, { holds: holds[at] ?? 1, broken: broken[at] ?? 1 }, judgement.policy.alpha, pending.length)
  })
}

/** `language=*` becomes a rule for each language that the labels know. */
function expand({ policy, frame }: RowJudgement): Rule[] {
  let rules: Rule[] = [...policy.rules]
  for (let wild = true; wild; ) {
    wild = false
    rules = rules.flatMap((rule) => {
      const at = rule.slice.findIndex(({ value }) => value === '*')
      const column = rule.slice[at]?.column
      const names = column === undefined ? undefined : frame.slices.get(column)?.categories.names
      if (column === undefined || names === undefined) return [rule]
      wild = true
      return [...names].sort().map((value) => {
        const slice = rule.slice.map((condition, i) => (i === at ? { column, value } : condition))
        return { ...rule, slice, text: rule.text.replace(`${column}=*`, `${column}=${value}`) }
      })
    })
  }
  return rules
}

function look(rule: Rule, { frame, policy, firstRelease, draw }: RowJudgement): Outcome | Pending {
  const { metric, bound } = rule
  if (metric === undefined) {
    return failed(
      rule,
      'missing-metric',
      `${rule.subject} is not a metric that rows give; known are ${metricsInWords()}`,
    )
  }
  if (bound.kind === 'champion' && frame.champion === undefined) {
    if (firstRelease) return notApplicable(rule)
    return failed(
      rule,
      'champion-missing',
      'there are no predictions of a champion, and this is not declared a first release',
    )
  }
  const measured = measure(frame, { metric, klass: rule.klass, slice: rule.slice }, draw)
  if (measured.rows < policy.minRows) return tooFew(rule, measured, policy.minRows)
  if (bound.kind === 'champion') return { rule, measured, evidence: measured.paired(), bound: bound.offset }
  if (policy.thresholds === 'interval') return { rule, measured, evidence: measured.single(), bound: bound.value }
  const isMet = satisfies(rule, measured.challenger, undefined)
  return {
    rule,
    status: isMet ? 'pass' : 'fail',
    basis: 'estimate',
    reason: isMet ? undefined : 'rule-not-met',
    challenger: measured.challenger,
    champion: measured.champion,
    rows: measured.rows,
    tested: undefined,
    rowsNeeded: undefined,
    message: showRule(rule, measured, isMet),
  }
}

function claim({ rule, evidence, bound }: Pending, what: 'holds' | 'broken'): number {
  const isGreater = rule.operator.startsWith('>') === (what === 'holds')
  const p = isGreater ? evidence.greater(bound) : evidence.less(bound)
  return Number.isFinite(p) ? p : 1
}

function decide(pending: Pending, p: { holds: number; broken: number }, alpha: number, family: number): Outcome {
  const { rule, measured, evidence, bound } = pending
  const status = p.holds <= alpha ? 'pass' : p.broken <= alpha ? 'fail' : 'inconclusive'
  const reasons = {
    pass: undefined,
    fail: rule.bound.kind === 'champion' ? 'worse-than-champion' : 'rule-not-met',
    inconclusive: 'too-few-rows',
  } as const
  const tested = {
    method: evidence.method,
    estimate: evidence.estimate,
    interval: evidence.interval(1 - 2 * alpha),
    ...p,
  }
  const rowsNeeded = status === 'inconclusive' ? rowsThatDecide(rule, evidence, bound, alpha / family) : undefined
  return {
    rule,
    status,
    basis: rule.bound.kind === 'champion' ? 'test' : 'interval',
    reason: reasons[status],
    challenger: measured.challenger,
    champion: measured.champion,
    rows: measured.rows,
    tested,
    rowsNeeded,
    message: describeTest(rule, measured, tested, status, rowsNeeded, alpha),
  }
}

/**
 * How many rows would do. A tolerance is planned for two equally good models (the usual design of non-inferiority); where the
 * rows were enough for that, or there is no tolerance, for the distance that was seen.
 */
function rowsThatDecide(rule: Rule, evidence: Evidence, bound: number, alpha: number): number | undefined {
  const isTolerance = rule.bound.kind === 'champion' && (rule.operator.startsWith('>') ? bound < 0 : bound > 0)
  const ifEqual = isTolerance ? rowsToDecide(evidence.rowVariance, bound, alpha) : 0
  const rows = ifEqual > evidence.rows ? ifEqual : rowsToDecide(evidence.rowVariance, evidence.estimate - bound, alpha)
  return Number.isFinite(rows) && rows > evidence.rows ? rows : undefined
}
