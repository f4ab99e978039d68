/** One raw sample. */
export interface Sample {
  readonly timeMs: number
  readonly value: number
}

export type Labels = Readonly<Record<string, string>>

/** A series with its raw samples, oldest first. Labels include `__name__`. */
export interface Series {
  readonly labels: Labels
  readonly samples: readonly Sample[]
}

/** A series' identity: its labels in a fixed order. */
function seriesKey(labels: Labels, without: readonly string[] = []): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([name]) => !without.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/**
 * Joins answers that overlap in time: per series, samples in order of time, each time once. (Prometheus 2 includes the
 * sample exactly at a range's left edge, 3 does not; windows that touch would count it twice.) NaN is left out.
 */
export function mergeSeries(answers: readonly (readonly Series[])[]): Series[] {
  const merged = new Map<string, { labels: Labels; samples: Map<number, number> }>()
  for (const series of answers.flat()) {
    const key = seriesKey(series.labels)
    const entry = merged.get(key) ?? { labels: series.labels, samples: new Map<number, number>() }
    merged.set(key, entry)
    for (const { timeMs, value } of series.samples) if (Number.isFinite(value)) entry.samples.set(timeMs, value)
  }
  return [...merged.values()].map(({ labels, samples }) => ({
    labels,
    samples: [...samples].sort(([a], [b]) => a - b).map(([timeMs, value]) => ({ timeMs, value })),
  }))
}
