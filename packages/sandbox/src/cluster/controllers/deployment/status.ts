import { equal, type JsonObject } from '../../json.ts'
import { type Condition, condition, type Deployment, type DeploymentStatus } from '../../kinds.ts'
import { RESOURCES } from '../../schema/resources.ts'
import { timestamp } from '../../storage/object.ts'
import type { Context } from '../context.ts'
import { available, bounds, MANAGER, revisionOf, type Sets, specified } from './replicas.ts'

/** The status as its ReplicaSets make it (`deployment/sync.go` and `progress.go`). */
export function statusOf(deployment: Deployment, sets: Sets): DeploymentStatus {
  const counts = countsOf(deployment, sets)
  const before = deployment.status.conditions ?? []
  const conditions = withCondition(before, availability(deployment, counts.availableReplicas ?? 0))
  const progress = progressOf(deployment, counts, sets)
  return { ...counts, conditions: progress === undefined ? conditions : withCondition(conditions, progress) }
}

function countsOf(deployment: Deployment, { current, old }: Sets): DeploymentStatus {
  const all = [...old, ...(current ? [current] : [])]
  const sum = (read: (set: (typeof all)[number]) => number): number => all.reduce((total, set) => total + read(set), 0)
  const ready = sum((set) => set.status.readyReplicas ?? 0)
  const counts = {
    replicas: sum((set) => set.status.replicas),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: ready,
    availableReplicas: available(all),
    unavailableReplicas: Math.max(0, specified(all) - available(all)),
  }
  // Go's omitempty: a count of zero is absent.
  const present = Object.entries(counts).filter(([, count]) => count !== 0)
  return { observedGeneration: deployment.metadata.generation ?? 1, ...Object.fromEntries(present) }
}

function availability(deployment: Deployment, count: number): Condition {
  const enough = count >= deployment.spec.replicas - bounds(deployment).maxUnavailable
  return enough
    ? now('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.')
    : now('Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.')
}

function progressOf(deployment: Deployment, next: DeploymentStatus, sets: Sets): Condition | undefined {
  const current = condition(deployment.status, 'Progressing')
  const updated = next.updatedReplicas ?? 0
  const total = next.replicas ?? 0
  if (total === updated && current?.reason === 'NewReplicaSetAvailable') return undefined
  const name = sets.current?.metadata.name
  const what = name === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${name}"`
  const wanted = deployment.spec.replicas
  if (updated === wanted && total === wanted && (next.availableReplicas ?? 0) === wanted) {
    return now('Progressing', 'True', 'NewReplicaSetAvailable', `${what} has successfully progressed.`)
  }
  if (moved(deployment.status, next)) {
    const progressing = now('Progressing', 'True', 'ReplicaSetUpdated', `${what} is progressing.`)
    const since = current?.status === 'True' ? current.lastTransitionTime : undefined
    return since === undefined ? progressing : { ...progressing, lastTransitionTime: since }
  }
  if (timeLeftMs(deployment) > 0) return undefined
  return now('Progressing', 'False', 'ProgressDeadlineExceeded', `${what} has timed out progressing.`)
}

function moved(before: DeploymentStatus, next: DeploymentStatus): boolean {
  const old = (status: DeploymentStatus): number => (status.replicas ?? 0) - (status.updatedReplicas ?? 0)
  return (
    (next.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(next) < old(before) ||
    (next.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

/** How long the deployment may still go without progress. */
export function timeLeftMs(deployment: Deployment): number {
  const progressing = condition(deployment.status, 'Progressing')
  if (progressing === undefined || progressing.reason === 'NewReplicaSetAvailable') return Number.POSITIVE_INFINITY
  if (progressing.reason === 'ProgressDeadlineExceeded') return 0
  const since = Date.parse(progressing.lastUpdateTime ?? progressing.lastTransitionTime ?? '')
  return since + deployment.spec.progressDeadlineSeconds * 1000 - Date.now()
}

function now(type: string, status: string, reason: string, message: string): Condition {
  const at = timestamp()
  return { type, status, reason, message, lastUpdateTime: at, lastTransitionTime: at }
}

/** The conditions with one set; times stay while status and reason do. */
export function withCondition(conditions: Condition[], next: Condition): Condition[] {
  const before = conditions.find((each) => each.type === next.type)
  const progressing = next.reason === 'ReplicaSetUpdated'
  if (before?.status === next.status && before.reason === next.reason && !progressing) return conditions
  const kept = before?.status === next.status ? before.lastTransitionTime : undefined
  const set = kept === undefined ? next : { ...next, lastTransitionTime: kept }
  return [...conditions.filter((each) => each.type !== next.type), set]
}

/** A condition that says which ReplicaSet now carries the rollout. */
export function progressing(reason: string, message: string): Condition {
  return now('Progressing', 'True', reason, message)
}

/** Writes status and revision; nothing when neither changed. */
export function writeStatus(
  { api }: Context,
  deployment: Deployment,
  status: DeploymentStatus,
  sets: Sets,
): Deployment['status'] {
  const { namespace, name } = deployment.metadata
  const revision = sets.current === undefined ? 0 : revisionOf(sets.current)
  const annotations: JsonObject = { ...deployment.metadata.annotations }
  if (revision > 0) annotations['deployment.kubernetes.io/revision'] = String(revision)
  const same = equal(annotations, { ...deployment.metadata.annotations }) && equal(status, deployment.status)
  if (same) return status
  const next = { ...deployment, metadata: { ...deployment.metadata, annotations }, status }
  api.replace(RESOURCES.deployments, namespace, name, next, { manager: MANAGER, subresource: 'status' })
  return status
}
