import type { Digest } from '@ml-actions/registry'
import { PredicateType } from '../predicates/predicate-types.ts'
import { configured, isTestResult, type TestResult } from '../predicates/test-result.ts'
import type { Override } from '../statement.ts'
import { type Accepted, type Expectation, type Refused, verifyAll } from '../verify.ts'
import { acceptedAs, collect, findNamed, isSame } from './candidates.ts'
import { type ChainRefusal, refused } from './reasons.ts'
import type { ChainRecord } from './record.ts'
import type { ChainWalk, Serving } from './walk.ts'

/** How the model was judged. A refusal that rests on a statement has it with it. */
export type Judgement =
  | { readonly ok: true; readonly validation: Accepted<TestResult>; readonly override: Override | undefined }
  | (ChainRefusal & { readonly validation: Accepted<TestResult> | undefined })

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
  const validation = newestFirst.find((candidate) => mismatch(candidate, walk, model) === undefined)
  if (validation === undefined) {
    const [newest] = expected === undefined ? newestFirst : [expected]
    const found = newest && mismatch(newest, walk, model)
    if (newest === undefined || found === undefined) return missed(refused('ambiguous', 'no validation fits'))
    record.found('validation', model, newest, found.message)
    return { ...found, validation: newest }
  }
  const { result, annotations } = validation.statement.predicate
  const message = `${result} (${annotations.reason})`
  record.found('validation', model, validation, message)
  if (expected !== undefined && !isSame(validation.stored, expected.stored)) {
    const decides = `the validation that decides is ${validation.attestation}, ${message} at ${annotations.finishedOn}`
    const other = refused('validation-mismatch', `${decides}; ${expected.attestation} was asked for`)
    return { ...other, validation: undefined }
  }
  if (result === 'PASSED') return { ok: true, validation, override: undefined }
  if (validation.override !== undefined) return { ok: true, validation, override: validation.override }
  const reason = result === 'WARNED' ? 'warned-not-passed' : 'failed-not-passed'
  return { ...refused(reason, `the validation of the model ${model} ended as ${message}`), validation }

  function missed(found: ChainRefusal): Judgement {
    record.missed('validation', model, found.message)
    return { ...found, validation: undefined }
  }
}

function notValidated(model: Digest, { reason, message }: Refused): ChainRefusal {
  return reason === 'no-statement'
    ? refused('not-validated', `no validation of the model ${model} is attached to the image or the model`)
    : refused(reason, `the validation of the model ${model} is refused: ${message}`)
}

function mismatch(candidate: Accepted<TestResult>, walk: ChainWalk, model: Digest): ChainRefusal | undefined {
  const { predicate } = candidate.statement
  const { policy, labels, serving } = walk.expected
  const judgedBy = configured(predicate, 'policy')
  if (policy !== undefined && judgedBy !== policy) {
    return refused('policy-mismatch', `the model was judged by the policy ${judgedBy}, not by ${policy}`)
  }
  const judgedOn = configured(predicate, 'labels')
  if (labels !== undefined && !labels.some((digest) => digest === judgedOn)) {
    return refused('dataset-mismatch', `the model was judged on the labels ${judgedOn}, not on ${labels.join(' or ')}`)
  }
  return serving === undefined ? undefined : championMismatch(predicate, serving, model)
}

function championMismatch(predicate: TestResult, serving: Serving, model: Digest): ChainRefusal | undefined {
  if (serving.kind === 'unknown') {
    return refused(
      'champion-unknown',
      `${serving.image} serves, and its record names no model, so the model can't have been compared with what serves`,
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
