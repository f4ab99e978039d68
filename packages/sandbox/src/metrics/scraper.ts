import { parseExposition } from './exposition.ts'
import { identity, type Labels, type Storage } from './storage.ts'
import type { Target } from './targets.ts'

/** Scrapes targets into a storage and remembers what each of them had, so that what vanishes is marked stale. */
export interface Scraper {
  /** One scrape of every target. Targets that are no longer there go stale as a whole. */
  scrape(targets: readonly Target[], timeMs: number): Promise<void>
}

export function createScraper(storage: Storage, timeoutMs: number, signal: AbortSignal): Scraper {
  const last = new Map<string, { readonly target: Target; readonly series: ReadonlyMap<string, Labels> }>()
  const busy = new Set<string>()
  const one = async (target: Target, timeMs: number): Promise<void> => {
    const key = identity(target.labels)
    if (busy.has(key)) return
    busy.add(key)
    try {
      const samples = await read(target, timeoutMs, signal)
      const now = new Map<string, Labels>()
      for (const { labels, value } of samples ?? []) {
        now.set(identity(labels), labels)
        storage.append(labels, timeMs, value)
      }
      for (const [id, labels] of last.get(key)?.series ?? []) if (!now.has(id)) storage.markStale(labels, timeMs)
      last.set(key, { target, series: now })
      storage.append({ ...target.labels, __name__: 'up' }, timeMs, samples === undefined ? 0 : 1)
    } finally {
      busy.delete(key)
    }
  }
  return {
    async scrape(targets, timeMs) {
      const wanted = new Map(targets.map((target) => [identity(target.labels), target]))
      for (const [key, { target, series }] of last) {
        if (wanted.has(key)) continue
        for (const labels of series.values()) storage.markStale(labels, timeMs)
        storage.markStale({ ...target.labels, __name__: 'up' }, timeMs)
        last.delete(key)
      }
      await Promise.all(targets.map((target) => one(target, timeMs)))
    },
  }
}

async function read(target: Target, timeoutMs: number, stopped: AbortSignal) {
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)])
    const response = await fetch(target.url, { signal, headers: { accept: 'text/plain;version=0.0.4' } })
    if (!response.ok) return undefined
    return parseExposition(await response.text()).map(({ name, labels, value }) => ({
      labels: withTarget(name, labels, target.labels),
      value,
    }))
  } catch {
    return undefined
  }
}

/** Target labels win; a label of the same name in the scrape is kept as `exported_…`. */
function withTarget(name: string, labels: Labels, target: Labels): Labels {
  const own = Object.entries(labels).map(([key, value]): [string, string] => [
    key in target ? `exported_${key}` : key,
    value,
  ])
  return { ...Object.fromEntries(own), ...target, __name__: name }
}
