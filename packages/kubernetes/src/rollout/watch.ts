import type { Cluster } from '../cluster.ts'
import type { RolloutObjects } from './state.ts'

/**
 * The Deployment with its ReplicaSets, pods and events, once at the start and again after each change of any of them
 * and at least every `tickMs`, so that verdicts that depend on time are reached too. Ends when `signal` aborts.
 */
export function watchRollout(
  _cluster: Cluster,
  _target: { readonly namespace: string; readonly name: string; readonly tickMs?: number },
  _signal: AbortSignal,
): AsyncIterable<RolloutObjects> {
  throw new Error('not built yet')
}
