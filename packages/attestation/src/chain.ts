import type { Digest, RepositoryClient } from '@ml-actions/registry'
import type { Provenance } from './predicates/provenance.ts'
import type { TestResult } from './predicates/test-result.ts'
import type { Override, Statement } from './statement.ts'
import type { TrustPolicy } from './trust-policy.ts'
import type { RefusalReason } from './verify.ts'

/** Why an image's chain is refused. */
export type ChainReason =
  | Exclude<RefusalReason, 'no-statement'>
  | 'not-attested'
  | 'not-validated'
  | 'no-model'
  | 'model-not-in-image'
  | 'failed-not-passed'
  | 'warned-not-passed'
  | 'policy-mismatch'
  | 'dataset-mismatch'
  | 'champion-mismatch'
  | 'ambiguous'

/** What serves now: the model that the validation must have been judged against. */
export type Serving = { readonly kind: 'nothing' } | { readonly kind: 'model'; readonly digest: Digest }

/** What the chain must say. What is absent is not checked. */
export interface ChainExpectation {
  readonly policy?: Digest
  readonly labels?: readonly Digest[]
  readonly serving?: Serving
}

/** One look along the way, for the record and for `chain`'s printing. */
export interface ChainStep {
  readonly from: Digest
  readonly what: 'build' | 'model' | 'validation' | 'training'
  readonly found: boolean
  readonly signer: string | undefined
  readonly attestation: Digest | undefined
  readonly message: string
}

/** A statement of the chain with who signed it and where it is attached. */
export interface ChainStatement<P> {
  readonly statement: Statement<P>
  readonly signer: string | undefined
  readonly attestation: Digest
}

/** How the walk ended. */
export type Chain =
  | {
      readonly ok: true
      readonly image: Digest
      readonly model: Digest
      readonly build: ChainStatement<Provenance>
      readonly validation: ChainStatement<TestResult>
      /** Set when a person's decision, not the evidence, let it through. */
      readonly override: Override | undefined
      readonly steps: readonly ChainStep[]
    }
  | { readonly ok: false; readonly reason: ChainReason; readonly message: string; readonly steps: readonly ChainStep[] }

/** Where the walk starts and what it goes by. */
export interface ChainWalk {
  readonly images: RepositoryClient
  readonly image: Digest
  /** Where models and their statements are, if known; a copy attached to the image is enough otherwise. */
  readonly models?: RepositoryClient
  readonly require: 'validated' | 'recorded'
  readonly policy: TrustPolicy
  readonly expected: ChainExpectation
  readonly now: Date
}

/** Walks image → build statement → model → test result, and says where it breaks. Throws only what the registry throws. */
export async function walkChain(walk: ChainWalk): Promise<Chain> {
  return { ok: false, reason: 'not-attested', message: `nothing is built yet for ${walk.image}`, steps: [] }
}
