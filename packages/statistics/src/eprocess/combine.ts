import type { EvidencePath } from './counts.ts'

/** log Σ w_i·exp(x_i), without overflow. Weights default to equal ones that sum to 1. */
export function logAverage(logValues: readonly number[], weights?: readonly number[]): number {
  const high = Math.max(...logValues)
  if (!Number.isFinite(high)) return high
  const sum = logValues.reduce(
    (total, value, index) => total + (weights?.[index] ?? 1 / logValues.length) * Math.exp(value - high),
    0,
  )
  return high + Math.log(sum)
}

/** Average of several e-processes, block by block: again an e-process, with no independence needed. */
export function averageEvidence(paths: readonly EvidencePath[], weights?: readonly number[]): EvidencePath {
  const [first = []] = paths
  return first.map((_, block) =>
    logAverage(
      paths.map((path) => path[block] ?? 0),
      weights,
    ),
  )
}

/** The weakest of several paths, block by block: what is proven of all of them. */
export function weakestEvidence(paths: readonly EvidencePath[]): EvidencePath {
  const [first = []] = paths
  return first.map((_, block) => Math.min(...paths.map((path) => path[block] ?? 0)))
}

/** The first block after which exp(path) has reached 1/level, or undefined. */
export function firstCrossing(path: EvidencePath, level: number): number | undefined {
  const threshold = Math.log(1 / level)
  const index = path.findIndex((value) => value >= threshold)
  return index < 0 ? undefined : index
}

/** Evidence about one metric: both directions, as natural logarithms of e-values after each block. */
export interface MetricEvidence {
  readonly harm: EvidencePath
  readonly safety: EvidencePath
}

/** What may be concluded now. `harm` once reached stays; `safe` must hold at the last block. */
export type SequentialVerdict = 'harm' | 'safe' | 'not-yet'

/**
 * Three-valued verdict on several metrics: harm when any metric's evidence has ever reached 1/(α·share), safe when every
 * metric's safety stands at 1/β or more (an intersection–union test: no split of β). α is shared equally.
 */
export function combineMetrics(
  metrics: readonly MetricEvidence[],
  { alpha, beta }: { readonly alpha: number; readonly beta: number },
): SequentialVerdict {
  if (metrics.length === 0) return 'not-yet'
  if (metrics.some(({ harm }) => firstCrossing(harm, alpha / metrics.length) !== undefined)) return 'harm'
  const proven = metrics.every(({ safety }) => (safety.at(-1) ?? 0) >= Math.log(1 / beta))
  return proven ? 'safe' : 'not-yet'
}
