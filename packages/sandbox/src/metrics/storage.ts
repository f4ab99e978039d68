export type Labels = Readonly<Record<string, string>>

/** One condition of a selector, as PromQL has it: a missing label is the empty text. */
export type Matcher = (labels: Labels) => boolean

/** A series with samples in order of time; a value that is undefined marks where it went stale. */
interface Stored {
  readonly labels: Labels
  readonly times: number[]
  readonly values: (number | undefined)[]
}

export interface Found {
  readonly labels: Labels
  readonly samples: readonly (readonly [timeMs: number, value: number])[]
}

/** Samples in memory. */
export interface Storage {
  append(labels: Labels, timeMs: number, value: number): void
  /** Ends a series: instant queries no longer find it. */
  markStale(labels: Labels, timeMs: number): void
  /** The newest sample of each series in (at − lookback, at], unless it has gone stale since. */
  instant(matches: Matcher, atMs: number, lookbackMs: number): Found[]
  /** All samples in (from, to]: the left edge is left out, as Prometheus 3 does. Stale marks are not samples. */
  range(matches: Matcher, fromMs: number, toMs: number): Found[]
  dropBefore(timeMs: number): void
}

export function identity(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function createStorage(): Storage {
  const all = new Map<string, Stored>()
  const add = (labels: Labels, timeMs: number, value: number | undefined): void => {
    const key = identity(labels)
    const series = all.get(key) ?? { labels, times: [], values: [] }
    all.set(key, series)
    if (timeMs <= (series.times.at(-1) ?? Number.NEGATIVE_INFINITY)) return
    series.times.push(timeMs)
    series.values.push(value)
  }
  const select = (matches: Matcher, read: (series: Stored) => Found['samples']): Found[] =>
    [...all]
      .filter(([, { labels }]) => matches(labels))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, series]) => ({ labels: series.labels, samples: read(series) }))
      .filter(({ samples }) => samples.length > 0)
  return {
    append: add,
    markStale: (labels, timeMs) => add(labels, timeMs, undefined),
    instant: (matches, atMs, lookbackMs) =>
      select(matches, ({ times, values }) => {
        const index = times.findLastIndex((time) => time <= atMs)
        const value = values[index]
        const time = times[index]
        return time === undefined || value === undefined || time <= atMs - lookbackMs ? [] : [[atMs, value]]
      }),
    range: (matches, fromMs, toMs) =>
      select(matches, ({ times, values }) =>
        times.flatMap((time, index) => {
          const value = values[index]
          return value === undefined || time <= fromMs || time > toMs ? [] : [[time, value] as const]
        }),
      ),
    dropBefore(timeMs) {
      for (const [key, { times, values }] of all) {
        const keep = times.findIndex((time) => time >= timeMs)
        const gone = keep < 0 ? times.length : keep
        times.splice(0, gone)
        values.splice(0, gone)
        if (times.length === 0) all.delete(key)
      }
    },
  }
}
