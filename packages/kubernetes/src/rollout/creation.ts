import type { Deployment, ReplicaSet } from '../object.ts'
import { timeOf } from './events.ts'
import type { Doom } from './state.ts'

type Condition = NonNullable<NonNullable<ReplicaSet['status']>['conditions']>[number]

/** A refusal may be a webhook that is restarting, or a quota that pods on their way out still use. */
const CREATION_GRACE_MS = 10_000

/** Why the new ReplicaSet can't create pods, or undefined where it can or may soon. */
export function creationDoom(
  deployment: Deployment,
  newest: ReplicaSet,
  now: number,
  leaving: boolean,
): Doom | undefined {
  const condition = failure(newest.status?.conditions) ?? failure(deployment.status?.conditions)
  if (condition === undefined) return undefined
  const message = condition.message ?? ''
  const asked = now - timeOf(condition.lastTransitionTime)
  const common = { reason: condition.reason ?? 'FailedCreate' }
  if (/exceeded quota/i.test(message)) {
    if (leaving || asked < CREATION_GRACE_MS) return undefined
    return {
      ...common,
      class: 'quota',
      message: `The namespace's quota refuses the new pods: ${message}`,
      advice: 'Raise the ResourceQuota, ask for less, or let old pods go first (maxSurge: 0, maxUnavailable: 1).',
    }
  }
  if (/failed calling webhook/i.test(message) || asked < CREATION_GRACE_MS) return undefined
  if (/error looking up service account|serviceaccount .* not found/i.test(message)) {
    return {
      ...common,
      class: 'config',
      message: `The new pods can't be created: ${message}`,
      advice: 'Create the ServiceAccount that is named.',
    }
  }
  return {
    ...common,
    class: 'admission',
    message: `The cluster refuses the new pods: ${message}`,
    advice: 'Change the pod template to what the policy named in the message asks for.',
  }
}

function failure(conditions: readonly Condition[] | undefined): Condition | undefined {
  return conditions?.find((condition) => condition.type === 'ReplicaFailure' && condition.status === 'True')
}
