import { objectOf } from '../json.ts'
import { condition, isPod, isReady, isReplicaSet, type Pod, type ReplicaSet } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import { byKey, type Context, type Controller, controlledBy, controllerKey, keyOf, ownedBy } from './context.ts'
import { WorkQueue } from './queue.ts'

const MANAGER = 'kube-controller-manager'
const COMPONENT = 'replicaset-controller'

/** Keeps as many pods as each ReplicaSet asks for. */
export function startReplicaSets(context: Context): Controller {
  const queue = new WorkQueue((key) => {
    const object = byKey(context.api, RESOURCES.replicaSets, key)
    if (object !== undefined && isReplicaSet(object)) reconcile(context, queue, object)
  })
  const unsubscribe = context.api.store.subscribe(({ resource, object }) => {
    if (resource === RESOURCES.replicaSets) queue.add(keyOf(object))
    const owner = resource === RESOURCES.pods ? controllerKey(object, 'ReplicaSet') : undefined
    if (owner !== undefined) queue.add(owner)
  })
  return {
    stop() {
      unsubscribe()
      queue.stop()
    },
  }
}

function reconcile(context: Context, queue: WorkQueue, set: ReplicaSet): void {
  const { namespace } = set.metadata
  const owned = context.api.store.list(RESOURCES.pods, namespace).filter((pod) => controlledBy(pod, set.metadata.uid))
  const pods = owned.filter(isPod).filter(isActive)
  if (set.metadata.deletionTimestamp === undefined) {
    const missing = set.spec.replicas - pods.length
    for (let created = 0; created < missing; created += 1) createPod(context, set)
    for (const pod of victims(pods).slice(0, Math.max(0, -missing))) deletePod(context, set, pod)
  }
  writeStatus(context, queue, set, pods)
}

function isActive(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && !['Failed', 'Succeeded'].includes(pod.status.phase)
}

function createPod({ api, events }: Context, set: ReplicaSet): void {
  const { template } = set.spec
  const metadata = { ...template.metadata, generateName: `${set.metadata.name}-`, ownerReferences: [ownedBy(set)] }
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: objectOf(metadata), spec: template.spec }
  const pod = api.create(RESOURCES.pods, set.metadata.namespace, body, { manager: MANAGER })
  events.record(set, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`, COMPONENT)
}

function deletePod({ api, events }: Context, set: ReplicaSet, pod: Pod): void {
  api.delete(RESOURCES.pods, pod.metadata.namespace, pod.metadata.name, {})
  events.record(set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`, COMPONENT)
}

/** Pods in the order in which they are given up: not placed, not running, not ready, restarted often, young. */
function victims(pods: Pod[]): Pod[] {
  const rank = (pod: Pod): number[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    pod.status.phase === 'Running' ? 1 : 0,
    isReady(pod) ? 1 : 0,
    -(pod.status.containerStatuses?.[0]?.restartCount ?? 0),
    -Date.parse(pod.metadata.creationTimestamp),
  ]
  return [...pods].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)]
    const index = left.findIndex((value, each) => value !== right[each])
    return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0)
  })
}

function writeStatus({ api }: Context, queue: WorkQueue, set: ReplicaSet, pods: Pod[]): void {
  const minReadyMs = (set.spec.minReadySeconds ?? 0) * 1000
  const ready = pods.filter(isReady)
  const waits = ready.map((pod) => {
    const since = Date.parse(condition(pod.status, 'Ready')?.lastTransitionTime ?? '')
    return minReadyMs === 0 ? 0 : since + minReadyMs - Date.now()
  })
  const available = waits.filter((wait) => wait <= 0).length
  const soonest = Math.min(...waits.filter((wait) => wait > 0))
  if (Number.isFinite(soonest)) queue.add(keyOf(set), soonest + 1)
  const status: ReplicaSet['status'] = { replicas: pods.length, observedGeneration: set.metadata.generation ?? 1 }
  if (pods.length > 0) status.fullyLabeledReplicas = pods.length
  if (ready.length > 0) status.readyReplicas = ready.length
  if (available > 0) status.availableReplicas = available
  const options = { manager: MANAGER, subresource: 'status' } as const
  api.replace(RESOURCES.replicaSets, set.metadata.namespace, set.metadata.name, { ...set, status }, options)
}
