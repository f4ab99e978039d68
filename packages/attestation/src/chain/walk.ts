import type { Digest, RepositoryClient } from '@ml-actions/registry'
import type { TrustPolicy } from '../trust-policy.ts'

/** What serves now: the model that the validation must have been judged against. */
export type Serving =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'model'; readonly digest: Digest }
  /** An image whose model is not on record: nothing can have been compared with it, and it is no first release. */
  | { readonly kind: 'unknown'; readonly image: string }

/** What the chain must say. What is absent is not checked. */
export interface ChainExpectation {
  /** Digest of the rules that the model was judged by. */
  readonly policy?: Digest
  /** Digests of label files, one of which it must have been judged on. */
  readonly labels?: readonly Digest[]
  /** What serves now, and so what it must have been compared with. */
  readonly serving?: Serving
  /**
   * The manifest that attaches a validation to the model in `models`. Its verdict, whichever copy of it is found, must be the
   * one that decides: a verdict that was removed then leaves no older one behind.
   */
  readonly validation?: Digest
}

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
