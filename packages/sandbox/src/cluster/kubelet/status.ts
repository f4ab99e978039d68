import type { Condition, ContainerState, ContainerStatus, Pod, PodStatus } from '../kinds.ts'
import { timestamp } from '../storage/object.ts'

/** What the kubelet knows of a pod's container. */
export interface Known {
  state: ContainerState
  lastState: ContainerState
  restartCount: number
  ready: boolean
  started: boolean
  imageID: string
  containerID: string
  finished: boolean
}

export function nothingKnown(): Known {
  return {
    state: { waiting: { reason: 'ContainerCreating' } },
    lastState: {},
    restartCount: 0,
    ready: false,
    started: false,
    imageID: '',
    containerID: '',
    finished: false,
  }
}

/** The pod's status by what is known of its container; conditions keep their times while they stay. */
export function podStatus(pod: Pod, known: Known): PodStatus {
  const [container] = pod.spec.containers
  const name = container?.name ?? ''
  const status: ContainerStatus = {
    name,
    image: container?.image ?? '',
    imageID: known.imageID,
    ...(known.containerID === '' ? {} : { containerID: known.containerID }),
    ready: known.ready,
    started: known.started,
    restartCount: known.restartCount,
    state: known.state,
    lastState: known.lastState,
  }
  const phase = phaseOf(known)
  const unready = { reason: 'ContainersNotReady', message: `containers with unready status: [${name}]` }
  const over = { reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
  const readiness = known.ready ? { status: 'True' } : { status: 'False', ...(known.finished ? over : unready) }
  const begun = known.containerID !== ''
  const wanted: Condition[] = [
    { type: 'PodReadyToStartContainers', status: begun && !known.finished ? 'True' : 'False' },
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', ...readiness },
    { type: 'ContainersReady', ...readiness },
  ]
  const address = begun ? { podIP: '127.0.0.1', podIPs: [{ ip: '127.0.0.1' }] } : {}
  return {
    ...pod.status,
    phase,
    conditions: [...wanted.map((each) => dated(pod, each)), ...scheduled(pod)],
    containerStatuses: [status],
    hostIP: '127.0.0.1',
    hostIPs: [{ ip: '127.0.0.1' }],
    ...address,
    startTime: pod.status.startTime ?? timestamp(),
    observedGeneration: pod.metadata.generation ?? 1,
  }
}

function phaseOf(known: Known): string {
  if (known.finished) return known.state.terminated?.exitCode === 0 ? 'Succeeded' : 'Failed'
  return known.containerID === '' ? 'Pending' : 'Running'
}

function dated(pod: Pod, condition: Condition): Condition {
  const before = pod.status.conditions?.find((each) => each.type === condition.type)
  const kept = before?.status === condition.status ? before.lastTransitionTime : undefined
  return { ...condition, lastTransitionTime: kept ?? timestamp() }
}

function scheduled(pod: Pod): Condition[] {
  return (pod.status.conditions ?? []).filter((each) => each.type === 'PodScheduled')
}
