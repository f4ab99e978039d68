import type { RefusalReason } from '../verify.ts'

/** Why an image's chain is refused, in words that stay the same over versions. */
export type ChainReason =
  | Exclude<RefusalReason, 'no-statement'>
  | 'not-attested'
  | 'not-validated'
  | 'no-model'
  | 'model-not-in-image'
  | 'model-gone'
  | 'validation-gone'
  | 'validation-mismatch'
  | 'failed-not-passed'
  | 'warned-not-passed'
  | 'policy-mismatch'
  | 'dataset-mismatch'
  | 'champion-mismatch'
  | 'champion-unknown'
  | 'ambiguous'

/** A refusal along the way. */
export interface ChainRefusal<R extends ChainReason = ChainReason> {
  readonly ok: false
  readonly reason: R
  readonly message: string
}

/** A refusal with its reason and sentence. */
export function refused(reason: ChainReason, message: string): ChainRefusal {
  return { ok: false, reason, message }
}
