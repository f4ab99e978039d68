import { type Struct, schemaOf } from './schema.ts'

/** A kind that the cluster serves, and where. */
export interface Resource {
  readonly group: string
  readonly version: string
  readonly apiVersion: string
  readonly kind: string
  readonly plural: string
  readonly namespaced: boolean
  readonly status: boolean
  /** Whether `metadata.generation` counts the changes of the specification. */
  readonly generation: boolean
  /** Defined by a CRD: zero defaults count, and items of lists carry their kind. */
  readonly custom: boolean
  /** Whether DELETE answers with the deleted object in place of a Status. */
  readonly returnsDeleted: boolean
  readonly schema: Struct
}

type Trait = 'cluster' | 'status' | 'generation' | 'custom' | 'returns-deleted'

function resource(apiVersion: string, kind: string, plural: string, ...traits: Trait[]): Resource {
  const schema = schemaOf(apiVersion, kind)
  if (schema === undefined) throw new Error(`no schema for ${apiVersion} ${kind}`)
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  return {
    group: group ?? '',
    version: version ?? '',
    apiVersion,
    kind,
    plural,
    namespaced: !traits.includes('cluster'),
    status: traits.includes('status'),
    generation: traits.includes('generation'),
    custom: traits.includes('custom'),
    returnsDeleted: traits.includes('returns-deleted'),
    schema,
  }
}

const GATEWAY = 'gateway.networking.k8s.io/v1'

/** Every kind that the cluster serves. */
export const RESOURCES = {
  configMaps: resource('v1', 'ConfigMap', 'configmaps'),
  endpoints: resource('v1', 'Endpoints', 'endpoints'),
  events: resource('v1', 'Event', 'events'),
  namespaces: resource('v1', 'Namespace', 'namespaces', 'cluster', 'status', 'returns-deleted'),
  claims: resource('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', 'status', 'returns-deleted'),
  pods: resource('v1', 'Pod', 'pods', 'status', 'generation', 'returns-deleted'),
  secrets: resource('v1', 'Secret', 'secrets'),
  services: resource('v1', 'Service', 'services', 'status', 'returns-deleted'),
  serviceAccounts: resource('v1', 'ServiceAccount', 'serviceaccounts', 'returns-deleted'),
  deployments: resource('apps/v1', 'Deployment', 'deployments', 'status', 'generation'),
  replicaSets: resource('apps/v1', 'ReplicaSet', 'replicasets', 'status', 'generation'),
  jobs: resource('batch/v1', 'Job', 'jobs', 'status', 'generation'),
  leases: resource('coordination.k8s.io/v1', 'Lease', 'leases'),
  endpointSlices: resource('discovery.k8s.io/v1', 'EndpointSlice', 'endpointslices', 'generation'),
  gateways: resource(GATEWAY, 'Gateway', 'gateways', 'status', 'generation', 'custom'),
  gatewayClasses: resource(GATEWAY, 'GatewayClass', 'gatewayclasses', 'cluster', 'status', 'generation', 'custom'),
  httpRoutes: resource(GATEWAY, 'HTTPRoute', 'httproutes', 'status', 'generation', 'custom'),
} as const satisfies Record<string, Resource>

const byPath = new Map<string, Resource>(
  Object.values(RESOURCES).map((each) => [`${each.apiVersion}/${each.plural}`, each]),
)

/** The resource served under a group, version and plural name. */
export function findResource(apiVersion: string, plural: string): Resource | undefined {
  return byPath.get(`${apiVersion}/${plural}`)
}

/** `deployments.apps`, as error messages name a resource. */
export function qualified(each: Resource): string {
  return each.group === '' ? each.plural : `${each.plural}.${each.group}`
}
