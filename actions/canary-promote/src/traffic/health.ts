import {
  type Cluster,
  diagnose,
  isDeployment,
  isEvent,
  isPod,
  isReplicaSet,
  type RolloutObjects,
  type RolloutState,
} from '@ml-actions/kubernetes'

/** Where the rollout of a Deployment stands now; undefined where the Deployment is not there. */
export async function rolloutOf(
  cluster: Cluster,
  namespace: string,
  name: string,
  now: number,
): Promise<{ readonly state: RolloutState; readonly objects: RolloutObjects } | undefined> {
  const deployment = await cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace })
  if (deployment === undefined || !isDeployment(deployment)) return undefined
  const [replicaSets, pods, events] = await Promise.all([
    cluster.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }, { namespace }),
    cluster.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace }),
    cluster.list({ apiVersion: 'v1', kind: 'Event' }, { namespace }),
  ])
  const objects = {
    deployment,
    replicaSets: replicaSets.items.filter(isReplicaSet),
    pods: pods.items.filter(isPod),
    events: events.items.filter(isEvent),
  }
  return { state: diagnose(objects, { now }), objects }
}

/** Why the canary's pods can't serve, in one sentence; undefined when they can. */
export function canaryTrouble(state: RolloutState | undefined): string | undefined {
  if (state === undefined) return 'the canary’s Deployment is not there'
  if (state.phase === 'doomed') return state.doom.message
  return state.ready === 0 ? `none of the canary’s ${state.wanted} pods is ready` : undefined
}

/** Why stable could not take all traffic now, in one sentence; undefined when it could. */
export function stableTrouble(state: RolloutState | undefined): string | undefined {
  if (state === undefined) return 'the stable Deployment is not there'
  if (state.phase === 'complete') return undefined
  return state.phase === 'doomed' ? state.doom.message : `${state.ready} of ${state.wanted} pods are ready`
}
