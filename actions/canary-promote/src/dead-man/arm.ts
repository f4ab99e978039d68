import type { Clock, Log } from '@ml-actions/action'
import {
  type Cluster,
  isAlreadyExists,
  isPassing,
  isPod,
  KubernetesError,
  type KubernetesObject,
  type ReleaseTarget,
  referenceTo,
  releaseName,
  valueAt,
} from '@ml-actions/kubernetes'
import { type Hindrance, hindranceOf } from './hindrance.ts'
import { deadManJob, JOB, WATCHES_LABEL, type Watch } from './job.ts'

/** Whether somebody watches over the run. */
export type Armed =
  | { readonly kind: 'armed'; readonly job: string; readonly image: string }
  | { readonly kind: 'not-armed'; readonly why: string }

export interface ArmOptions {
  readonly cluster: Cluster
  readonly watch: Omit<Watch, 'ownerUid'>
  readonly clock: Clock
  readonly log: Log
  /** How long a node and an image may take to come. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

const POLL_MS = 500
/** A service account or a right may be on its way still. */
const PATIENCE_MS = 10_000

/**
 * Starts the switch and waits until it is armed: until it has proven that it could put the traffic back. Those of earlier runs watch
 * until then. One that can't be armed is removed again.
 */
export async function arm(options: ArmOptions): Promise<Armed> {
  const { cluster, watch, clock, log, timeoutMs, signal } = options
  const deadline = clock.now() + timeoutMs
  let job: KubernetesObject
  try {
    job = await createJob(cluster, watch)
  } catch (error) {
    const why = error instanceof KubernetesError ? error.message : undefined
    if (why === undefined || isPassing(error)) throw error
    return { kind: 'not-armed', why }
  }
  let troubledSince: number | undefined
  let said = ''
  for (;;) {
    const { ready, message, lasting } = await look(cluster, job)
    if (ready) break
    const now = clock.now()
    if (message !== said) log.info(`Dead man’s switch: ${message}`)
    said = message
    troubledSince = lasting ? (troubledSince ?? now) : undefined
    if (now > deadline || (troubledSince !== undefined && now - troubledSince > PATIENCE_MS)) {
      await cluster.delete(referenceTo(job))
      return { kind: 'not-armed', why: message }
    }
    await clock.sleep(POLL_MS, signal)
  }
  await disarm(cluster, watch.target, job.metadata.name)
  return { kind: 'armed', job: job.metadata.name, image: await pulledImage(cluster, job, watch.image) }
}

/** Whether it is armed, or what keeps it from being so. */
async function look(cluster: Cluster, job: KubernetesObject): Promise<Hindrance & { readonly ready: boolean }> {
  try {
    const found = await cluster.get(referenceTo(job))
    if (found === undefined) return { ready: false, message: 'its Job was deleted', lasting: true }
    if (Number(valueAt(found, 'status', 'ready') ?? 0) > 0) return { ready: true, message: '', lasting: false }
    return { ready: false, ...(await hindranceOf(cluster, job)) }
  } catch (error) {
    if (!isPassing(error)) throw error
    return { ready: false, message: error.message, lasting: false }
  }
}

async function createJob(cluster: Cluster, watch: ArmOptions['watch']): Promise<KubernetesObject> {
  const { namespace, name } = watch.target
  const state = await cluster.get({ apiVersion: 'v1', kind: 'ConfigMap', name: releaseName(name), namespace })
  const job = deadManJob({ ...watch, ownerUid: state?.metadata.uid ?? '' })
  try {
    return await cluster.create(job)
  } catch (error) {
    if (!isAlreadyExists(error)) throw error
    // The Lease was deleted and its count began anew: this one is of a release long ago.
    await cluster.delete(referenceTo(job))
    return cluster.create(job)
  }
}

/** Ends whoever watches over the workload, but for the Job named `except`. */
export async function disarm(cluster: Cluster, { namespace, name }: ReleaseTarget, except?: string): Promise<void> {
  const { items } = await cluster.list(JOB, { namespace, labelSelector: `${WATCHES_LABEL}=${name}` })
  for (const { metadata } of items)
    if (metadata.name !== except) await cluster.delete({ ...JOB, namespace, name: metadata.name })
}

/** The image as the node has it. */
async function pulledImage(cluster: Cluster, { metadata }: KubernetesObject, image: string): Promise<string> {
  const { namespace = '', name } = metadata
  const { items } = await cluster.list(
    { apiVersion: 'v1', kind: 'Pod' },
    { namespace, labelSelector: `job-name=${name}` },
  )
  const id = items.filter(isPod)[0]?.status?.containerStatuses?.[0]?.imageID ?? ''
  return id === '' ? image : id
}
