import type { ArmCounts, EvidencePath, ProportionBlock, Tolerance } from './counts.ts'
import { projectOnBoundary, type Rates } from './projection.ts'

/** Which null hypothesis evidence is gathered against: `harm` rejects "tolerated", `safety` rejects "not tolerated". */
export type Direction = 'harm' | 'safety'

interface Past {
  readonly canary: ArmCounts
  readonly stable: ArmCounts
}

const NOTHING: ArmCounts = { trials: 0, bad: 0 }
// Pseudo-counts of the plug-in alternatives: a stable rate near 1 % before anything is seen, and a canary half again
// as bad as tolerated (harm) or as good as stable (safety). They decide speed, never validity.
const STABLE_PRIOR = { trials: 50, bad: 0.5 }
const CANARY_PRIOR_TRIALS = 30
const HARM_PRIOR_RATIO = 1.5
const GAP = 1e-4
const CEILING = 1 - 2 ** -20
// A first large block judged by the prior alone would cost more evidence than a bad canary gains: learn first.
const STABLE_TRIALS_FIRST = 20
/** Rates of an hour ago are a poor guess once both arms drift. */
export const HALF_LIFE_BLOCKS = 5

function expected(past: Past, tolerance: Tolerance, direction: Direction): Rates | undefined {
  const stable = (past.stable.bad + STABLE_PRIOR.bad) / (past.stable.trials + STABLE_PRIOR.trials)
  const boundary = tolerance.ratio * stable + tolerance.absolute
  // No canary can be worse than a tolerance that reaches 1; every canary is better than it.
  if (boundary >= 1 && direction === 'harm') return undefined
  const prior = direction === 'harm' ? HARM_PRIOR_RATIO * boundary : Math.min(stable, boundary)
  const guess = (past.canary.bad + CANARY_PRIOR_TRIALS * prior) / (past.canary.trials + CANARY_PRIOR_TRIALS)
  const canary =
    direction === 'harm'
      ? Math.min(Math.max(guess, boundary * (1 + GAP)), CEILING)
      : Math.min(guess, boundary * (1 - GAP), CEILING)
  const beyond = direction === 'harm' ? canary > boundary : canary < boundary
  return beyond ? { canary, stable } : undefined
}

/**
 * Log likelihood ratio of one block against the null, with alternatives learnt from past blocks only.
 * A block in which either arm is silent says nothing (0), and so does one before stable's rate is known at all.
 */
function blockEvidence(block: ProportionBlock, past: Past, tolerance: Tolerance, direction: Direction): number {
  const { canary, stable } = block
  if (canary.trials <= 0 || stable.trials <= 0 || past.stable.trials < STABLE_TRIALS_FIRST) return 0
  const alternative = expected(past, tolerance, direction)
  if (alternative === undefined) return 0
  const null0 = projectOnBoundary(alternative, { canary: canary.trials, stable: stable.trials }, tolerance)
  if (null0 === undefined) return 0
  return logRatio(canary, alternative.canary, null0.canary) + logRatio(stable, alternative.stable, null0.stable)
}

function logRatio({ trials, bad }: ArmCounts, alternative: number, null0: number): number {
  const good = trials - bad
  const ofBad = bad > 0 ? bad * Math.log(alternative / null0) : 0
  const ofGood = good > 0 ? good * (Math.log1p(-alternative) - Math.log1p(-null0)) : 0
  return ofBad + ofGood
}

/** What is known after one more block, where what was known before counts for less. */
function learn({ canary, stable }: Past, block: ProportionBlock, keep: number): Past {
  const add = (before: ArmCounts, now: ArmCounts): ArmCounts => ({
    trials: before.trials * keep + now.trials,
    bad: before.bad * keep + now.bad,
  })
  return { canary: add(canary, block.canary), stable: add(stable, block.stable) }
}

const keepOf = (halfLifeBlocks: number): number => 0.5 ** (1 / halfLifeBlocks)

/**
 * Sequential evidence about `p_canary ≤ ratio·p_stable + absolute` (two-sample Bernoulli e-process; Turner, Ly &
 * Grünwald, arXiv 2106.02693). `harm` grows when the canary is worse than tolerated, `safety` when it is proven not to be.
 * Under its null the chance that exp(path) ever reaches 1/α is at most α, whenever and however often one looks; rates may
 * drift in time as long as both arms share the drift, and block sizes and traffic weights may change.
 * Blocks from before the canary (its trials 0) say nothing but teach stable's rate: pass some, it is much faster.
 * `dispersion[b]` ≥ 1 divides the evidence of block b (see `dispersionPath`). With a half-life the alternatives are learnt
 * from the blocks just before.
 */
export function proportionEvidence(
  blocks: readonly ProportionBlock[],
  tolerance: Tolerance,
  direction: Direction,
  dispersion: readonly number[] = [],
  halfLifeBlocks = Number.POSITIVE_INFINITY,
): EvidencePath {
  const keep = keepOf(halfLifeBlocks)
  let past: Past = { canary: NOTHING, stable: NOTHING }
  let logE = 0
  return blocks.map((block, index) => {
    logE += blockEvidence(block, past, tolerance, direction) / (dispersion[index] ?? 1)
    past = learn(past, block, keep)
    return logE
  })
}

/**
 * Evidence of harm that may begin late (a leak, a cache that fills, a step to more load): a mixture over every possible
 * beginning, with weight 1/((b+1)(b+2)) for block b, so that a good past can't drown a bad present. Both arms' rates are
 * learnt with a half-life. An average of e-processes is one, so the same guarantee holds.
 */
export function lateHarmEvidence(
  blocks: readonly ProportionBlock[],
  tolerance: Tolerance,
  dispersion: readonly number[] = [],
): EvidencePath {
  const keep = keepOf(HALF_LIFE_BLOCKS)
  let past: Past = { canary: NOTHING, stable: NOTHING }
  let logBegun = Number.NEGATIVE_INFINITY
  return blocks.map((block, index) => {
    const gain = blockEvidence(block, past, tolerance, 'harm') / (dispersion[index] ?? 1)
    past = learn(past, block, keep)
    logBegun = gain + logAdd(logBegun, -Math.log((index + 1) * (index + 2)))
    // What has not begun yet still holds its stake: 1 − Σ w = 1/(b+2).
    return logAdd(logBegun, -Math.log(index + 2))
  })
}

function logAdd(a: number, b: number): number {
  const high = Math.max(a, b)
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high))
}
