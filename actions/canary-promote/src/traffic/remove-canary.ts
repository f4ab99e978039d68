import type { Log } from '@ml-actions/action'
import {
  CANARY_TRACK,
  type Cluster,
  canaryName,
  isDeployment,
  isPod,
  isService,
  referenceTo,
  TRACK_LABEL,
} from '@ml-actions/kubernetes'

/** Removes the canary's Deployment and every canary Service that selects its pods. What is not there is no trouble. */
export async function removeCanary(cluster: Cluster, namespace: string, workload: string): Promise<void> {
  const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: canaryName(workload), namespace }
  const deployment = await cluster.get(reference)
  const labels =
    deployment !== undefined && isDeployment(deployment) ? (deployment.spec?.template.metadata?.labels ?? {}) : {}
  const { items } = await cluster.list(
    { apiVersion: 'v1', kind: 'Service' },
    { namespace, labelSelector: `${TRACK_LABEL}=${CANARY_TRACK}` },
  )
  const services = items.filter(isService).filter((service) => {
    const selector = Object.entries(service.spec?.selector ?? {})
    return selector.length > 0 && selector.every(([key, value]) => labels[key] === value)
  })
  // The Deployment goes last: until then this finds its Services again.
  for (const service of services)
    await cluster.delete(referenceTo({ ...service, metadata: { ...service.metadata, namespace } }))
  await cluster.delete(reference)
}

/** Shows the last lines of the canary's containers before its pods are gone. */
export async function showLogs(cluster: Cluster, namespace: string, workload: string, log: Log): Promise<void> {
  try {
    const { items } = await cluster.list(
      { apiVersion: 'v1', kind: 'Pod' },
      { namespace, labelSelector: `${TRACK_LABEL}=${CANARY_TRACK}` },
    )
    const own = items.filter(isPod).filter(({ metadata }) => metadata.name.startsWith(`${canaryName(workload)}-`))
    for (const pod of own.slice(0, 3)) {
      const container = pod.spec?.containers[0]?.name
      if (container === undefined) continue
      const text = await cluster.logs({ namespace, name: pod.metadata.name }, container, { tailLines: 20 })
      log.group(`Last lines of ${pod.metadata.name}`, text.trimEnd().split('\n'))
    }
  } catch (error) {
    log.info(`The canary's logs can't be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
