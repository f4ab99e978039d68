import type { Doom } from './state.ts'

/** The scheduler's message about a pod that fits nowhere, as a table. */
export interface Unschedulable {
  /** Nodes looked at. */
  readonly nodes: number
  /** Each reason with the number of nodes it holds for. */
  readonly reasons: readonly { readonly nodes: number; readonly reason: string }[]
}

/**
 * Reads `0/3 nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) had untolerated taint {…}. preemption: …`
 * (kubernetes/pkg/scheduler/framework/types.go, `FitError.Error`); undefined for any other text.
 */
export function parseUnschedulable(message: string): Unschedulable | undefined {
  const found =
    /^\d+\/(\d+) nodes are available: (.*?)\.?(?:\s+(?:no new claims to deallocate, )?preemption:.*)?$/s.exec(
      message.trim(),
    )
  if (found === null) return undefined
  // Taints hold commas inside braces; a reason starts with its count.
  const reasons = (found[2] ?? '').split(/, (?=\d+ )/).flatMap((part) => {
    const match = /^(\d+) (.+)$/s.exec(part.trim())
    return match === null ? [] : [{ nodes: Number(match[1]), reason: match[2] ?? '' }]
  })
  return { nodes: Number(found[1]), reasons }
}

const GPU = /Insufficient ((?:nvidia|amd)\.com\/\S+)/

/** What a pod that fits nowhere means. `surges` tells that old pods still hold what the new one asks for. */
export function schedulingDoom(pod: string, message: string, surges: boolean): Doom {
  return {
    class: 'scheduling',
    pod,
    reason: 'Unschedulable',
    message: `Pod ${pod} fits on no node: ${message}`,
    advice: advice(message, surges),
  }
}

function advice(message: string, surges: boolean): string {
  const gpu = GPU.exec(message)?.[1]
  if (gpu !== undefined && surges) {
    return (
      `The old pods hold the ${gpu} that the new one waits for, and they stay until it is ready: a deadlock. ` +
      'Set strategy.rollingUpdate to maxSurge: 0, maxUnavailable: 1 (or strategy.type: Recreate), or add a GPU.'
    )
  }
  if (gpu !== undefined) return `Free or add ${gpu}, or ask for less of it in resources.limits.`
  if (/Insufficient /.test(message)) return 'Lower resources.requests, or add nodes.'
  if (/untolerated taint/.test(message)) return 'Add the toleration for that taint, or use nodes without it.'
  if (/node affinity|node selector/.test(message)) return 'Correct nodeSelector or affinity so that a node matches.'
  if (/PersistentVolumeClaim|volume/.test(message)) return 'Look at the claim: kubectl describe pvc.'
  return 'Look at the nodes and what the pod asks for: kubectl describe pod.'
}
