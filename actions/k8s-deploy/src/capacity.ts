import {
  type Deployment,
  type Doom,
  deviceShortage,
  devicesOf,
  isNode,
  isPod,
  isSameRelease,
  KubernetesError,
  type Shortage,
} from '@ml-actions/kubernetes'
import type { ObjectDiff } from './diff.ts'
import type { Job } from './job.ts'
import type { ReleaseSet } from './manifests/release-set.ts'
import type { Serving } from './target.ts'

/**
 * What a rollout would wait for in vain: devices that no node has free while the old pods run. Undefined where there is room, where
 * nothing asks for devices, and where the account may not look.
 */
export async function predictDoom(
  job: Job,
  set: ReleaseSet,
  serving: Serving,
  diffs: readonly ObjectDiff[],
): Promise<Doom | undefined> {
  const { workload } = set
  const devices = [...devicesOf(workload.spec?.template.spec).keys()]
  if (devices.length === 0 || !makesPods(set, serving, diffs)) return undefined
  try {
    const [nodes, pods] = await Promise.all([
      job.cluster.list({ apiVersion: 'v1', kind: 'Node' }),
      job.cluster.list({ apiVersion: 'v1', kind: 'Pod' }),
    ])
    const capacity = { nodes: nodes.items.filter(isNode), pods: pods.items.filter(isPod) }
    const beside = job.inputs.canary && serving.release !== undefined
    const shortage = deviceShortage(workload, serving.deployment, capacity, beside)
    return shortage === undefined ? undefined : doomOf(workload, shortage)
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.status !== 403) throw error
    job.services.log.info(
      `Whether a node has ${devices.join(' and ')} free is not known: the account may not list nodes and pods of the whole cluster (Permissions in the README).`,
    )
    return undefined
  }
}

function makesPods({ workload, identity }: ReleaseSet, serving: Serving, diffs: readonly ObjectDiff[]): boolean {
  const { release, deployment } = serving
  if (release === undefined || deployment === undefined || !isSameRelease(release, identity)) return true
  const own = diffs.find(({ object }) => object === `Deployment/${workload.metadata.name}`)
  return own?.changes.some(({ path }) => path.startsWith('spec.template')) ?? true
}

function doomOf(workload: Deployment, shortage: Shortage): Doom {
  const { resource, count, nodes, deadlock } = shortage
  const told = nodes.map(
    ({ name, free, total, holders }) =>
      `${name} has ${Math.max(free, 0)} of ${total} free${holders.length === 0 ? '' : ` (held by ${holders.join(', ')})`}`,
  )
  return {
    class: 'scheduling',
    reason: 'NoCapacity',
    message:
      `A new pod of ${workload.metadata.name} asks for ${count} ${resource}, and no node has as many free: ` +
      `${told.length === 0 ? 'none that it may use offers any' : told.join('; ')}` +
      `${deadlock ? '. The old pods hold them and stay until the new one is ready: a deadlock' : ''}`,
    advice: deadlock
      ? 'Set strategy.rollingUpdate to maxSurge: 0, maxUnavailable: 1 (or strategy.type: Recreate), or add a node. Where an autoscaler adds it by itself, `on-full-nodes: warn`.'
      : `Free or add ${resource}. Where an autoscaler adds a node by itself, \`on-full-nodes: warn\`.`,
  }
}
