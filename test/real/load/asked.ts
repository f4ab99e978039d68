/** What a load met. */
import type { Asked } from '../../../scripts/demo/load.ts'

/** From and to, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

export function during(asked: readonly Asked[], { from, to }: Span): readonly Asked[] {
  return asked.filter(({ at }) => at >= from && at < to)
}

/** Those that were not answered as they should be: refused, cut, or with another status than 200. */
export function failed(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ status }) => status !== 200)
}

/** How often each status and error came. */
export function answers(asked: readonly Asked[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { status, error } of asked) {
    const key = String(status ?? error)
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

/** The time that this share of the requests did not exceed. */
export function percentile(asked: readonly Asked[], share: number): number {
  const sorted = asked.map(({ ms }) => ms).toSorted((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN
}
