import type { ArmCounts } from './counts.ts'

/** Fewer stable pods than this can't show how much pods differ by themselves. */
const LEAST_PODS = 3

/**
 * Pearson's χ² of bad counts across pods over its degrees of freedom, at least 1; undefined below three pods with trials.
 * Pods that fail in bursts make every counting test too sure of itself: evidence is divided by this.
 */
export function dispersion(pods: readonly ArmCounts[]): number | undefined {
  const used = pods.filter(({ trials }) => trials > 0)
  if (used.length < LEAST_PODS) return undefined
  const trials = used.reduce((sum, pod) => sum + pod.trials, 0)
  const rate = used.reduce((sum, pod) => sum + pod.bad, 0) / trials
  if (rate <= 0 || rate >= 1) return 1
  const chi2 = used.reduce((sum, pod) => {
    const expected = pod.trials * rate
    return sum + (pod.bad - expected) ** 2 / (expected * (1 - rate))
  }, 0)
  return Math.max(1, chi2 / (used.length - 1))
}

/**
 * The divisor for each block, from the stable pods' cumulative counts of the blocks before it (so it is predictable).
 * Entry b of `blocks` maps a pod's name to what it did in block b. Undefined where too few pods have been seen.
 */
export function dispersionPath(blocks: readonly ReadonlyMap<string, ArmCounts>[]): (number | undefined)[] {
  const total = new Map<string, ArmCounts>()
  return blocks.map((block) => {
    const divisor = dispersion([...total.values()])
    for (const [pod, { trials, bad }] of block) {
      const before = total.get(pod) ?? { trials: 0, bad: 0 }
      total.set(pod, { trials: before.trials + trials, bad: before.bad + bad })
    }
    return divisor
  })
}
