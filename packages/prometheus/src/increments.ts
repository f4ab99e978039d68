import type { Labels, Sample, Series } from './series.ts'

/** Block b covers (startMs + b·stepMs, startMs + (b+1)·stepMs]. */
export interface Grid {
  readonly startMs: number
  readonly stepMs: number
  readonly blocks: number
}

/** How much one series grew in each block of a grid. */
export interface SeriesIncrements {
  readonly labels: Labels
  readonly perBlock: readonly number[]
  /** How often the counter started again. */
  readonly resets: number
}

export interface IncrementOptions {
  /** What is scraped as one: series of the same target appear in the same scrape. Default: job, instance and pod. */
  readonly target?: (labels: Labels) => string
  /** Other series of the same targets (`up`, for example). They only show since when a target was being scraped. */
  readonly witnesses?: readonly Series[]
}

/** The default identity of a scrape target. */
function scrapeTarget(labels: Labels): string {
  return JSON.stringify([labels['job'], labels['instance'], labels['namespace'], labels['pod']])
}

/** Since when each target was seen at all: the time of its first sample in any series. */
function firstSeen(series: readonly Series[], target: (labels: Labels) => string): Map<string, number> {
  const seen = new Map<string, number>()
  for (const { labels, samples } of series) {
    const [first] = samples
    const name = target(labels)
    if (first !== undefined) seen.set(name, Math.min(first.timeMs, seen.get(name) ?? Number.POSITIVE_INFINITY))
  }
  return seen
}

/**
 * Increments of counters per block, from raw samples (merge answers with `mergeSeries` first).
 *
 * - A value below the one before is a reset: the counter began at 0, so all of it counts.
 * - A series that appears on a target already being scraped began at 0 too (a new `code="500"`): its first value counts.
 * - A series that appears together with its target has an unknown past: its first value is only a starting point.
 * - After a gap the whole increase falls into the block of the sample that ends the gap: nothing is guessed in between.
 */
export function incrementsPerBlock(
  series: readonly Series[],
  grid: Grid,
  { target = scrapeTarget, witnesses = [] }: IncrementOptions = {},
): SeriesIncrements[] {
  const seen = firstSeen([...series, ...witnesses], target)
  return series.map(({ labels, samples }) => {
    const perBlock = Array.from({ length: grid.blocks }, () => 0)
    let resets = 0
    let before: number | undefined
    for (const sample of samples) {
      const isReset = before !== undefined && sample.value < before
      if (isReset) resets++
      const since = before ?? bornWith(sample, seen.get(target(labels)))
      const block = Math.ceil((sample.timeMs - grid.startMs) / grid.stepMs) - 1
      const known = perBlock[block]
      if (known !== undefined) perBlock[block] = known + sample.value - (isReset ? 0 : since)
      before = sample.value
    }
    return { labels, perBlock, resets }
  })
}

/** What to subtract from a series' first sample: nothing when its target was seen before it, all of it otherwise. */
function bornWith(sample: Sample, targetSeenMs: number | undefined): number {
  return targetSeenMs !== undefined && targetSeenMs < sample.timeMs ? 0 : sample.value
}

/** The newest sample's time at or before `atMs` over all series, or undefined: how fresh the evidence is. */
export function newestSample(series: readonly Series[], atMs = Number.POSITIVE_INFINITY): number | undefined {
  const times = series.flatMap(({ samples }) => samples.findLast(({ timeMs }) => timeMs <= atMs)?.timeMs ?? [])
  return times.length === 0 ? undefined : Math.max(...times)
}

/**
 * Whether each block was seen: a sample inside it in at least one of these series. A block that was not seen is missing
 * data, never zero requests.
 */
export function seenBlocks(series: readonly Series[], grid: Grid): boolean[] {
  const seen = Array.from({ length: grid.blocks }, () => false)
  for (const { timeMs } of series.flatMap(({ samples }) => samples)) {
    const block = Math.ceil((timeMs - grid.startMs) / grid.stepMs) - 1
    if (block >= 0 && block < grid.blocks) seen[block] = true
  }
  return seen
}
