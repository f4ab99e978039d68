import { createServer } from 'node:http'
import { type Followed, follow } from '../router/follow.ts'
import { close, listen } from '../router/listen.ts'
import { answer } from './answer.ts'
import { createScraper } from './scraper.ts'
import { createStorage } from './storage.ts'
import { podTargets, type Target } from './targets.ts'

/** How to start embedded metrics. */
export interface MetricsOptions {
  readonly clusterUrl: string
  readonly token: string
  readonly scrapeIntervalMs: number
  /** Targets beside the pods, for example the router: `{ url: router.metricsUrl, job: 'router' }`. */
  readonly extraTargets?: readonly { readonly url: string; readonly job: string }[]
  /** Only pods of this namespace; all when absent. */
  readonly namespace?: string
  readonly port?: number
  /** How long samples are kept. */
  readonly retentionMs?: number
}

/** Running embedded metrics. */
export interface RunningMetrics {
  /** Base address of the Prometheus API. */
  readonly url: string
  /** What is scraped now. */
  targets(): readonly Target[]
  stop(): Promise<void>
}

const HOUR_MS = 3_600_000

/**
 * Starts a scraper on loopback that finds pods by their `prometheus.io/scrape` annotation and answers Prometheus' query API
 * for raw selectors; whatever computes is refused by name.
 */
export async function startMetrics(options: MetricsOptions): Promise<RunningMetrics> {
  const stopped = new AbortController()
  const storage = createStorage()
  const scraper = createScraper(storage, Math.max(options.scrapeIntervalMs, 1000), stopped.signal)
  const extra = (options.extraTargets ?? []).map(({ url, job }) => ({
    url,
    labels: { job, instance: new URL(url).host },
  }))
  let pods: readonly Followed[] = []
  const targets = (): readonly Target[] => [...extra, ...podTargets(pods)]
  const root = options.namespace === undefined ? '/api/v1/pods' : `/api/v1/namespaces/${options.namespace}/pods`
  const following = follow({
    clusterUrl: options.clusterUrl,
    token: options.token,
    path: root,
    signal: stopped.signal,
    onChange: (found) => {
      pods = found
    },
  })
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, storage).catch(() => outgoing.destroy())
  })
  const port = await listen(server, options.port ?? 0)
  let scraping: Promise<unknown> = Promise.resolve()
  const tick = (): void => {
    const now = Date.now()
    storage.dropBefore(now - (options.retentionMs ?? HOUR_MS))
    scraping = Promise.all([scraping, scraper.scrape(targets(), now)])
  }
  const timer = setInterval(tick, options.scrapeIntervalMs)
  return {
    url: `http://127.0.0.1:${port}`,
    targets,
    async stop() {
      clearInterval(timer)
      stopped.abort()
      await Promise.all([close(server), following, scraping])
    },
  }
}
