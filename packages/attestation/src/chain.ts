import type { Digest } from '@ml-actions/registry'
import { modelOfBuild } from './chain/build.ts'
import { findOverride } from './chain/override.ts'
import type { ChainReason } from './chain/reasons.ts'
import { ChainRecord, type ChainStep } from './chain/record.ts'
import { judgeValidation } from './chain/validation.ts'
import type { ChainWalk } from './chain/walk.ts'
import type { Provenance } from './predicates/provenance.ts'
import type { TestResult } from './predicates/test-result.ts'
import type { Override } from './statement.ts'
import type { Accepted } from './verify.ts'

/** How the walk ended. */
export type Chain =
  | {
      readonly ok: true
      readonly image: Digest
      readonly model: Digest
      readonly build: Accepted<Provenance>
      readonly validation: Accepted<TestResult>
      /** Set when a person's decision, not the evidence, let it through. */
      readonly override: Override | undefined
      readonly steps: readonly ChainStep[]
    }
  | { readonly ok: false; readonly reason: ChainReason; readonly message: string; readonly steps: readonly ChainStep[] }

/**
 * Walks image → build statement → model → test result, and says where it breaks. An override of the trust policy forgives a
 * verdict on the model, never a missing or forged statement about the image. Throws only what the registry throws.
 */
export async function walkChain(walk: ChainWalk): Promise<Chain> {
  const record = new ChainRecord()
  const built = await modelOfBuild(walk, record)
  if (!built.ok) return { ...built, steps: record.steps }
  const { model, build } = built
  const judged = await judgeValidation(walk, model, record)
  if (judged.ok) {
    const { validation, override } = judged
    return { ok: true, image: walk.image, model, build, validation, override, steps: record.steps }
  }
  const { reason, message, against } = judged
  if (against === undefined) return { ok: false, reason, message, steps: record.steps }
  const found = findOverride(walk, against.reasons)
  if (found.kind === 'expired') {
    return { ok: false, reason: 'override-expired', message: `${message}; ${found.message}`, steps: record.steps }
  }
  if (found.kind === 'none') return { ok: false, reason, message, steps: record.steps }
  const { validation } = against
  return { ok: true, image: walk.image, model, build, validation, override: found.override, steps: record.steps }
}
