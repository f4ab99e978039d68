import type { Deployment, Node, Pod } from '../object.ts'
import { type Devices, devicesOf, goesFirst, offered } from './devices.ts'

/** What a prediction looks at: the whole cluster. */
export interface Capacity {
  readonly nodes: readonly Node[]
  readonly pods: readonly Pod[]
}

/** A node that could take a pod but for its devices. */
export interface FullNode {
  readonly name: string
  readonly resource: string
  readonly total: number
  readonly free: number
  /** `namespace/name` of the pods that hold the others. */
  readonly holders: readonly string[]
}

/** No node has the devices that a new pod asks for. */
export interface Shortage {
  readonly resource: string
  readonly count: number
  /** Those that have this resource at all. */
  readonly nodes: readonly FullNode[]
  /** The old pods of the release itself hold what the new one needs, and stay until it is ready. */
  readonly deadlock: boolean
}

/**
 * Whether not one pod of `wanted` would find its devices while `live`, which it replaces, still runs. Says so only where it is certain
 * without a new node: rules of placement that are not read here only make it worse. `beside` is for a release that replaces nothing.
 */
export function deviceShortage(
  wanted: Deployment,
  live: Deployment | undefined,
  { nodes, pods }: Capacity,
  beside = false,
): Shortage | undefined {
  const spec = wanted.spec?.template.spec
  const needed = devicesOf(spec)
  // A pod of higher priority takes the place of others.
  if (needed.size === 0 || (spec?.priorityClassName ?? '') !== '') return undefined
  const open = nodes.filter((node) => isOpen(node, spec))
  const own = (pod: Pod): boolean => live !== undefined && isOf(live, pod)
  const strategy = wanted.spec?.strategy ?? live?.spec?.strategy
  const replicas = wanted.spec?.replicas ?? live?.spec?.replicas ?? 1
  const leaves = beside || live === undefined ? 0 : goesFirst(strategy, replicas)
  const fits = (node: Node, gone: number): boolean =>
    [...needed].every(([name, count]) => free(node, name, pods, own, gone) >= count)
  if (open.some((node) => fits(node, leaves))) return undefined
  for (const [resource, count] of needed) {
    if (open.some((node) => free(node, resource, pods, own, leaves) >= count)) continue
    const having = open.filter((node) => (offered(node).get(resource) ?? 0) > 0)
    const deadlock = !beside && leaves === 0 && open.some((node) => fits(node, Number.POSITIVE_INFINITY))
    return { resource, count, deadlock, nodes: having.map((node) => full(node, resource, pods)) }
  }
  return undefined
}

function full(node: Node, resource: string, pods: readonly Pod[]): FullNode {
  const holders = held(node, pods).filter(({ devices }) => devices.has(resource))
  return {
    name: node.metadata.name,
    resource,
    total: offered(node).get(resource) ?? 0,
    free: free(node, resource, pods, () => false, 0),
    holders: holders.map(({ pod }) => `${pod.metadata.namespace}/${pod.metadata.name}`),
  }
}

/** What is free of a resource once `gone` of the pods that are `own` have left the node, those first that hold most. */
function free(node: Node, resource: string, pods: readonly Pod[], own: (pod: Pod) => boolean, gone: number): number {
  const holding = held(node, pods).map(({ pod, devices }) => ({ own: own(pod), count: devices.get(resource) ?? 0 }))
  const leaving = holding.filter((each) => each.own).map(({ count }) => count)
  const back = leaving.toSorted((one, other) => other - one).slice(0, gone)
  return (offered(node).get(resource) ?? 0) - sum(holding.map(({ count }) => count)) + sum(back)
}

function held(node: Node, pods: readonly Pod[]): readonly { readonly pod: Pod; readonly devices: Devices }[] {
  return pods
    .filter((pod) => pod.spec?.nodeName === node.metadata.name && !isOver(pod))
    .map((pod) => ({ pod, devices: devicesOf(pod.spec) }))
}

/** Ended, or on its way out: what it holds becomes free. */
function isOver({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined || status?.phase === 'Succeeded' || status?.phase === 'Failed'
}

function isOf(deployment: Deployment, pod: Pod): boolean {
  const labels = Object.entries(deployment.spec?.selector.matchLabels ?? {})
  const same = labels.length > 0 && labels.every(([key, value]) => pod.metadata.labels?.[key] === value)
  return same && pod.metadata.namespace === deployment.metadata.namespace
}

/** Ready, not cordoned, with the labels that the pod asks for and no taint that it does not tolerate. */
function isOpen(node: Node, spec: NonNullable<Pod['spec']> | undefined): boolean {
  const labels = Object.entries(spec?.nodeSelector ?? {})
  const tolerations = spec?.tolerations ?? []
  const ready = node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
  if (!ready || node.spec?.unschedulable === true) return false
  if (!labels.every(([key, value]) => node.metadata.labels?.[key] === value)) return false
  return (node.spec?.taints ?? []).every(
    ({ key, value, effect }) =>
      effect === 'PreferNoSchedule' ||
      tolerations.some(
        (each) =>
          (each.key === undefined || each.key === key) &&
          (each.effect === undefined || each.effect === effect) &&
          (each.operator === 'Exists' || (each.value ?? '') === (value ?? '')),
      ),
  )
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
