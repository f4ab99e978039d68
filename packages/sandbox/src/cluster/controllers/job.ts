import { objectOf, textOf } from '../json.ts'
import { type Condition, isJob, isPod, isReady, type Job, type JobStatus, type Pod } from '../kinds.ts'
import { RESOURCES } from '../schema/resources.ts'
import { timestamp } from '../storage/object.ts'
import { ApiError } from '../storage/status.ts'
import { byKey, type Context, type Controller, controlledBy, controllerKey, keyOf, ownedBy } from './context.ts'
import { WorkQueue } from './queue.ts'

const MANAGER = 'kube-controller-manager'
const COMPONENT = 'job-controller'
const RETRY_MS = 1_000
const OPTIONS = { manager: MANAGER, subresource: 'status' } as const

/** Has one pod run to its end for each Job. */
export function startJobs(context: Context): Controller {
  const queue = new WorkQueue((key) => {
    const object = byKey(context.api, RESOURCES.jobs, key)
    if (object !== undefined && isJob(object)) reconcile(context, queue, object)
  })
  const unsubscribe = context.api.store.subscribe(({ resource, object }) => {
    if (resource === RESOURCES.jobs) queue.add(keyOf(object))
    const owner = resource === RESOURCES.pods ? controllerKey(object, 'Job') : undefined
    if (owner !== undefined) queue.add(owner)
  })
  return {
    stop() {
      unsubscribe()
      queue.stop()
    },
  }
}

function reconcile(context: Context, queue: WorkQueue, job: Job): void {
  const { api } = context
  const { namespace, name, uid } = job.metadata
  const finished = job.status.conditions?.find(({ type }) => type === 'Complete' || type === 'Failed')
  if (finished !== undefined) {
    const afterMs = sinceMs(finished.lastTransitionTime) - (job.spec.ttlSecondsAfterFinished ?? 0) * 1000
    if (job.spec.ttlSecondsAfterFinished === undefined) return
    if (afterMs >= 0) api.delete(RESOURCES.jobs, namespace, name, { propagationPolicy: 'Background' })
    else queue.add(keyOf(job), -afterMs)
    return
  }
  const pods = api.store
    .list(RESOURCES.pods, namespace)
    .filter((pod) => controlledBy(pod, uid))
    .filter(isPod)
  const of = (phase: string): number => pods.filter(({ status }) => status.phase === phase).length
  const active = pods.filter(({ status }) => !['Succeeded', 'Failed'].includes(status.phase))
  const startTime = job.status.startTime ?? timestamp()
  const { activeDeadlineSeconds, backoffLimit } = job.spec
  const leftMs = activeDeadlineSeconds === undefined ? undefined : activeDeadlineSeconds * 1000 - sinceMs(startTime)
  const end = ((): Pick<Condition, 'type' | 'reason' | 'message'> | undefined => {
    if (of('Succeeded') > 0)
      return { type: 'Complete', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }
    if (leftMs !== undefined && leftMs <= 0)
      return { type: 'Failed', reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' }
    if (of('Failed') + restarts(active) > backoffLimit)
      return { type: 'Failed', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' }
    return undefined
  })()
  if (end === undefined && active.length === 0 && !createPod(context, job)) queue.add(keyOf(job), RETRY_MS)
  if (end?.type === 'Failed') for (const pod of active) api.delete(RESOURCES.pods, namespace, pod.metadata.name, {})
  if (leftMs !== undefined && leftMs > 0) queue.add(keyOf(job), leftMs)
  const status: JobStatus = {
    startTime,
    ...(of('Succeeded') > 0 ? { succeeded: of('Succeeded') } : {}),
    ...(of('Failed') > 0 ? { failed: of('Failed') } : {}),
    ...(end === undefined && active.length > 0 ? { active: active.length } : {}),
    ready: end === undefined ? active.filter(isReady).length : 0,
    ...(end === undefined ? {} : { conditions: [{ ...end, status: 'True', lastTransitionTime: timestamp() }] }),
    ...(end?.type === 'Complete' ? { completionTime: timestamp() } : {}),
  }
  if (end !== undefined)
    context.events.record(
      job,
      end.type === 'Complete' ? 'Normal' : 'Warning',
      end.type === 'Complete' ? 'Completed' : (end.reason ?? ''),
      end.type === 'Complete' ? 'Job completed' : (end.message ?? ''),
      COMPONENT,
    )
  api.replace(RESOURCES.jobs, namespace, name, { ...job, status }, OPTIONS)
}

function restarts(pods: readonly Pod[]): number {
  return pods.reduce((sum, { status }) => sum + (status.containerStatuses?.[0]?.restartCount ?? 0), 0)
}

function sinceMs(time: string | undefined): number {
  return Date.now() - Date.parse(time ?? '')
}

/** False where the server refuses it; the event says why. */
function createPod({ api, events }: Context, job: Job): boolean {
  const { namespace, name } = job.metadata
  const { template } = job.spec
  const metadata = { ...template.metadata, generateName: `${name}-`, ownerReferences: [ownedBy(job)] }
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: objectOf(metadata), spec: template.spec }
  const account = textOf(objectOf(template.spec)['serviceAccountName']) ?? 'default'
  try {
    if (account !== 'default' && api.store.get(RESOURCES.serviceAccounts, namespace, account) === undefined) {
      const why = `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`
      throw new ApiError(403, 'Forbidden', `pods "${name}-" is forbidden: ${why}`)
    }
    const pod = api.create(RESOURCES.pods, namespace, body, { manager: MANAGER })
    events.record(job, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`, COMPONENT)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    events.record(job, 'Warning', 'FailedCreate', `Error creating: ${error.message}`, COMPONENT)
    return false
  }
}
