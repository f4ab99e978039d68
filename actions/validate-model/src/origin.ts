import { type InputsOfAction, UserError } from '@ml-actions/action'
import {
  dependencies,
  isEvaluationProvenance,
  list,
  PredicateType,
  type Provenance,
  parseTrustPolicy,
  publicKeyOf,
  type TrustPolicy,
  verifyAll,
} from '@ml-actions/attestation'
import { type Digest, hexOf, parseDigest, type RepositoryClient } from '@ml-actions/registry'
import type { Definition } from './definition.ts'
import type { DataDigests } from './judgement.ts'

type Inputs = InputsOfAction<Definition>

/** Predictions that nothing proves to come from their model. */
export interface ForeignPredictions {
  readonly reason: 'stale-champion' | 'unattested-predictions'
  readonly message: string
}

/** Whose evaluations count; asked before anything is read. @throws UserError */
export async function trustedEvaluators(inputs: Pick<Inputs, 'signing-key' | 'trusted-keys'>): Promise<TrustPolicy> {
  const { 'trusted-keys': keys, 'signing-key': own } = inputs
  try {
    return await parseTrustPolicy(keys ?? (own === undefined ? '' : publicKeyOf(own)))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UserError({ reason: 'invalid-input', what: `\`trusted-keys\`: ${error.message}` }, { cause: error })
  }
}

/**
 * Looks for an evaluation's statement of each predictions file on the model that it is said to come from. Both models must
 * have been evaluated on the same features: rows of one id may have changed since the champion was.
 */
export async function checkOrigin(
  client: RepositoryClient,
  inputs: Inputs,
  digests: DataDigests,
  by: { readonly policy: TrustPolicy; readonly now: Date },
): Promise<ForeignPredictions | undefined> {
  const { model, champion } = inputs
  const ours = model === undefined ? undefined : await search(client, by, parseDigest(model), digests.challenger)
  if (ours !== undefined && 'missing' in ours)
    return { reason: 'unattested-predictions', message: `The challenger's predictions: ${ours.missing}` }
  if (champion === undefined || champion === 'none' || digests.champion === undefined) return undefined
  const theirs = await search(client, by, parseDigest(champion), digests.champion)
  if ('missing' in theirs) return { reason: 'stale-champion', message: `The champion's predictions: ${theirs.missing}` }
  if (ours === undefined || theirs.features.some((features) => ours.features.includes(features))) return undefined
  return {
    reason: 'stale-champion',
    message: "The champion's predictions were made from other features than the challenger's.",
  }
}

/** The digests of the features that a file of predictions was made from, or why that is not known. */
async function search(
  client: RepositoryClient,
  { policy, now }: { readonly policy: TrustPolicy; readonly now: Date },
  model: Digest,
  predictions: Digest,
): Promise<{ readonly features: readonly string[] } | { readonly missing: string }> {
  const { accepted, refused } = verifyAll(await list(client, model, PredicateType.provenance), {
    policy,
    subject: predictions,
    predicateType: PredicateType.provenance,
    guard: isEvaluationProvenance,
    require: policy.signers.length > 0 ? 'validated' : 'recorded',
    now,
  })
  const shas = (provenance: Provenance, name: string) =>
    dependencies(provenance, name).flatMap(({ digest }) => digest?.['sha256'] ?? [])
  const ofModel = accepted.filter(({ statement }) => shas(statement.predicate, 'model').includes(hexOf(model)))
  if (ofModel.length > 0) return { features: ofModel.flatMap(({ statement }) => shas(statement.predicate, 'features')) }
  const why = accepted.length > 0 ? 'the statements name another model' : refused.message
  return { missing: `no evaluation of ${model} attests the file ${predictions}: ${why}` }
}
