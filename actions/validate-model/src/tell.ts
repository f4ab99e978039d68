import type { Inline, Report, Section } from '@ml-actions/report'
import { showCount, showGap, showNumber, showValue } from './judge/numbers.ts'
import type { Outcome } from './judge/outcome.ts'
import type { Judgement } from './judgement.ts'

/** What the report is about. */
export interface Told {
  readonly judgement: Judgement
  readonly model: string | undefined
  readonly champion: string | undefined
  readonly result: 'PASSED' | 'WARNED' | 'FAILED'
  readonly attestation: string | undefined
  readonly observed: boolean
}

/** The report for people: verdict, what decided, and the confusion matrix. */
export function reportOf(told: Told): Report {
  const { judgement } = told
  const sections: Section[] = [
    { kind: 'verdict', badge: { tone: judgement.verdict, text: judgement.verdict }, text: [judgement.message] },
    { kind: 'facts', rows: facts(told) },
  ]
  if (judgement.outcomes.length > 0) sections.push(rulesTable(judgement.outcomes))
  const details = judgement.outcomes.filter(({ tested, reason }) => tested !== undefined || reason !== undefined)
  if (details.length > 0) {
    sections.push({
      kind: 'details',
      title: 'How it was decided',
      sections: [{ kind: 'list', items: details.map(({ message, tested }) => [method(message, tested)]) }],
    })
  }
  const { confusion } = judgement
  if (confusion !== undefined) {
    sections.push({
      kind: 'matrix',
      title: 'Confusion matrix of the challenger',
      rowLabel: 'label',
      columnLabel: 'prediction',
      labels: confusion.classes,
      counts: confusion.counts,
    })
  }
  return { title: 'Model validation', sections }
}

function method(message: string, tested: Outcome['tested']): string {
  if (tested === undefined) return message
  return `${message}. ${tested.method}; p (holds) ${showNumber(tested.holds)}, p (broken) ${showNumber(tested.broken)}, after Holm`
}

function facts(told: Told): [string, Inline[]][] {
  const { judgement } = told
  const rows: [string, Inline[]][] = [['Reason', [{ code: judgement.reason }]]]
  if (told.model !== undefined) rows.push(['Challenger', [{ code: told.model }]])
  if (told.champion === 'none') rows.push(['Champion', ['none: the first release, only absolute rules apply']])
  else if (told.champion !== undefined) rows.push(['Champion', [{ code: told.champion }]])
  if (judgement.rows !== undefined) {
    const how = judgement.matching === 'by-id' ? 'matched by id' : 'in the same order, proven by their ids'
    rows.push(['Rows', [`${showCount(judgement.rows)}, ${how}`]])
  } else if (judgement.digests !== undefined && judgement.digests.labels === undefined) {
    rows.push(['Rows', ['none: numbers of metric files, compared as they stand']])
  }
  rows.push([
    'Attested as',
    [told.attestation === undefined ? `${told.result}, not attached` : `${told.result} `, ...code(told.attestation)],
  ])
  if (told.observed) rows.push(['Mode', ['observe: nothing was attached, and the step does not fail']])
  return rows
}

function code(text: string | undefined): Inline[] {
  return text === undefined ? [] : [{ code: text }]
}

const WORDS: Readonly<Record<Outcome['status'], string>> = {
  pass: 'holds',
  fail: 'broken',
  inconclusive: 'undecided',
  'not-applicable': 'does not apply',
}

function rulesTable(outcomes: readonly Outcome[]): Section {
  return {
    kind: 'table',
    head: ['Verdict', 'Rule', 'Challenger', 'Champion', 'Difference', 'Decided by', 'Rows'],
    rows: outcomes.map((one) => [
      [{ strong: WORDS[one.status] }],
      [{ code: one.rule.text }],
      [showValue(one.rule, one.challenger)],
      [showValue(one.rule, one.champion)],
      [difference(one)],
      [one.basis ?? (one.status === 'not-applicable' ? 'does not apply' : (one.reason ?? '–'))],
      [one.rows === undefined ? '–' : showCount(one.rows)],
    ]),
    numeric: [2, 3, 4, 6],
  }
}

function difference({ rule, tested, basis, challenger, champion }: Outcome): string {
  if (basis === 'test' && tested !== undefined) {
    const { low, high } = tested.interval
    return `${showGap(rule, tested.estimate)} [${showGap(rule, low)}, ${showGap(rule, high)}]`
  }
  if (basis === 'interval' && tested !== undefined)
    return `[${showValue(rule, tested.interval.low)}, ${showValue(rule, tested.interval.high)}]`
  return challenger === undefined || champion === undefined ? '–' : showGap(rule, challenger - champion)
}
