import type { Event, Pod } from '../object.ts'
import { type ContainerContext, containerDoom, lastProbeFailure } from './containers.ts'
import { eventsAbout, firstSeen, timeOf } from './events.ts'
import { isReady } from './newest.ts'
import { schedulingDoom } from './scheduling.ts'
import type { Doom } from './state.ts'

/** One pod of the new release: it serves, may still come up, or can't. */
export type PodState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'starting'; readonly message: string }
  | { readonly kind: 'stuck'; readonly doom: Doom }

export interface PodOptions {
  readonly now: number
  readonly graceMs: number
  readonly earlier: ReadonlySet<string>
  /** Old pods still run and hold what they hold. */
  readonly surges: boolean
  /** Pods of the old release are leaving, so room becomes free by itself. */
  readonly leaving: boolean
}

/** How long a volume may lack what it names: ConfigMaps and Secrets reach the kubelet with a delay. */
const MOUNT_GRACE_MS = 10_000

export function podState(pod: Pod, events: readonly Event[], options: PodOptions): PodState {
  if (isReady(pod)) return { kind: 'ready' }
  const context: ContainerContext = { pod, events, earlier: options.earlier }
  const doom =
    containerDoom(context) ?? mountDoom(context, options) ?? claimDoom(pod, options) ?? unscheduled(context, options)
  return doom === undefined ? { kind: 'starting', message: waitingFor(pod) } : { kind: 'stuck', doom }
}

/** Why a pod that still may come up has not: what to say once the time is over. */
export function overduePod(pod: Pod, events: readonly Event[], earlier: ReadonlySet<string>): Doom | undefined {
  const context: ContainerContext = { pod, events, earlier }
  const { name } = pod.metadata
  const scheduled = unscheduledMessage(pod)
  if (scheduled !== undefined) return schedulingDoom(name, scheduled, false)
  for (const container of pod.status?.containerStatuses ?? []) {
    const { waiting, running } = container.state ?? {}
    if (/ImagePull/.test(waiting?.reason ?? '')) {
      return {
        class: 'image',
        pod: name,
        container: container.name,
        message: `Container ${container.name} still waits for its image ${container.image}: ${waiting?.message ?? ''}`,
        advice: 'Look at the registry and the network of the nodes, or allow more time for a large image (timeout).',
        ...(waiting?.reason === undefined ? {} : { reason: waiting.reason }),
      }
    }
    if (running !== undefined && !container.ready) {
      const failure = lastProbeFailure(context, /probe/i)
      return {
        class: 'probe',
        pod: name,
        container: container.name,
        reason: 'NotReady',
        message: `Container ${container.name} runs but never became ready${failure === undefined ? '' : `: ${failure}`}${probeOf(pod, container.name)}`,
        advice:
          'Check path and port of the readiness probe and what the log says; a large model may need more time (timeout, progressDeadlineSeconds).',
        logs: { pod: name, container: container.name, previous: false },
      }
    }
  }
  return undefined
}

function probeOf(pod: Pod, containerName: string): string {
  const probe = pod.spec?.containers.find((container) => container.name === containerName)?.readinessProbe
  if (probe?.httpGet !== undefined)
    return ` (readiness probe GET ${probe.httpGet.path ?? '/'} on port ${String(probe.httpGet.port)})`
  if (probe?.tcpSocket !== undefined) return ` (readiness probe on TCP port ${String(probe.tcpSocket.port)})`
  if (probe?.exec !== undefined) return ` (readiness probe ${(probe.exec.command ?? []).join(' ')})`
  return ''
}

function mountDoom(context: ContainerContext, options: PodOptions): Doom | undefined {
  const { pod } = context
  const failures = eventsAbout(context.events, pod, ['FailedMount'], context.earlier)
  const missing = failures.findLast((event) =>
    /(configmap|secret|persistentvolumeclaim) .*not found/i.test(event.message ?? ''),
  )
  if (missing === undefined || options.now - firstSeen(missing) < MOUNT_GRACE_MS) return undefined
  return {
    class: 'config',
    pod: pod.metadata.name,
    reason: 'FailedMount',
    message: `Pod ${pod.metadata.name} can't mount a volume: ${missing.message ?? ''}`,
    advice: 'Create what is named, or correct the reference in the manifest.',
  }
}

/** The scheduler names a claim that is not there; no node that comes would change that. */
function claimDoom(pod: Pod, options: PodOptions): Doom | undefined {
  const missing = /persistentvolumeclaim "[^"]*" not found/i.exec(unscheduledMessage(pod) ?? '')
  if (missing === null || options.now - unscheduledSince(pod) < MOUNT_GRACE_MS) return undefined
  return {
    class: 'config',
    pod: pod.metadata.name,
    reason: 'Unschedulable',
    message: `Pod ${pod.metadata.name} can't mount a volume: ${missing[0]}`,
    advice: 'Create what is named, or correct the reference in the manifest.',
  }
}

function unscheduled(context: ContainerContext, options: PodOptions): Doom | undefined {
  const { pod } = context
  const message = unscheduledMessage(pod)
  if (message === undefined || options.leaving) return undefined
  // A cluster autoscaler says that it brings a node; until the deadline it is believed.
  const nodeComes = eventsAbout(context.events, pod, ['TriggeredScaleUp'], context.earlier).length > 0
  if (nodeComes || options.now - unscheduledSince(pod) < options.graceMs) return undefined
  return schedulingDoom(pod.metadata.name, message, options.surges)
}

function unscheduledSince(pod: Pod): number {
  return timeOf(scheduledCondition(pod)?.lastTransitionTime) || timeOf(pod.metadata.creationTimestamp)
}

function unscheduledMessage(pod: Pod): string | undefined {
  const condition = scheduledCondition(pod)
  return condition?.status === 'False' && condition.reason === 'Unschedulable' ? (condition.message ?? '') : undefined
}

function scheduledCondition(pod: Pod) {
  return pod.status?.conditions?.find((condition) => condition.type === 'PodScheduled')
}

function waitingFor(pod: Pod): string {
  const unplaced = unscheduledMessage(pod)
  if (unplaced !== undefined) return `pod ${pod.metadata.name} is not scheduled yet: ${unplaced}`
  for (const container of pod.status?.containerStatuses ?? []) {
    const { waiting, running, terminated } = container.state ?? {}
    if (waiting !== undefined) return `container ${container.name} is ${waiting.reason ?? 'waiting'}`
    if (terminated !== undefined)
      return `container ${container.name} ended with exit code ${terminated.exitCode} and is started again`
    if (running !== undefined && !container.ready) return `container ${container.name} runs and is not ready yet`
  }
  return `pod ${pod.metadata.name} is starting`
}
