import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startCluster, startMetrics, startRegistry, startRouter } from '@ml-actions/sandbox'

/** The services of the demo, all on loopback, each with a secret of this run. */
export interface Stack {
  readonly registry: { readonly host: string; readonly username: string; readonly password: string }
  readonly cluster: { readonly url: string; readonly token: string; readonly kubeconfig: string }
  readonly router: { readonly url: string }
  readonly metrics: { readonly url: string }
  /** Ends the scraper, as a crash would. */
  stopMetrics(): Promise<void>
  stop(): Promise<void>
}

export const NAMESPACE = 'default'

/** Starts registry, cluster, router and scraper; what was started is stopped again when a later one fails. */
export async function startStack(
  dir: string,
  options: { readonly scrapeIntervalMs: number; readonly layerCache: string; readonly searchPath: string },
): Promise<Stack> {
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  const secret = (): string => randomBytes(18).toString('base64url')
  try {
    const account = { username: 'newcomer', password: secret() }
    const registry = await startRegistry({ dir: join(dir, 'registry'), ...account })
    stops.push(() => registry.stop())
    const token = secret()
    const pulls = { host: registry.host, ...account }
    const cluster = await startCluster({
      dir: join(dir, 'cluster'),
      token,
      registry: pulls,
      layerCache: options.layerCache,
      // The image holds no interpreter: this machine's stands in.
      path: options.searchPath,
    })
    stops.push(() => cluster.stop())
    const router = await startRouter({ clusterUrl: cluster.url, token })
    stops.push(() => router.stop())
    const metrics = await startMetrics({
      clusterUrl: cluster.url,
      token,
      scrapeIntervalMs: options.scrapeIntervalMs,
      extraTargets: [{ url: router.metricsUrl, job: 'router' }],
    })
    let scraping = true
    const stopMetrics = async (): Promise<void> => {
      if (scraping) await metrics.stop()
      scraping = false
    }
    stops.push(stopMetrics)
    return {
      registry: pulls,
      cluster: { url: cluster.url, token, kubeconfig: cluster.kubeconfig },
      router,
      metrics,
      stopMetrics,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
