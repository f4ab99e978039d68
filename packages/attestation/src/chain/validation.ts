import type { Digest } from '@ml-actions/registry'
import { PredicateType } from '../predicates/predicate-types.ts'
import { configured, isTestResult, type TestResult } from '../predicates/test-result.ts'
import type { Override } from '../statement.ts'
import { type Accepted, type Expectation, type Refused, verifyAll } from '../verify.ts'
import { acceptedAs, collect, findNamed, isSame } from './candidates.ts'
import { type ChainReason, type ChainRefusal, refused } from './reasons.ts'
import type { ChainRecord } from './record.ts'
import type { ChainWalk, Serving } from './walk.ts'

/** How the model was judged. */
export type Judgement =
  | { readonly ok: true; readonly validation: Accepted<TestResult>; readonly override: Override | undefined }
  | (ChainRefusal & { readonly against: Objections | undefined })

/** A statement that holds, and everything that speaks against going by it. Who overrides one has to override all. */
export interface Objections {
  readonly validation: Accepted<TestResult>
  readonly reasons: readonly ChainReason[]
}

/**
 * Whether the model passed: of the statements that hold and that speak of the policy, labels and champion expected, the
 * newest decides, so that a later failure is not hidden behind an earlier pass. Where one is expected by its digest, that one
 * must be there and be the newest.
 */
export async function judgeValidation(walk: ChainWalk, model: Digest, record: ChainRecord): Promise<Judgement> {
  const expectation: Expectation<TestResult> = {
    policy: walk.policy,
    subject: model,
    predicateType: PredicateType.testResult,
    guard: isTestResult,
    now: walk.now,
    require: walk.require,
  }
  const named = await findNamed(walk)
  const { accepted, refused: refusal } = verifyAll(await collect(walk, model, named), expectation)
  if (accepted.length === 0) return missed(notValidated(model, refusal))
  const expected = named === undefined ? undefined : acceptedAs(named, expectation)
  if (expected?.ok === false) return missed(expected)

  const newestFirst = [...accepted].sort((one, other) => finished(other) - finished(one))
  const fitting = newestFirst.find((candidate) => mismatches(candidate, walk, model).length === 0)
  const validation = fitting ?? expected ?? newestFirst[0]
  if (validation === undefined) return missed(notValidated(model, refusal))
  const { annotations } = validation.statement.predicate
  if (expected !== undefined && !isSame(validation.stored, expected.stored)) {
    const decides = `the validation that decides is ${validation.attestation}, ${ended(validation)} at ${annotations.finishedOn}`
    return missed(refused('validation-mismatch', `${decides}; ${expected.attestation} was asked for`))
  }
  const all = [...mismatches(validation, walk, model), ...verdict(validation, model)]
  const [first] = all
  record.found('validation', model, validation, fitting === undefined && first ? first.message : ended(validation))
  const passed = validation.statement.predicate.result === 'PASSED'
  if (first === undefined) return { ok: true, validation, override: passed ? undefined : validation.override }
  return { ...first, against: { validation, reasons: all.map(({ reason }) => reason) } }

  function missed(found: ChainRefusal): Judgement {
    record.missed('validation', model, found.message)
    return { ...found, against: undefined }
  }
}

/** What its result says against the model; nothing where a person overrode it in the statement itself. */
function verdict(validation: Accepted<TestResult>, model: Digest): ChainRefusal[] {
  const { result } = validation.statement.predicate
  if (result === 'PASSED' || validation.override !== undefined) return []
  const reason = result === 'WARNED' ? 'warned-not-passed' : 'failed-not-passed'
  return [refused(reason, `the validation of the model ${model} ended as ${ended(validation)}`)]
}

function ended({ statement }: Accepted<TestResult>): string {
  return `${statement.predicate.result} (${statement.predicate.annotations.reason})`
}

function notValidated(model: Digest, { reason, message }: Refused): ChainRefusal {
  return reason === 'no-statement'
    ? refused('not-validated', `no validation of the model ${model} is attached to the image or the model`)
    : refused(reason, `the validation of the model ${model} is refused: ${message}`)
}

/** What does not fit the policy, the labels and the champion that are expected. */
function mismatches(candidate: Accepted<TestResult>, walk: ChainWalk, model: Digest): ChainRefusal[] {
  const { predicate } = candidate.statement
  const { policy, labels, serving } = walk.expected
  const found: ChainRefusal[] = []
  const judgedBy = configured(predicate, 'policy')
  if (policy !== undefined && judgedBy !== policy) {
    found.push(refused('policy-mismatch', `the model was judged by the policy ${judgedBy}, not by ${policy}`))
  }
  const judgedOn = configured(predicate, 'labels')
  if (labels !== undefined && !labels.some((digest) => digest === judgedOn)) {
    const asked = labels.join(' or ')
    found.push(refused('dataset-mismatch', `the model was judged on the labels ${judgedOn}, not on ${asked}`))
  }
  const champion = serving === undefined ? undefined : championMismatch(predicate, serving, model)
  return champion === undefined ? found : [...found, champion]
}

function championMismatch(predicate: TestResult, serving: Serving, model: Digest): ChainRefusal | undefined {
  if (serving.kind === 'unknown') {
    return refused(
      'champion-unknown',
      `${serving.image} serves, and its model is not on record, so the model can't have been compared with what serves`,
    )
  }
  const champion = configured(predicate, 'champion')
  // Deploying once more what serves already: it was compared with what served before it.
  if (serving.kind === 'model' && serving.digest === model) return undefined
  const wanted = serving.kind === 'model' ? serving.digest : undefined
  if (champion === wanted) return undefined
  const said = champion === undefined ? 'as a first release' : `against the champion ${champion}`
  return refused(
    'champion-mismatch',
    `the model was judged ${said}, while ${wanted === undefined ? 'nothing' : wanted} serves now`,
  )
}

function finished(candidate: Accepted<TestResult>): number {
  return Date.parse(candidate.statement.predicate.annotations.finishedOn)
}
