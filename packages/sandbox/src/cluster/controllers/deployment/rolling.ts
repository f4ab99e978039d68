import type { Deployment } from '../../kinds.ts'
import { isPod } from '../../kinds.ts'
import { RESOURCES } from '../../schema/resources.ts'
import { type Context, controlledBy } from '../context.ts'
import { available, bounds, nextReplicas, type Sets, scale, specified } from './replicas.ts'

/** One step of a rolling update (`rollout rolling.go`); true when it changed something. */
export function rollingStep(context: Context, deployment: Deployment, sets: Sets): boolean {
  const { current } = sets
  if (current === undefined) return false
  const wanted = deployment.spec.replicas
  const next = current.spec.replicas > wanted ? wanted : nextReplicas(deployment, sets)
  return scale(context, deployment, current, next) || shrinkOld(context, deployment, sets)
}

function shrinkOld(context: Context, deployment: Deployment, { current, old }: Sets): boolean {
  if (current === undefined || specified(old) === 0) return false
  const all = [...old, current]
  const minAvailable = deployment.spec.replicas - bounds(deployment).maxUnavailable
  const unavailable = current.spec.replicas - (current.status.availableReplicas ?? 0)
  let budget = specified(all) - minAvailable - unavailable
  if (budget <= 0) return false
  let changed = false
  for (const set of old) {
    const unhealthy = Math.min(budget, set.spec.replicas - (set.status.availableReplicas ?? 0))
    if (unhealthy <= 0) continue
    budget -= unhealthy
    changed = scale(context, deployment, set, set.spec.replicas - unhealthy) || changed
  }
  if (changed) return true
  let excess = available(all) - minAvailable
  for (const set of old) {
    const down = Math.min(excess, set.spec.replicas)
    if (down <= 0) continue
    excess -= down
    changed = scale(context, deployment, set, set.spec.replicas - down) || changed
  }
  return changed
}

/** Old pods go before the new ReplicaSet comes; true when something changed or is awaited. */
export function recreateStep(context: Context, deployment: Deployment, sets: Sets): boolean {
  const shrunk = sets.old.map((set) => scale(context, deployment, set, 0))
  return shrunk.includes(true) || sets.old.some((set) => hasPods(context, set.metadata.uid, set.metadata.namespace))
}

function hasPods({ api }: Context, uid: string, namespace: string | undefined): boolean {
  return api.store
    .list(RESOURCES.pods, namespace)
    .filter((pod) => controlledBy(pod, uid))
    .some((pod) => isPod(pod) && !['Failed', 'Succeeded'].includes(pod.status.phase))
}
