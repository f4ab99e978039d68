import {
  dependencies,
  isBuildProvenance,
  keyIdOf,
  list,
  PredicateType,
  type Provenance,
  publicKeyOf,
  type TrustPolicy,
  verifyAll,
} from '@ml-actions/attestation'
import { type Digest, hexOf, type RepositoryClient } from '@ml-actions/registry'
import type { Inputs } from './definition.ts'

/** What the registry has under a content tag. */
export type Existing =
  | { readonly kind: 'absent' }
  | { readonly kind: 'found'; readonly digest: Digest; readonly attestation: Digest; readonly provenance: Provenance }
  | { readonly kind: 'unproven'; readonly digest: Digest; readonly why: string }

/** What an image must say of itself to be used again. */
export interface Wanted {
  readonly input: Digest
  readonly model: Digest | undefined
  /** Digest of all that makes it, labels included. */
  readonly key: Digest
}

/**
 * Looks for an image made before. Whoever may push can give any image a content tag, so the tag alone proves nothing: a build
 * statement must say that it was made from these inputs, signed with our own key where we sign. Otherwise it is built anew,
 * and nothing is signed that was not built here.
 */
export async function findExisting(
  images: RepositoryClient,
  tag: string,
  wanted: Wanted,
  inputs: Inputs,
): Promise<Existing> {
  const found = await images.resolve(tag)
  if (found === undefined) return { kind: 'absent' }
  const { accepted, refused } = verifyAll(await list(images, found.digest, PredicateType.provenance), {
    policy: ownPolicy(inputs),
    subject: found.digest,
    predicateType: PredicateType.provenance,
    guard: isBuildProvenance,
    now: new Date(),
    require: inputs.sign === 'key' ? 'validated' : 'recorded',
  })
  const fitting = accepted.find(({ statement }) => isOf(statement.predicate, wanted))
  if (fitting !== undefined) {
    return {
      kind: 'found',
      digest: found.digest,
      attestation: fitting.attestation,
      provenance: fitting.statement.predicate,
    }
  }
  const why = accepted.length > 0 ? 'its build statement speaks of other inputs' : refused.message
  return { kind: 'unproven', digest: found.digest, why }
}

function ownPolicy(inputs: Inputs): TrustPolicy {
  const key = inputs['signing-key']
  if (inputs.sign !== 'key' || key === undefined) return { signers: [], overrides: [] }
  const publicKeyPem = publicKeyOf(key)
  return { signers: [{ name: 'signing-key', publicKeyPem, keyId: keyIdOf(publicKeyPem) }], overrides: [] }
}

function isOf(provenance: Provenance, wanted: Wanted): boolean {
  const says = (name: string, digest: Digest | undefined): boolean => {
    const named = dependencies(provenance, name).map((dependency) => dependency.digest?.['sha256'])
    return digest === undefined ? named.length === 0 : named.length === 1 && named[0] === hexOf(digest)
  }
  return (
    says('context', wanted.input) &&
    says('model', wanted.model) &&
    provenance.buildDefinition.externalParameters['key'] === wanted.key
  )
}
