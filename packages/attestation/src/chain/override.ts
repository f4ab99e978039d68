import type { PolicyOverride } from '../trust-policy.ts'
import type { ChainReason } from './reasons.ts'
import type { ChainWalk } from './walk.ts'

/** Whether a person decided otherwise for this image and this reason, and whether that still holds. */
export type FoundOverride =
  | { readonly kind: 'none' }
  | { readonly kind: 'expired'; readonly message: string }
  | { readonly kind: 'valid'; readonly override: PolicyOverride }

/** The override of the trust policy that covers everything that speaks against the image. */
export function findOverride(walk: ChainWalk, reasons: readonly ChainReason[]): FoundOverride {
  const covering = walk.policy.overrides.filter(
    ({ image, accepts }) =>
      image === walk.image && reasons.every((reason) => accepts.some((accepted) => accepted === reason)),
  )
  const [last] = [...covering].sort((one, other) => Date.parse(other.until) - Date.parse(one.until))
  if (last === undefined) return { kind: 'none' }
  if (Date.parse(last.until) < walk.now.getTime()) {
    return { kind: 'expired', message: `the override by ${last.by} ended on ${last.until}` }
  }
  return { kind: 'valid', override: last }
}
