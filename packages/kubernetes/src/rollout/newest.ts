import type { Deployment, Pod, ReplicaSet } from '../object.ts'

const REVISION = 'deployment.kubernetes.io/revision'

/** The ReplicaSet of the Deployment's newest template, or undefined where the controller has not made it yet. */
export function newestReplicaSet(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const revision = deployment.metadata.annotations?.[REVISION]
  const owned = replicaSets.filter((replicaSet) => isOwnedBy(replicaSet, deployment.metadata.uid))
  if (revision !== undefined)
    return owned.find((replicaSet) => replicaSet.metadata.annotations?.[REVISION] === revision)
  return owned.toSorted((one, other) => revisionOf(other) - revisionOf(one))[0]
}

/** Pods of `replicaSet` that count: not those on their way out, and not those that the node or the scheduler took away. */
export function podsOf(replicaSet: ReplicaSet, pods: readonly Pod[]): readonly Pod[] {
  return pods.filter(
    (pod) =>
      isOwnedBy(pod, replicaSet.metadata.uid) && pod.metadata.deletionTimestamp === undefined && !wasTakenAway(pod),
  )
}

/** True where pods of the Deployment still leave: what they hold becomes free. */
export function isAnyLeaving(
  deployment: Deployment,
  replicaSets: readonly ReplicaSet[],
  pods: readonly Pod[],
): boolean {
  const owners = replicaSets.filter((replicaSet) => isOwnedBy(replicaSet, deployment.metadata.uid))
  return pods.some(
    (pod) => pod.metadata.deletionTimestamp !== undefined && owners.some((owner) => isOwnedBy(pod, owner.metadata.uid)),
  )
}

/** True where the condition Ready is True. */
export function isReady(pod: Pod): boolean {
  return pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false
}

// The kubelet and the scheduler end pods for reasons of the node; the ReplicaSet makes another one (Krane: "transient").
const TAKEN_AWAY = new Set([
  'Evicted',
  'Preempting',
  'NodeLost',
  'NodeShutdown',
  'Terminated',
  'NodeAffinity',
  'Shutdown',
  'UnexpectedAdmissionError',
])

function wasTakenAway(pod: Pod): boolean {
  return pod.status?.phase === 'Failed' && TAKEN_AWAY.has(pod.status.reason ?? '')
}

function isOwnedBy(object: Pod | ReplicaSet, uid: string | undefined): boolean {
  return uid !== undefined && (object.metadata.ownerReferences ?? []).some((owner) => owner.uid === uid)
}

function revisionOf(replicaSet: ReplicaSet): number {
  return Number(replicaSet.metadata.annotations?.[REVISION] ?? 0)
}
