import type { InputsOfAction } from '@ml-actions/action'
import {
  dependencies,
  isEvaluationProvenance,
  list,
  PredicateType,
  type Provenance,
  parseTrustPolicy,
  publicKeyOf,
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

/**
 * Looks for an evaluation's statement of each predictions file on the model that it is said to come from. Both models must
 * have been evaluated on the same features: rows of one id may have changed since the champion was.
 */
export async function checkOrigin(
  client: RepositoryClient,
  inputs: Inputs,
  digests: DataDigests,
  now: Date,
): Promise<ForeignPredictions | undefined> {
  const { model, champion } = inputs
  const ours =
    model === undefined ? undefined : await search(client, inputs, parseDigest(model), digests.challenger, now)
  if (ours !== undefined && 'missing' in ours)
    return { reason: 'unattested-predictions', message: `The challenger's predictions: ${ours.missing}` }
  if (champion === undefined || champion === 'none' || digests.champion === undefined) return undefined
  const theirs = await search(client, inputs, parseDigest(champion), digests.champion, now)
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
  inputs: Inputs,
  model: Digest,
  predictions: Digest,
  now: Date,
): Promise<{ readonly features: readonly string[] } | { readonly missing: string }> {
  const policy = await parseTrustPolicy(keysOf(inputs))
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

function keysOf(inputs: Inputs): string {
  const key = inputs['signing-key']
  if (inputs['trusted-keys'] !== undefined || key === undefined) return inputs['trusted-keys'] ?? ''
  return publicKeyOf(key)
}
