import { type Cluster, isEvent, isPod, type KubernetesObject, type Pod } from '@ml-actions/kubernetes'

/** What keeps a Job from being ready, in the cluster's own words. */
export interface Hindrance {
  readonly message: string
  /** False where waiting may help: a node is being made, an image is on its way. */
  readonly lasting: boolean
}

/** Looks at the Job's events, its pod, and what the pod says. */
export async function hindranceOf(cluster: Cluster, job: KubernetesObject): Promise<Hindrance> {
  const { name, namespace = '', uid } = job.metadata
  const { items } = await cluster.list(
    { apiVersion: 'v1', kind: 'Pod' },
    { namespace, labelSelector: `job-name=${name}` },
  )
  const pod = items.filter(isPod).find(({ metadata }) => metadata.deletionTimestamp === undefined)
  if (pod === undefined) return noPod(cluster, namespace, uid)
  const status = pod.status?.containerStatuses?.[0]
  const { waiting, running } = status?.state ?? {}
  const ended = status?.lastState?.terminated ?? status?.state?.terminated
  if (
    waiting?.reason !== undefined &&
    !['ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'].includes(waiting.reason)
  )
    return { message: `${waiting.reason}: ${waiting.message ?? ''}`, lasting: true }
  if (running === undefined && ended === undefined) return { message: unplaced(pod), lasting: false }
  const said = await cluster.logs({ namespace, name: pod.metadata.name }, 'dead-man', { tailLines: 5 }).catch(() => '')
  const last = said.trim().split('\n').at(-1) ?? ''
  if (ended !== undefined && running === undefined)
    return {
      message: `its container ended with ${ended.exitCode} (${ended.reason ?? 'no reason'}): ${last}`,
      lasting: true,
    }
  return { message: last === '' ? 'its container has just started' : last, lasting: last.includes('not armed: ') }
}

async function noPod(cluster: Cluster, namespace: string, uid: string | undefined): Promise<Hindrance> {
  const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Event' }, { namespace })
  const failed = items
    .filter(isEvent)
    .findLast((event) => event.involvedObject.uid === uid && event.reason === 'FailedCreate')
  return failed === undefined
    ? { message: 'it has no pod yet', lasting: false }
    : { message: failed.message ?? 'its pod can’t be created', lasting: true }
}

function unplaced({ status }: Pod): string {
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled')
  if (scheduled?.status === 'False') return scheduled.message ?? 'its pod fits on no node'
  return 'its pod is being started'
}
