import { condition, type Deployment, isDeployment } from '../../kinds.ts'
import { RESOURCES } from '../../schema/resources.ts'
import { byKey, type Context, type Controller, controllerKey, keyOf } from '../context.ts'
import { WorkQueue } from '../queue.ts'
import { createSet, nextReplicas, refreshSet, revisionOf, type Sets, scale, setsOf } from './replicas.ts'
import { recreateStep, rollingStep } from './rolling.ts'
import { progressing, statusOf, timeLeftMs, withCondition, writeStatus } from './status.ts'

/** Carries every Deployment from its old ReplicaSets to the one of its template. */
export function startDeployments(context: Context): Controller {
  const queue = new WorkQueue((key) => {
    const deployment = read(context, key)
    if (deployment === undefined) return
    reconcile(context, deployment)
    const left = timeLeftMs(read(context, key) ?? deployment)
    if (left > 0 && Number.isFinite(left)) queue.add(key, left + 10)
  })
  const unsubscribe = context.api.store.subscribe(({ resource, object }) => {
    if (resource === RESOURCES.deployments) queue.add(keyOf(object))
    const owner = resource === RESOURCES.replicaSets ? controllerKey(object, 'Deployment') : undefined
    if (owner !== undefined) queue.add(owner)
    if (resource === RESOURCES.pods && object.metadata.deletionTimestamp !== undefined) {
      for (const deployment of context.api.store.list(RESOURCES.deployments, object.metadata.namespace)) {
        if (isDeployment(deployment) && deployment.spec.strategy.type === 'Recreate') queue.add(keyOf(deployment))
      }
    }
  })
  return {
    stop() {
      unsubscribe()
      queue.stop()
    },
  }
}

function read({ api }: Context, key: string): Deployment | undefined {
  const object = byKey(api, RESOURCES.deployments, key)
  return object !== undefined && isDeployment(object) ? object : undefined
}

function reconcile(context: Context, deployment: Deployment): void {
  if (deployment.metadata.deletionTimestamp !== undefined) return
  const recreate = deployment.spec.strategy.type === 'Recreate'
  const found = setsOf(context, deployment)
  if (recreate && recreateStep(context, deployment, found)) {
    syncStatus(context, deployment)
    return
  }
  const current = found.current === undefined ? begin(context, deployment, found) : resume(context, deployment, found)
  const sets = setsOf(context, current)
  const moved = recreate
    ? sets.current !== undefined && scale(context, current, sets.current, nextReplicas(current, sets))
    : rollingStep(context, current, sets)
  if (!moved && complete(current)) forget(context, current, sets)
  syncStatus(context, current)
}

/** The first step to a new template; the rollout's own condition says so before anything is counted. */
function begin(context: Context, deployment: Deployment, sets: Sets): Deployment {
  const created = createSet(context, deployment, sets)
  const news = progressing('NewReplicaSetCreated', `Created new replica set "${created.metadata.name}"`)
  return announce(context, deployment, news)
}

function resume(context: Context, deployment: Deployment, sets: Sets): Deployment {
  const { current } = sets
  if (current === undefined) return deployment
  refreshSet(context, deployment, current, sets.old)
  if (condition(deployment.status, 'Progressing') !== undefined) return deployment
  return announce(
    context,
    deployment,
    progressing('FoundNewReplicaSet', `Found new replica set "${current.metadata.name}"`),
  )
}

function announce(context: Context, deployment: Deployment, news: ReturnType<typeof progressing>): Deployment {
  const conditions = withCondition(deployment.status.conditions ?? [], news)
  writeStatus(context, deployment, { ...deployment.status, conditions }, setsOf(context, deployment))
  return read(context, keyOf(deployment)) ?? deployment
}

function syncStatus(context: Context, deployment: Deployment): void {
  const sets = setsOf(context, deployment)
  writeStatus(context, deployment, statusOf(deployment, sets), sets)
}

function complete(deployment: Deployment): boolean {
  const { status, spec, metadata } = deployment
  const all = [status.replicas ?? 0, status.updatedReplicas ?? 0, status.availableReplicas ?? 0]
  return all.every((count) => count === spec.replicas) && (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
}

/** Old revisions past the limit go. */
function forget({ api }: Context, deployment: Deployment, { old }: Sets): void {
  const idle = old.filter((set) => set.spec.replicas === 0 && set.status.replicas === 0)
  const excess = idle.length - deployment.spec.revisionHistoryLimit
  for (const set of [...idle].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, Math.max(0, excess))) {
    api.delete(RESOURCES.replicaSets, set.metadata.namespace, set.metadata.name, {})
  }
}
