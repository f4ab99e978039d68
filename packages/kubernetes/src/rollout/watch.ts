import type { Cluster, Snapshot } from '../cluster.ts'
import { KubernetesError } from '../errors.ts'
import { isDeployment, isEvent, isPod, isReplicaSet, type Kind } from '../object.ts'
import type { RolloutObjects } from './state.ts'

/** The Deployment whose rollout is watched. */
export interface RolloutTarget {
  readonly namespace: string
  readonly name: string
  /** A verdict may depend on time alone, so the objects are handed out at least this often. Default 1 s. */
  readonly tickMs?: number
  /**
   * Others are watched in the same namespace over the same watches (`sharingWatches`): then all Deployments are, and changes
   * are handed out together, so that each change does not have every one of them judged anew.
   */
  readonly isOneOfMany?: boolean
}

/** How long changes are gathered with many rollouts. */
const GATHERING_MS = 100

const SOURCES = {
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment' },
  replicaSets: { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  pods: { apiVersion: 'v1', kind: 'Pod' },
  events: { apiVersion: 'v1', kind: 'Event' },
} as const satisfies Record<string, Kind>

type Source = keyof typeof SOURCES

/**
 * The Deployment with its namespace's ReplicaSets, pods and events: at the start, after changes of any of them and at
 * every tick. Ends when `signal` aborts. Throws `KubernetesError` `NotFound` where the Deployment is not there, and
 * whatever a watch throws.
 */
export async function* watchRollout(
  cluster: Cluster,
  target: RolloutTarget,
  signal: AbortSignal,
): AsyncGenerator<RolloutObjects> {
  const stop = new AbortController()
  const ended = AbortSignal.any([signal, stop.signal])
  const latest = new Map<Source, Snapshot>()
  let failure: { readonly error: unknown } | undefined
  let wake: () => void = () => undefined
  const follow = async (source: Source): Promise<void> => {
    const selection = {
      namespace: target.namespace,
      ...(source === 'deployment' && target.isOneOfMany !== true
        ? { fieldSelector: `metadata.name=${target.name}` }
        : {}),
    }
    for await (const snapshot of cluster.watch(SOURCES[source], selection, ended)) {
      latest.set(source, snapshot)
      wake()
    }
  }
  const sources: readonly Source[] = ['deployment', 'replicaSets', 'pods', 'events']
  const following = sources.map((source) =>
    follow(source).catch((error: unknown) => {
      failure ??= { error }
      wake()
    }),
  )
  try {
    while (!ended.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const objects = assemble(latest, target)
      if (objects !== undefined) yield objects
      if (failure !== undefined) throw failure.error
      await soonest(woken, target.tickMs ?? 1000, ended)
      if (target.isOneOfMany === true) await soonest(new Promise(() => undefined), GATHERING_MS, ended)
    }
  } finally {
    stop.abort()
    await Promise.all(following)
  }
}

function assemble(latest: ReadonlyMap<Source, Snapshot>, target: RolloutTarget): RolloutObjects | undefined {
  const itemsOf = (source: Source): Snapshot['items'] | undefined => latest.get(source)?.items
  const deployments = itemsOf('deployment')
  const [replicaSets, pods, events] = [itemsOf('replicaSets'), itemsOf('pods'), itemsOf('events')]
  if (deployments === undefined || replicaSets === undefined || pods === undefined || events === undefined)
    return undefined
  const deployment = deployments.filter(isDeployment).find((candidate) => candidate.metadata.name === target.name)
  if (deployment === undefined) {
    throw new KubernetesError({
      status: 404,
      reason: 'NotFound',
      message: `Deployment/${target.name} is not in namespace ${target.namespace} (any more)`,
    })
  }
  return {
    deployment,
    replicaSets: replicaSets.filter(isReplicaSet),
    pods: pods.filter(isPod),
    events: events.filter(isEvent),
  }
}

function soonest(woken: Promise<void>, tickMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, tickMs)
    signal.addEventListener('abort', finish, { once: true })
    if (signal.aborted) finish()
    void woken.then(finish)
  })
}
