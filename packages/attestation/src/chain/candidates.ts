import { type Digest, isRegistryError } from '@ml-actions/registry'
import { PredicateType } from '../predicates/predicate-types.ts'
import type { TestResult } from '../predicates/test-result.ts'
import { envelopeDigest, fetchByDigest, list, type StoredAttestation } from '../stored.ts'
import { type Accepted, type Expectation, verifyAll } from '../verify.ts'
import { type ChainRefusal, refused } from './reasons.ts'
import type { ChainWalk } from './walk.ts'

/** The validation that is expected by its digest, as it was found. */
export type Named = { readonly ok: true; readonly stored: StoredAttestation } | ChainRefusal

/** Looks for the validation that is expected by its digest, in the repository of models; `undefined` where none is. */
export async function findNamed({ models, expected: { validation } }: ChainWalk): Promise<Named | undefined> {
  if (validation === undefined) return undefined
  if (models === undefined) return refused('validation-gone', `no repository is known in which ${validation} could be`)
  try {
    return { ok: true, stored: await fetchByDigest(models, validation) }
  } catch (error) {
    if (isRegistryError(error, 'not-found'))
      return refused('validation-gone', `the validation ${validation} is not in the repository of the model`)
    if (isRegistryError(error, 'invalid-response')) return refused('validation-mismatch', error.message)
    throw error
  }
}

/** The validation that is expected, once its signature and subject are looked at. */
export function acceptedAs(named: Named, expectation: Expectation<TestResult>): Accepted<TestResult> | ChainRefusal {
  if (!named.ok) return named
  const { accepted, refused: refusal } = verifyAll([named.stored], expectation)
  const [own] = accepted
  if (own !== undefined) return own
  const { reason, message } = refusal
  const what = `the validation ${named.stored.manifest.digest} is refused: ${message}`
  return refused(reason === 'no-statement' ? 'validation-gone' : reason, what)
}

/**
 * The validations attached to the image and, where its repository is known, to the model, and the one that is expected; the
 * same envelope counts once.
 */
export async function collect(walk: ChainWalk, model: Digest, named: Named | undefined): Promise<StoredAttestation[]> {
  const [onImage, onModel] = await Promise.all([
    list(walk.images, walk.image, PredicateType.testResult),
    walk.models === undefined ? [] : list(walk.models, model, PredicateType.testResult),
  ])
  // Who can change a list of referrers must not make the one that is expected vanish from it.
  const all = [...(named?.ok === true ? [named.stored] : []), ...onModel, ...onImage]
  const byEnvelope = new Map(all.map((stored) => [envelopeDigest(stored) ?? stored, stored]))
  return [...byEnvelope.values()]
}

/** Whether both hold the same envelope, wherever each is attached. */
export function isSame(one: StoredAttestation, other: StoredAttestation): boolean {
  const envelope = envelopeDigest(one)
  return envelope !== undefined && envelope === envelopeDigest(other)
}
