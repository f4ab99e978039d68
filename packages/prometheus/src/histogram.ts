import type { SeriesIncrements } from './increments.ts'

/** A classic histogram's growth in one block: requests, and how many took longer than each edge (in the metric's unit). */
export interface HistogramBlock {
  readonly total: number
  readonly slower: readonly number[]
}

/** Histogram growth per block, or why it can't be compared. */
export type HistogramIncrements =
  | { readonly ok: true; readonly edges: readonly number[]; readonly blocks: readonly HistogramBlock[] }
  | { readonly ok: false; readonly reason: 'no-series' | 'bucket-sets-differ'; readonly message: string }

/** `le` as a number: Prometheus 3 writes 1.0 where 2 kept 1. Undefined when it is none. */
export function bucketEdge(le: string | undefined): number | undefined {
  if (le === '+Inf' || le === 'Inf') return Number.POSITIVE_INFINITY
  const edge = le === undefined || le.trim() === '' ? Number.NaN : Number(le)
  return Number.isNaN(edge) ? undefined : edge
}

/** The finite bucket edges of these `_bucket` series when all histograms among them agree on one set, else undefined. */
function commonEdges(buckets: readonly SeriesIncrements[]): number[] | undefined {
  const sets = new Map<string, Set<number>>()
  for (const { labels } of buckets) {
    const { le, ...rest } = labels
    const edge = bucketEdge(le)
    if (edge === undefined) return undefined
    const key = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
    sets.set(key, (sets.get(key) ?? new Set<number>()).add(edge))
  }
  const [first, ...others] = [...sets.values()].map((set) => [...set].sort((a, b) => a - b))
  if (first === undefined || first.at(-1) !== Number.POSITIVE_INFINITY) return undefined
  if (others.some((edges) => JSON.stringify(edges) !== JSON.stringify(first))) return undefined
  return first.slice(0, -1)
}

/**
 * Sums the increments of one arm's `_bucket` series into requests and "slower than" counts per block. Histograms with
 * different bucket sets (a new version that changed them) can't be summed or compared: that is said, never guessed.
 */
export function histogramBlocks(buckets: readonly SeriesIncrements[], blocks: number): HistogramIncrements {
  if (buckets.length === 0) return { ok: false, reason: 'no-series', message: 'There is no _bucket series.' }
  const edges = commonEdges(buckets)
  if (edges === undefined)
    return {
      ok: false,
      reason: 'bucket-sets-differ',
      message: 'Its histograms do not all have the same buckets up to +Inf.',
    }
  const within = new Map<number, number[]>()
  for (const { labels, perBlock } of buckets) {
    const edge = bucketEdge(labels['le'])
    if (edge === undefined) continue
    const sum = within.get(edge) ?? Array.from({ length: blocks }, () => 0)
    within.set(
      edge,
      sum.map((value, block) => value + (perBlock[block] ?? 0)),
    )
  }
  return {
    ok: true,
    edges,
    blocks: Array.from({ length: blocks }, (_, block) => {
      const total = within.get(Number.POSITIVE_INFINITY)?.[block] ?? 0
      // Buckets of one scrape may be torn by a reset in between: a count can't leave [0, total].
      const slower = edges.map((edge) => Math.min(total, Math.max(0, total - (within.get(edge)?.[block] ?? 0))))
      return { total, slower }
    }),
  }
}
