import { mergeSeries, type Prometheus, type RawSelector, type Series } from '@ml-actions/prometheus'
import type { ArmSamples, Samples } from './blocks.ts'
import type { ArmSelectors, Selectors } from './selectors.ts'

/** Reads samples piece by piece and keeps them, so that each look asks only for what is new. */
export interface Collector {
  /** All samples up to `endMs`. Throws PrometheusError; what was read before is kept. */
  read(endMs: number): Promise<Samples>
  /** What has been read so far. */
  samples(): Samples
}

// A scrape may be stored a little after the time it carries: the newest seconds are asked for again.
const OVERLAP_MS = 15_000

/** Starts at `fromMs`: the same left edge for all series, so that none looks as if it had begun before another. */
export function createCollector(prometheus: Prometheus, selectors: Selectors, fromMs: number): Collector {
  const arms = { stable: createArm(prometheus, selectors.stable), canary: createArm(prometheus, selectors.canary) }
  let readUntilMs = fromMs
  const samples = (): Samples => ({
    stable: arms.stable.samples(),
    canary: arms.canary.samples(),
    sharedTargets: selectors.sharedTargets,
  })
  return {
    samples,
    async read(endMs) {
      const window = { endMs, windowMs: endMs - Math.max(fromMs, readUntilMs - OVERLAP_MS) }
      const keep = await Promise.all([arms.stable.read(window), arms.canary.read(window)])
      for (const store of keep) store()
      readUntilMs = endMs
      return samples()
    },
  }
}

type Window = Parameters<Prometheus['range']>[1]

/** One arm's samples. A read gives back what stores it, so that a failure elsewhere leaves no gap. */
function createArm(prometheus: Prometheus, selectors: ArmSelectors) {
  let kept: ArmSamples = { requests: [], latency: [], witness: [] }
  const ask = async (selector: RawSelector | undefined, window: Window): Promise<Series[]> =>
    selector === undefined ? [] : prometheus.range(selector, window)
  return {
    samples: () => kept,
    async read(window: Window): Promise<() => void> {
      const [requests, latency, witness] = await Promise.all([
        ask(selectors.requests, window),
        ask(selectors.latency, window),
        ask(selectors.witness, window),
      ])
      return () => {
        kept = {
          requests: mergeSeries([kept.requests, requests]),
          latency: mergeSeries([kept.latency, latency]),
          witness: mergeSeries([kept.witness, witness]),
        }
      }
    },
  }
}
