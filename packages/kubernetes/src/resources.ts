import { KubernetesError } from './errors.ts'
import type { Kind, ObjectReference } from './object.ts'

/** How a kind is addressed. */
export interface Resource {
  readonly plural: string
  readonly namespaced: boolean
}

// The kinds that serving uses, so that no discovery request is needed for them. Others are asked for.
const KNOWN: ReadonlyMap<string, Resource> = new Map(
  [
    'v1 ConfigMap configmaps',
    'v1 Endpoints endpoints',
    'v1 Event events',
    'v1 LimitRange limitranges',
    'v1 Namespace namespaces -',
    'v1 Node nodes -',
    'v1 PersistentVolume persistentvolumes -',
    'v1 PersistentVolumeClaim persistentvolumeclaims',
    'v1 Pod pods',
    'v1 ResourceQuota resourcequotas',
    'v1 Secret secrets',
    'v1 Service services',
    'v1 ServiceAccount serviceaccounts',
    'apps/v1 DaemonSet daemonsets',
    'apps/v1 Deployment deployments',
    'apps/v1 ReplicaSet replicasets',
    'apps/v1 StatefulSet statefulsets',
    'autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers',
    'batch/v1 CronJob cronjobs',
    'batch/v1 Job jobs',
    'coordination.k8s.io/v1 Lease leases',
    'discovery.k8s.io/v1 EndpointSlice endpointslices',
    'gateway.networking.k8s.io/v1 Gateway gateways',
    'gateway.networking.k8s.io/v1 GatewayClass gatewayclasses -',
    'gateway.networking.k8s.io/v1 HTTPRoute httproutes',
    'monitoring.coreos.com/v1 PodMonitor podmonitors',
    'monitoring.coreos.com/v1 ServiceMonitor servicemonitors',
    'networking.k8s.io/v1 Ingress ingresses',
    'networking.k8s.io/v1 NetworkPolicy networkpolicies',
    'policy/v1 PodDisruptionBudget poddisruptionbudgets',
    'rbac.authorization.k8s.io/v1 ClusterRole clusterroles -',
    'rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings -',
    'rbac.authorization.k8s.io/v1 Role roles',
    'rbac.authorization.k8s.io/v1 RoleBinding rolebindings',
  ].map((line): [string, Resource] => {
    const [apiVersion = '', kind = '', plural = '', clusterWide] = line.split(' ')
    return [`${apiVersion} ${kind}`, { plural, namespaced: clusterWide === undefined }]
  }),
)

/** The address of a kind that is known without asking, or undefined. */
export function knownResource(kind: Kind): Resource | undefined {
  return KNOWN.get(`${kind.apiVersion} ${kind.kind}`)
}

/** Path of the API group: `/api/v1`, `/apis/apps/v1`. */
export function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
}

/** Path of all objects of a kind, in one namespace where one is given. */
export function collectionPath(kind: Kind, resource: Resource, namespace: string | undefined): string {
  const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `${groupPath(kind.apiVersion)}${scope}/${resource.plural}`
}

/** Path of one object. Throws `KubernetesError` where its kind lives in namespaces and none is given. */
export function objectPath(reference: ObjectReference, resource: Resource): string {
  if (resource.namespaced && reference.namespace === undefined) {
    throw new KubernetesError({
      status: 0,
      reason: 'Malformed',
      message: `${reference.kind}/${reference.name} needs a namespace`,
    })
  }
  return `${collectionPath(reference, resource, reference.namespace)}/${encodeURIComponent(reference.name)}`
}
