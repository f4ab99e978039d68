import { objectSelector } from '../http/selectors.ts'
import { at, isObject, listOf, objectOf } from '../json.ts'
import { type Condition, isPod, type Pod } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import { timestamp } from '../storage/object.ts'
import { byKey, type Context, type Controller, keyOf } from './context.ts'
import { WorkQueue } from './queue.ts'

const COMPONENT = 'default-scheduler'

/** The one node. */
export const NODE = 'node-1'

const NODE_LABELS = { 'kubernetes.io/hostname': NODE, 'kubernetes.io/os': 'linux' }

/** Places pods on the node, or says in the real scheduler's words why not. Only extended resources are counted. */
export function startScheduler(context: Context, capacity: Readonly<Record<string, string>>): Controller {
  const { store } = context.api
  const pending = (): Pod[] =>
    store
      .list(RESOURCES.pods)
      .filter(isPod)
      .filter((pod) => pod.spec.nodeName === undefined)
  const queue = new WorkQueue((key) => {
    const pod = byKey(context.api, RESOURCES.pods, key)
    if (pod !== undefined && isPod(pod) && pod.spec.nodeName === undefined) place(context, capacity, pod)
  })
  const unsubscribe = store.subscribe(({ type, resource, object }) => {
    if (resource !== RESOURCES.pods) return
    if (type === 'ADDED') queue.add(keyOf(object))
    if (type === 'DELETED') for (const pod of pending()) queue.add(keyOf(pod))
  })
  return {
    stop() {
      unsubscribe()
      queue.stop()
    },
  }
}

function place({ api, events }: Context, capacity: Readonly<Record<string, string>>, pod: Pod): void {
  const { namespace, name } = pod.metadata
  const why = obstacle(api.store.list(RESOURCES.pods).filter(isPod), capacity, pod)
  const scheduled: Condition =
    why === undefined
      ? { type: 'PodScheduled', status: 'True' }
      : { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: why }
  const before = pod.status.conditions?.find((each) => each.type === 'PodScheduled')
  const since = before?.status === scheduled.status ? before.lastTransitionTime : undefined
  const conditions = [{ ...scheduled, lastTransitionTime: since ?? timestamp() }]
  if (why !== undefined) events.record(pod, 'Warning', 'FailedScheduling', why, COMPONENT)
  // A binding is no update: it counts no generation, and nobody owns it.
  const bound = { ...pod, spec: { ...pod.spec, nodeName: NODE } }
  const written = why === undefined ? api.store.put(RESOURCES.pods, bound) : pod
  const next = { ...written, status: { ...pod.status, conditions } }
  api.replace(RESOURCES.pods, namespace, name, next, { manager: COMPONENT, subresource: 'status' })
  if (why === undefined) {
    events.record(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${NODE}`, COMPONENT)
  }
}

/** Why the pod fits nowhere, as Kubernetes 1.34 words it; undefined when it fits. */
function obstacle(pods: Pod[], capacity: Readonly<Record<string, string>>, pod: Pod): string | undefined {
  if (!matchesNode(pod)) {
    return unschedulable(
      "1 node(s) didn't match Pod's node affinity/selector",
      'Preemption is not helpful for scheduling',
    )
  }
  for (const [resource, wanted] of Object.entries(extended(pod))) {
    const total = Number(capacity[resource] ?? 0)
    const used = pods
      .filter((other) => other.spec.nodeName !== undefined)
      .reduce((sum, other) => sum + (extended(other)[resource] ?? 0), 0)
    if (used + wanted <= total) continue
    const hopeless = wanted > total
    const preemption = hopeless
      ? 'Preemption is not helpful for scheduling'
      : 'No preemption victims found for incoming pod'
    return unschedulable(`1 Insufficient ${resource}`, preemption)
  }
  return undefined
}

function unschedulable(reason: string, preemption: string): string {
  const none = '0/1 nodes are available'
  return `${none}: ${reason}. no new claims to deallocate, preemption: ${none}: 1 ${preemption}.`
}

function matchesNode(pod: Pod): boolean {
  const required = at(
    pod.spec.affinity,
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  )
  const terms = listOf(required).filter(isObject)
  const selected = objectSelector({ matchLabels: objectOf(pod.spec.nodeSelector) })(NODE_LABELS)
  return selected && (terms.length === 0 || terms.some((term) => objectSelector(term)(NODE_LABELS)))
}

/** How much a pod asks of resources that devices provide, such as `nvidia.com/gpu`. */
function extended(pod: Pod): Record<string, number> {
  const asked: Record<string, number> = {}
  for (const { resources } of pod.spec.containers) {
    for (const [name, quantity] of Object.entries({ ...resources.requests, ...resources.limits })) {
      if (name.includes('/')) asked[name] = (asked[name] ?? 0) + Number(quantity)
    }
  }
  return asked
}
