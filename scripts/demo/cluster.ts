import {
  type Cluster,
  canaryWeight,
  isPod,
  type KubernetesObject,
  loadConnection,
  nameOf,
  openCluster,
} from '@ml-actions/kubernetes'
import type { Stack } from './stack.ts'

/** The example's Service, which its route names. */
const SERVICE = 'digits'
const ROUTES = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' }
/** What a release is made of, and what it leaves in the namespace. */
const KINDS = [
  ['apps/v1', 'Deployment'],
  ['v1', 'Service'],
  ['v1', 'Pod'],
  [ROUTES.apiVersion, ROUTES.kind],
] as const

/** A pod in the end, with the image that it says it runs. */
export interface ServingPod {
  readonly name: string
  readonly image: string
}

/** What is in the cluster when the last release has ended. */
export interface ClusterState {
  readonly pods: readonly ServingPod[]
  /** Kind and name of every workload, Service and route. */
  readonly objects: readonly string[]
}

async function open({ cluster }: Stack): Promise<Cluster> {
  return openCluster(await loadConnection({ kubeconfig: cluster.kubeconfigs.looks, env: {} }))
}

/** Resolves once a canary has traffic, or the signal aborts. */
export async function canaryHasTraffic(stack: Stack, signal: AbortSignal): Promise<boolean> {
  const cluster = await open(stack)
  try {
    for await (const { items } of cluster.watch(ROUTES, { namespace: stack.cluster.namespace }, signal)) {
      if (items.some((route) => (canaryWeight(route, SERVICE) ?? 0) > 0)) return true
    }
    return false
  } finally {
    cluster.close()
  }
}

/** What runs now, as the cluster itself says it. */
export async function clusterState(stack: Stack): Promise<ClusterState> {
  const cluster = await open(stack)
  try {
    const { namespace } = stack.cluster
    const found: KubernetesObject[] = []
    for (const [apiVersion, kind] of KINDS) {
      const { items } = await cluster.list({ apiVersion, kind }, { namespace })
      found.push(...items.map((item) => ({ ...item, apiVersion, kind })))
    }
    // A pod on its way out serves no more.
    const there = found.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    return {
      pods: there.filter(isPod).map((pod) => ({
        name: pod.metadata.name,
        image: (pod.status?.containerStatuses ?? []).map(({ imageID }) => imageID ?? '').join(),
      })),
      objects: there.map(nameOf).toSorted(),
    }
  } finally {
    cluster.close()
  }
}
