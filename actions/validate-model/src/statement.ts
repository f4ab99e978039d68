import { type Statement, type TestResult, testResult } from '@ml-actions/attestation'
import { type Digest, hexOf, parseDigest } from '@ml-actions/registry'
import type { Policy } from '@ml-actions/validation-policy'
import type { Outcome } from './judge/outcome.ts'
import type { DataDigests, Judgement } from './judgement.ts'

/** What a statement is made from. */
export interface StatementFacts {
  readonly model: string
  readonly champion: string | undefined
  readonly judgement: Judgement
  readonly digests: DataDigests
  readonly policy: Policy
  readonly policyDigest: Digest
  readonly result: TestResult['result']
  readonly origin: 'given' | 'attested'
  readonly runUrl: string
  readonly finishedOn: string
}

/** The in-toto test result about the challenger. */
export function statementOf(facts: StatementFacts): Statement<TestResult> {
  const { judgement, digests, policy } = facts
  const texts = (status: Outcome['status']) =>
    judgement.outcomes.filter((one) => one.status === status).map(({ rule }) => rule.text)
  const champion = facts.champion === undefined || facts.champion === 'none' ? undefined : parseDigest(facts.champion)
  const statement = testResult({
    challenger: parseDigest(facts.model),
    challengerName: 'model',
    result: facts.result,
    reason: judgement.reason,
    policy: facts.policyDigest,
    labels: digests.labels ?? digests.challenger,
    challengerPredictions: digests.challenger,
    ...(champion === undefined || digests.champion === undefined
      ? {}
      : { champion: { model: champion, predictions: digests.champion } }),
    passed: texts('pass'),
    warned: texts('inconclusive'),
    failed: texts('fail'),
    finishedOn: facts.finishedOn,
    url: facts.runUrl,
    annotations: {
      'predictions-origin': facts.origin,
      'not-applicable': texts('not-applicable'),
      policy: { ...policy, rules: policy.rules.map(({ text }) => text) },
      ...(judgement.rows === undefined ? {} : { rows: judgement.rows, matching: judgement.matching }),
    },
  })
  return digests.labels === undefined ? aboutMetrics(statement, facts) : firstReleaseOnly(statement, facts.champion)
}

/** A judgement of metric files names those: there were no labels and no predictions. */
function aboutMetrics(statement: Statement<TestResult>, { digests, champion }: StatementFacts): Statement<TestResult> {
  const configuration = statement.predicate.configuration.flatMap((resource) => {
    if (resource.name === 'labels') return []
    return [{ ...resource, name: resource.name?.replace('-predictions', '-metrics') ?? '' }]
  })
  const described = { ...statement.predicate.annotations, challenger: hexOf(digests.challenger) }
  return firstReleaseOnly(
    { ...statement, predicate: { ...statement.predicate, configuration, annotations: described } },
    champion,
  )
}

/** "First release" is a declaration, not the lack of a champion. */
function firstReleaseOnly(statement: Statement<TestResult>, champion: string | undefined): Statement<TestResult> {
  if (champion === 'none') return statement
  const { 'first-release': _, ...annotations } = statement.predicate.annotations
  return { ...statement, predicate: { ...statement.predicate, annotations } }
}
