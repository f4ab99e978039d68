/** What a namespace holds of a release, in words: nothing may be left over, and nothing may be missing. */
import {
  type Cluster,
  isDeployment,
  isRecord,
  isReplicaSet,
  type KubernetesObject,
  readLastGood,
  readRelease,
  valueAt,
} from '@ml-actions/kubernetes'

const KINDS = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
  { apiVersion: 'batch/v1', kind: 'Job' },
] as const

/** The end of a release, as far as an image tells one from another. */
export interface Remains {
  /** `Kind/name` of everything that is not the cluster's own, sorted. */
  readonly objects: readonly string[]
  /** `name weight`, of each backend of the route. */
  readonly backends: readonly string[]
  readonly phase: string | undefined
  /** The holder of the Lease; empty where it was given back. */
  readonly holder: unknown
  /** Digests: what stable's pods run, what is recorded as good on it, and in the state; ReplicaSets with pods. */
  readonly runs: string | undefined
  readonly good: string | undefined
  readonly stable: string | undefined
  readonly replicaSets: number
}

export async function remainsOf(cluster: Cluster, namespace: string): Promise<Remains> {
  const lists = await Promise.all(KINDS.map((kind) => cluster.list(kind, { namespace })))
  const items = lists
    .flatMap((list) => list.items)
    .filter(({ metadata }) => metadata.name !== 'kube-root-ca.crt')
    // The cluster removes a Job that has ended, after an hour in which its log can be read.
    .filter((item) => item.kind !== 'Job' || !hasEnded(item))
  const { items: sets } = await cluster.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }, { namespace })
  const stored = await readRelease(cluster, { namespace, name: 'app' })
  const named = (kind: string): KubernetesObject | undefined =>
    items.find((item) => item.kind === kind && item.metadata.name.startsWith('app'))
  const app = items.filter(isDeployment).find(({ metadata }) => metadata.name === 'app')
  return {
    objects: items.map(({ kind, metadata }) => `${kind}/${metadata.name}`).toSorted(),
    backends: backendsOf(named('HTTPRoute')),
    phase: stored?.state.phase,
    holder: valueAt(named('Lease'), 'spec', 'holderIdentity') ?? '',
    runs: digestOf(app?.spec?.template.spec?.containers[0]?.image),
    good: app === undefined ? undefined : digestOf(readLastGood(app)?.image),
    stable: digestOf(stored?.state.stable?.image),
    replicaSets: sets.filter(isReplicaSet).filter(({ spec }) => (spec?.replicas ?? 0) > 0).length,
  }
}

/** Whether a Job ended well. */
export function hasEnded(job: KubernetesObject): boolean {
  return valueAt(job, 'status', 'completionTime') !== undefined
}

/** A namespace in which this release serves alone and nobody is at work. */
export function settled(digest: string): Remains {
  return {
    objects: ['ConfigMap/app-release', 'Deployment/app', 'HTTPRoute/app', 'Lease/app-release', 'Service/app'],
    backends: ['app'],
    phase: 'idle',
    holder: '',
    runs: digest,
    good: digest,
    stable: digest,
    replicaSets: 1,
  }
}

function backendsOf(route: KubernetesObject | undefined): readonly string[] {
  const rules = valueAt(route, 'spec', 'rules')
  return (Array.isArray(rules) ? rules : []).flatMap((rule) => {
    const backends = valueAt(rule, 'backendRefs')
    return (Array.isArray(backends) ? backends : []).filter(isRecord).map(({ name }) => String(name))
  })
}

function digestOf(image: string | undefined): string | undefined {
  return image?.split('@')[1]
}
