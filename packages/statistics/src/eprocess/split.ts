import { logAverage } from './combine.ts'
import type { EvidencePath } from './counts.ts'

/** Requests each arm got in a block, and the canary's configured share of them (0…1) while it lasted. */
export interface SplitBlock {
  readonly canary: number
  readonly stable: number
  readonly share: number
}

// Log odds ratios beyond the tolerance that the test looks for: from a third too much to "nothing arrives at all".
const EFFECTS = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2]

function shifted(share: number, logOdds: number): number {
  const odds = (share / (1 - share)) * Math.exp(logOdds)
  return odds / (1 + odds)
}

/**
 * Evidence that the router does not deliver the configured share (sample-ratio mismatch; Lindon & Malek, NeurIPS 2022,
 * as a finite two-sided mixture). Tolerated: odds off by up to the factor 1 + `tolerance` either way. Blocks with a share
 * of 0 or 1, and blocks during which the weight changed (leave those out), say nothing.
 */
export function splitEvidence(blocks: readonly SplitBlock[], tolerance: number): EvidencePath {
  const slack = Math.log1p(tolerance)
  const sides = [1, -1].flatMap((sign) => EFFECTS.map((effect) => ({ sign, effect })))
  const logE = sides.map(() => 0)
  return blocks.map(({ canary, stable, share }) => {
    if (share > 0 && share < 1) {
      sides.forEach(({ sign, effect }, index) => {
        const null0 = shifted(share, sign * slack)
        const alternative = shifted(share, sign * (slack + effect))
        const gain = canary * Math.log(alternative / null0) + stable * (Math.log1p(-alternative) - Math.log1p(-null0))
        logE[index] = (logE[index] ?? 0) + gain
      })
    }
    return logAverage(logE)
  })
}
