import { equal, type Json, objectOf } from '../json.ts'
import { isPod, isReady, isService, type Pod, type Service } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import { type Context, type Controller, keyOf, ownedBy } from './context.ts'
import { WorkQueue } from './queue.ts'
import { NODE } from './scheduler.ts'

const OPTIONS = { manager: 'kube-controller-manager' }
const SERVICE = 'kubernetes.io/service-name'

/** The annotation with the port on 127.0.0.1 where a pod's process listens for its containerPort. */
export const PORT_ANNOTATION = 'sandbox.ml-actions.dev/port'

/**
 * How far endpoints trail behind the pods. In a real cluster a terminating pod gets its SIGTERM while the news still
 * travels to whoever routes to it; a stand-in that always removed endpoints first would hide that race.
 */
const LAG_MS = 25

/** Publishes the pods of every Service in EndpointSlices, one for each real port. */
export function startEndpoints({ api }: Context): Controller {
  const { store } = api
  const queue = new WorkQueue((key) => {
    const [namespace = '', name = ''] = key.split('/')
    const service = store.get(RESOURCES.services, namespace, name)
    if (service !== undefined && isService(service)) publish({ api }, service)
  }, LAG_MS)
  const unsubscribe = store.subscribe(({ resource, object }) => {
    if (resource === RESOURCES.services) queue.add(keyOf(object))
    if (resource !== RESOURCES.pods) return
    for (const service of store.list(RESOURCES.services, object.metadata.namespace)) queue.add(keyOf(service))
  })
  return {
    stop() {
      unsubscribe()
      queue.stop()
    },
  }
}

function publish({ api }: Pick<Context, 'api'>, service: Service): void {
  const { selector } = service.spec
  if (selector === undefined || Object.keys(selector).length === 0) return
  const { namespace, name } = service.metadata
  const pods = api.store
    .list(RESOURCES.pods, namespace)
    .filter(isPod)
    .filter((pod) => Object.entries(selector).every(([key, value]) => pod.metadata.labels?.[key] === value))
    .filter((pod) => pod.status.podIP !== undefined && !['Failed', 'Succeeded'].includes(pod.status.phase))
  const wanted = slicesOf(service, pods)
  const existing = api.store
    .list(RESOURCES.endpointSlices, namespace)
    .filter((slice) => slice.metadata.labels?.[SERVICE] === name)
  for (const { ports, endpoints } of wanted) {
    const index = existing.findIndex((slice) => equal(slice['ports'], ports))
    const [slice] = index < 0 ? [] : existing.splice(index, 1)
    const metadata = {
      generateName: `${name}-`,
      labels: {
        ...service.metadata.labels,
        [SERVICE]: name,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
      ownerReferences: [ownedBy(service)],
    }
    const body = { addressType: 'IPv4', endpoints, ports }
    if (slice === undefined) api.create(RESOURCES.endpointSlices, namespace, { ...body, metadata }, OPTIONS)
    else api.replace(RESOURCES.endpointSlices, namespace, slice.metadata.name, { ...slice, ...body }, OPTIONS)
  }
  for (const slice of existing) api.delete(RESOURCES.endpointSlices, namespace, slice.metadata.name, {})
}

interface Slice {
  readonly ports: Json[]
  readonly endpoints: Json[]
}

/** Pods that listen on the same ports share a slice; a Service without pods has an empty one. */
function slicesOf(service: Service, pods: readonly Pod[]): Slice[] {
  const slices: { ports: Json[]; endpoints: Json[] }[] = []
  for (const pod of pods) {
    const ports = portsOf(service, pod)
    const slice = slices.find((each) => equal(each.ports, ports))
    if (slice === undefined) slices.push({ ports, endpoints: [endpointOf(pod)] })
    else slice.endpoints.push(endpointOf(pod))
  }
  return slices.length > 0 ? slices : [{ ports: [], endpoints: [] }]
}

/** The real port of each service port whose target the pod declares. */
function portsOf(service: Service, pod: Pod): Json[] {
  const real = Number(pod.metadata.annotations?.[PORT_ANNOTATION])
  const [declared] = pod.spec.containers[0]?.ports ?? []
  return (service.spec.ports ?? []).flatMap(({ name = '', protocol, targetPort }) => {
    const named = typeof targetPort === 'string'
    const found = named
      ? declared?.name === targetPort
      : declared === undefined || declared.containerPort === targetPort
    return found && Number.isInteger(real) ? [{ name, port: real, protocol }] : []
  })
}

function endpointOf(pod: Pod): Json {
  const terminating = pod.metadata.deletionTimestamp !== undefined
  const serving = isReady(pod)
  const { name, namespace = '', uid } = pod.metadata
  return objectOf({
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready: serving && !terminating, serving, terminating },
    nodeName: NODE,
    targetRef: { kind: 'Pod', name, namespace, uid },
  })
}
