import type { Digest } from '@ml-actions/registry'
import { PredicateType } from '../predicates/predicate-types.ts'
import { configured, isTestResult, type TestResult } from '../predicates/test-result.ts'
import type { Override } from '../statement.ts'
import { envelopeDigest, list, type StoredAttestation } from '../stored.ts'
import { type Accepted, verifyAll } from '../verify.ts'
import { type ChainRefusal, refused } from './reasons.ts'
import type { ChainRecord } from './record.ts'
import type { ChainWalk, Serving } from './walk.ts'

/** How the model was judged. A refusal that rests on a statement has it with it. */
export type Judgement =
  | { readonly ok: true; readonly validation: Accepted<TestResult>; readonly override: Override | undefined }
  | (ChainRefusal & { readonly validation: Accepted<TestResult> | undefined })

/**
 * Whether the model passed: of the statements that hold and that speak of the policy, labels and champion expected, the
 * newest decides, so that a later failure is not hidden behind an earlier pass.
 */
export async function judgeValidation(walk: ChainWalk, model: Digest, record: ChainRecord): Promise<Judgement> {
  const { accepted, refused: refusal } = verifyAll(await collect(walk, model), {
    policy: walk.policy,
    subject: model,
    predicateType: PredicateType.testResult,
    guard: isTestResult,
    now: walk.now,
    require: walk.require,
  })
  const newestFirst = [...accepted].sort((one, other) => finished(other) - finished(one))
  const [newest] = newestFirst
  if (newest === undefined) {
    record.missed('validation', model, refusal.message)
    const { reason, message } =
      refusal.reason === 'no-statement'
        ? refused('not-validated', `no validation of the model ${model} is attached to the image or the model`)
        : refused(refusal.reason, `the validation of the model ${model} is refused: ${refusal.message}`)
    return { ok: false, reason, message, validation: undefined }
  }
  const validation = newestFirst.find((candidate) => mismatch(candidate, walk, model) === undefined)
  if (validation === undefined) {
    const found = mismatch(newest, walk, model) ?? refused('ambiguous', 'no validation fits')
    record.found('validation', model, newest, found.message)
    return { ...found, validation: newest }
  }
  const { result, annotations } = validation.statement.predicate
  const message = `${result} (${annotations.reason})`
  record.found('validation', model, validation, message)
  if (result === 'PASSED') return { ok: true, validation, override: undefined }
  if (validation.override !== undefined) return { ok: true, validation, override: validation.override }
  const reason = result === 'WARNED' ? 'warned-not-passed' : 'failed-not-passed'
  return { ...refused(reason, `the validation of the model ${model} ended as ${message}`), validation }
}

/** From the image and, where its repository is known, from the model; the same envelope counts once. */
async function collect(walk: ChainWalk, model: Digest): Promise<StoredAttestation[]> {
  const [onImage, onModel] = await Promise.all([
    list(walk.images, walk.image, PredicateType.testResult),
    walk.models === undefined ? [] : list(walk.models, model, PredicateType.testResult),
  ])
  const byEnvelope = new Map([...onModel, ...onImage].map((stored) => [envelopeDigest(stored) ?? stored, stored]))
  return [...byEnvelope.values()]
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
