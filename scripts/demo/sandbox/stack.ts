import { randomBytes } from 'node:crypto'
import { delimiter, dirname, join } from 'node:path'
import { loadConnection, openCluster } from '@ml-actions/kubernetes'
import { formatRepository, openRepository, parseRepository } from '@ml-actions/registry'
import { startCluster, startMetrics, startRegistry, startRouter } from '@ml-actions/sandbox'
import { pushBaseImage } from '../base-image.ts'
import type { PythonHome } from '../python.ts'
import type { Stack } from '../stack.ts'
import { sandboxParts } from './parts.ts'

const SCRAPE_INTERVAL_MS = 500
const NAMESPACE = 'default'

/** Starts registry, cluster, router and scraper on loopback; what was started is stopped again when a later one fails. */
export async function startSandboxStack(
  dir: string,
  options: {
    readonly layerCache: string
    readonly python: PythonHome
    readonly env: Readonly<Record<string, string | undefined>>
  },
): Promise<Stack> {
  const { python, env } = options
  const stops: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  const secret = (): string => randomBytes(18).toString('base64url')
  // `engine: host` runs what stands on the runner's PATH, and so do the pods: the image holds no interpreter.
  const searchPath = [python.bin, env['PATH'] ?? '', dirname(process.execPath)].join(delimiter)
  try {
    const account = { username: 'newcomer', password: secret() }
    const registry = await startRegistry({ dir: join(dir, 'registry'), ...account })
    stops.push(() => registry.stop())
    const token = secret()
    const cluster = await startCluster({
      dir: join(dir, 'cluster'),
      token,
      registry: { host: registry.host, ...account },
      layerCache: options.layerCache,
      path: searchPath,
    })
    stops.push(() => cluster.stop())
    const router = await startRouter({ clusterUrl: cluster.url, token })
    stops.push(() => router.stop())
    const metrics = await startMetrics({
      clusterUrl: cluster.url,
      token,
      scrapeIntervalMs: SCRAPE_INTERVAL_MS,
      extraTargets: [{ url: router.metricsUrl, job: 'router' }],
    })
    let scraping = true
    const stopMetrics = async (): Promise<void> => {
      if (scraping) await metrics.stop()
      scraping = false
    }
    stops.push(stopMetrics)
    const client = openRepository(parseRepository(`${registry.host}/newcomer/base`), { credentials: account })
    const base = await pushBaseImage(client, python.sitePackages, 'latest')
    const { kubeconfig } = cluster
    await createDeadManAccount(kubeconfig)
    return {
      registry: { host: registry.host, namespace: 'newcomer/digits', ...account },
      // The stand-in for a cluster has one account: a team's would only read outside of staging and production.
      cluster: { namespace: NAMESPACE, kubeconfigs: { reads: kubeconfig, releases: kubeconfig, looks: kubeconfig } },
      router,
      metrics,
      vars: {
        ML_BASE_IMAGE: `${formatRepository(client.repository)}@${base}`,
        ML_ENGINE: 'host',
        ML_ISOLATION: 'best-effort',
        ML_BUILDER: 'layers',
        // Any image: its node, too, is this machine's.
        CANARY_DEAD_MAN_IMAGE: `${formatRepository(client.repository)}@${base}`,
        CANARY_INTERVAL: '1s',
        CANARY_STEP_DURATION: '3s',
        CANARY_BLIND_BUDGET: '6s',
      },
      env: { PATH: searchPath },
      requestsPerSecond: 160,
      parts: sandboxParts(python.version),
      stopMetrics,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What a team's admin applies once. The stand-in knows no Roles. */
async function createDeadManAccount(kubeconfig: string): Promise<void> {
  const client = openCluster(await loadConnection({ kubeconfig, env: {} }))
  const metadata = { name: 'ml-actions-dead-man', namespace: NAMESPACE }
  await client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata })
  client.close()
}
