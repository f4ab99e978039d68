import { ConnectionError, KubernetesError } from './errors.ts'
import { LeaseHeldError } from './lease.ts'
import { ReleaseStateError } from './release/state-error.ts'

/** What a failure is to a user: a reason that every action on a cluster has, and what to do. */
export interface Trouble {
  readonly reason: 'unreadable-cluster' | 'unreadable-state' | 'deployment-in-progress' | 'forbidden'
  readonly fix: string
}

/** The trouble that is the same whatever an action was about to do; `undefined` for a failure that depends on it. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof ConnectionError) return { reason: 'unreadable-cluster', fix: 'Correct the kubeconfig.' }
  if (error instanceof ReleaseStateError) {
    return {
      reason: 'unreadable-state',
      fix: 'Use the newest version of these actions, or delete the ConfigMap when no canary runs.',
    }
  }
  if (error instanceof LeaseHeldError) {
    return {
      reason: 'deployment-in-progress',
      fix: 'Wait for that run, or cancel it; raise `lease-wait` to wait longer.',
    }
  }
  if (!(error instanceof KubernetesError)) return undefined
  if (error.status === 401) {
    return {
      reason: 'unreadable-cluster',
      fix: 'The token or certificate in the kubeconfig is not valid (any more).',
    }
  }
  return error.status === 403 ? { reason: 'forbidden', fix: 'Give the account the Role in the README.' } : undefined
}
