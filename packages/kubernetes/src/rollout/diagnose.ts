import type { Deployment } from '../object.ts'
import { creationDoom } from './creation.ts'
import { isAnyLeaving, isReady, newestReplicaSet, podsOf } from './newest.ts'
import { overduePod, podState } from './pods.ts'
import type { DiagnosisOptions, Doom, RolloutObjects, RolloutState } from './state.ts'

const GRACE_MS = 60_000

/**
 * Where the rollout of `objects.deployment` stands. Pure: the same objects and time always give the same answer.
 *
 * Doomed only when nothing of the new release can come up by itself any more: every pod of the newest ReplicaSet that
 * does not serve is stuck, none serves of those that crash (Shopify/krane, `replica_set.rb`), no old pod is leaving whose
 * room would help – or when the Deployment's progress deadline, or the caller's, is over. A slow start, one restart, a busy
 * registry, an evicted pod and a node that is being brought are waited for.
 */
export function diagnose(objects: RolloutObjects, options: DiagnosisOptions): RolloutState {
  const { deployment, replicaSets, events } = objects
  const wanted = deployment.spec?.replicas ?? 1
  const newest = newestReplicaSet(deployment, replicaSets)
  const seen = (deployment.status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  if (!seen || newest === undefined) {
    return options.overdue === true
      ? { phase: 'doomed', ready: 0, wanted, doom: unseen(deployment) }
      : { phase: 'progressing', ready: 0, wanted, message: 'the Deployment controller has not taken the change up yet' }
  }
  const pods = podsOf(newest, objects.pods)
  const ready = pods.filter(isReady).length
  if (isComplete(deployment, wanted)) return { phase: 'complete', ready: wanted, wanted }

  const earlier = options.earlierEvents ?? new Set<string>()
  const leaving = isAnyLeaving(deployment, replicaSets, objects.pods)
  const surges = (deployment.status?.replicas ?? 0) > (deployment.status?.updatedReplicas ?? 0)
  const context = { now: options.now, graceMs: options.graceMs ?? GRACE_MS, earlier, surges, leaving }
  const states = pods.map((pod) => podState(pod, events, context))
  const stuck = states.filter((state) => state.kind === 'stuck')
  const [starting] = states.filter((state) => state.kind === 'starting')
  const [first] = stuck
  const creation = creationDoom(deployment, newest, options.now, leaving)

  const late =
    options.overdue === true
      ? 'the time allowed for this step is over'
      : deadlineMessage(deployment, options.earlierDeadline)
  if (late !== undefined) {
    const doom =
      first?.doom ??
      creation ??
      pods.map((pod) => overduePod(pod, events, earlier)).find((found) => found !== undefined)
    return {
      phase: 'doomed',
      ready,
      wanted,
      doom: doom === undefined ? plainDeadline(late, ready, wanted) : { ...doom, message: `${doom.message}; ${late}` },
    }
  }
  if (first !== undefined && starting === undefined && !leaving && (ready === 0 || first.doom.class === 'scheduling')) {
    return { phase: 'doomed', ready, wanted, doom: first.doom }
  }
  if (creation !== undefined && stuck.length === 0 && starting === undefined && ready === pods.length) {
    return { phase: 'doomed', ready, wanted, doom: creation }
  }
  if (deployment.spec?.paused === true) return { phase: 'doomed', ready, wanted, doom: PAUSED }
  return {
    phase: 'progressing',
    ready,
    wanted,
    message: starting?.message ?? first?.doom.message ?? waiting(deployment, ready, wanted),
  }
}

/** When the Deployment was found past its progress deadline (`lastUpdateTime`), or undefined where it is not. */
export function missedDeadline(deployment: Deployment): string | undefined {
  const progressing = deployment.status?.conditions?.find((condition) => condition.type === 'Progressing')
  return progressing?.reason === 'ProgressDeadlineExceeded' ? (progressing.lastUpdateTime ?? '') : undefined
}

// kubectl's own arithmetic (kubernetes/kubectl, pkg/polymorphichelpers/rollout_status.go).
function isComplete(deployment: Deployment, wanted: number): boolean {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = deployment.status ?? {}
  return updatedReplicas >= wanted && replicas <= updatedReplicas && availableReplicas >= updatedReplicas
}

function deadlineMessage(deployment: Deployment, earlier: string | undefined): string | undefined {
  const missed = missedDeadline(deployment)
  if (missed === undefined || missed === earlier) return undefined
  return `the Deployment made no progress for its progressDeadlineSeconds (${deployment.spec?.progressDeadlineSeconds ?? 600} s)`
}

function plainDeadline(late: string, ready: number, wanted: number): Doom {
  return {
    class: 'deadline',
    reason: 'ProgressDeadlineExceeded',
    message: `${ready} of ${wanted} pods of the new release are ready, and ${late}`,
    advice:
      'Look at the pods (kubectl describe pod), or allow more time: timeout here, progressDeadlineSeconds in the Deployment.',
  }
}

function unseen(deployment: Deployment): Doom {
  return {
    class: 'deadline',
    message: `The Deployment controller did not take up the change of ${deployment.metadata.name} in the time allowed`,
    advice: "Look at the cluster's kube-controller-manager; this is not the release's fault.",
  }
}

const PAUSED: Doom = {
  class: 'config',
  reason: 'DeploymentPaused',
  message: 'The Deployment is paused, so nothing rolls out',
  advice: 'Remove spec.paused from the manifest, or run kubectl rollout resume.',
}

function waiting(deployment: Deployment, ready: number, wanted: number): string {
  const { replicas = 0, updatedReplicas = 0 } = deployment.status ?? {}
  const old = replicas - updatedReplicas
  return old > 0 && ready >= wanted ? `${old} old pods are leaving` : `${ready} of ${wanted} pods are ready`
}
