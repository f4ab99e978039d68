import { firstCrossing } from './combine.ts'
import type { ProportionBlock, Tolerance } from './counts.ts'
import { harmEvidence, safetyEvidence } from './latency.ts'

/** Traffic as it is expected in each block, and the true bad rates of both arms. */
export interface Expectation {
  readonly canaryTrials: number
  readonly stableTrials: number
  readonly canaryRate: number
  readonly stableRate: number
  /** Trials of stable that were seen before the canary got any: what its rate is learnt from. */
  readonly stableBefore?: number
}

/** Blocks as they would come if every count were exactly its expectation (counts may be fractions). */
function expectedBlock({ canaryTrials, stableTrials, canaryRate, stableRate }: Expectation): ProportionBlock {
  return {
    canary: { trials: canaryTrials, bad: canaryTrials * canaryRate },
    stable: { trials: stableTrials, bad: stableTrials * stableRate },
  }
}

/**
 * How many blocks it takes until a canary this bad is seen as harm at level α: the length of the mean path, learning
 * included. Undefined when it is not seen within `limit` blocks.
 */
export function blocksToDetect(
  expectation: Expectation,
  tolerance: Tolerance,
  alpha: number,
  limit = 2_000,
): number | undefined {
  return crossing((blocks) => harmEvidence(blocks, tolerance), expectation, alpha, limit)
}

/** How many blocks it takes to prove at level β that a canary of this quality is within the tolerance. */
export function blocksToSafety(
  expectation: Expectation,
  tolerance: Tolerance,
  beta: number,
  limit = 2_000,
): number | undefined {
  return crossing((blocks) => safetyEvidence(blocks, tolerance), expectation, beta, limit)
}

function crossing(
  evidence: (blocks: readonly ProportionBlock[]) => readonly number[],
  expectation: Expectation,
  level: number,
  limit: number,
): number | undefined {
  const stableTrials = expectation.stableBefore ?? 0
  const before = expectedBlock({ ...expectation, canaryTrials: 0, stableTrials })
  // Most answers are short: look at few blocks first.
  for (let length = Math.min(32, limit); ; length = Math.min(length * 4, limit)) {
    const blocks = Array.from({ length }, () => expectedBlock(expectation))
    const index = firstCrossing(evidence([before, ...blocks]), level)
    if (index !== undefined) return index
    if (length === limit) return undefined
  }
}
