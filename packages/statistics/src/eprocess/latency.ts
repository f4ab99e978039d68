import { averageEvidence, type MetricEvidence, weakestEvidence } from './combine.ts'
import type { ProportionBlock, Tolerance } from './counts.ts'
import { HALF_LIFE_BLOCKS, lateHarmEvidence, proportionEvidence } from './proportions.ts'

/** One arm's latency histogram over one block: `slower[i]` of `total` requests took longer than edge i. */
export interface ArmLatency {
  readonly total: number
  readonly slower: readonly number[]
}

/** Both arms' histograms over the same block and the same edges. */
export interface LatencyBlock {
  readonly canary: ArmLatency
  readonly stable: ArmLatency
}

/** The two-proportion blocks "slower than edge i" of a sequence of histograms. */
function slowerThanEdge(blocks: readonly LatencyBlock[], edge: number): ProportionBlock[] {
  const arm = ({ total, slower }: ArmLatency) => ({ trials: total, bad: slower[edge] ?? 0 })
  return blocks.map(({ canary, stable }) => ({ canary: arm(canary), stable: arm(stable) }))
}

/**
 * Evidence that the canary is slower. Harm is averaged over the edges (null: F_canary(x) ≥ F_stable(x) − tolerance at
 * every edge x); safety must hold at each edge, so it is the weakest of them. No edges: no evidence.
 */
export function latencyEvidence(
  blocks: readonly LatencyBlock[],
  edges: number,
  tolerance: { readonly harm: Tolerance; readonly safety: Tolerance },
  dispersion: readonly (readonly number[])[] = [],
): MetricEvidence {
  if (edges === 0) return { harm: blocks.map(() => 0), safety: blocks.map(() => 0) }
  const each = Array.from({ length: edges }, (_, edge) => slowerThanEdge(blocks, edge))
  return {
    harm: averageEvidence(each.map((edge, index) => harmEvidence(edge, tolerance.harm, dispersion[index]))),
    safety: weakestEvidence(each.map((edge, index) => safetyEvidence(edge, tolerance.safety, dispersion[index]))),
  }
}

/** Evidence of harm, at once or late: the average of `proportionEvidence` and `lateHarmEvidence`. */
export function harmEvidence(
  blocks: readonly ProportionBlock[],
  tolerance: Tolerance,
  dispersion: readonly number[] = [],
): readonly number[] {
  return averageEvidence([
    proportionEvidence(blocks, tolerance, 'harm', dispersion),
    lateHarmEvidence(blocks, tolerance, dispersion),
  ])
}

/**
 * Evidence of safety: the average of what is learnt from all blocks before, which is best while rates stand still, and from
 * those just before, which goes on when both arms drift.
 */
export function safetyEvidence(
  blocks: readonly ProportionBlock[],
  tolerance: Tolerance,
  dispersion: readonly number[] = [],
): readonly number[] {
  return averageEvidence(
    [Number.POSITIVE_INFINITY, HALF_LIFE_BLOCKS].map((halfLife) =>
      proportionEvidence(blocks, tolerance, 'safety', dispersion, halfLife),
    ),
  )
}
