import type { InputsOfAction } from '@ml-actions/action'
import {
  dependencies,
  isEvaluationProvenance,
  list,
  PredicateType,
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

/** Looks for an evaluation's statement of each predictions file on the model that it is said to come from. */
export async function checkOrigin(
  client: RepositoryClient,
  inputs: Inputs,
  digests: DataDigests,
  now: Date,
): Promise<ForeignPredictions | undefined> {
  const { model, champion } = inputs
  if (model !== undefined) {
    const missing = await search(client, inputs, parseDigest(model), digests.challenger, now)
    if (missing !== undefined)
      return { reason: 'unattested-predictions', message: `The challenger's predictions: ${missing}` }
  }
  if (champion === undefined || champion === 'none' || digests.champion === undefined) return undefined
  const missing = await search(client, inputs, parseDigest(champion), digests.champion, now)
  return missing === undefined
    ? undefined
    : { reason: 'stale-champion', message: `The champion's predictions: ${missing}` }
}

async function search(
  client: RepositoryClient,
  inputs: Inputs,
  model: Digest,
  predictions: Digest,
  now: Date,
): Promise<string | undefined> {
  const policy = await parseTrustPolicy(keysOf(inputs))
  const { accepted, refused } = verifyAll(await list(client, model, PredicateType.provenance), {
    policy,
    subject: predictions,
    predicateType: PredicateType.provenance,
    guard: isEvaluationProvenance,
    require: policy.signers.length > 0 ? 'validated' : 'recorded',
    now,
  })
  const ofModel = accepted.some(({ statement }) =>
    dependencies(statement.predicate, 'model').some(({ digest }) => digest?.['sha256'] === hexOf(model)),
  )
  if (ofModel) return undefined
  const why = accepted.length > 0 ? 'the statements name another model' : refused.message
  return `no evaluation of ${model} attests the file ${predictions}: ${why}`
}

function keysOf(inputs: Inputs): string {
  const key = inputs['signing-key']
  if (inputs['trusted-keys'] !== undefined || key === undefined) return inputs['trusted-keys'] ?? ''
  return publicKeyOf(key)
}
