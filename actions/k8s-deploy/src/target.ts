import {
  acquireLease,
  type Deployment,
  type HeldLease,
  isDeployment,
  isSameRelease,
  LeaseHeldError,
  type ReleaseIdentity,
  type ReleaseRecord,
  ReleaseStateError,
  readIdentity,
  readLastGood,
  readRelease,
  releaseName,
} from '@ml-actions/kubernetes'
import type { Job } from './job.ts'

/** What the cluster says about the stable workload. */
export interface Serving {
  readonly deployment: Deployment | undefined
  /** The last release that was found good; undefined where none ever was. */
  readonly release: ReleaseRecord | undefined
  /** What the workload's annotations ask for, good or not. */
  readonly asked: ReleaseIdentity | undefined
}

/**
 * Reads the stable workload. Throws `KubernetesError` where it can't be read, and `ReleaseStateError` where its record can't:
 * neither is ever taken for an absence.
 */
export async function readServing(job: Job, name: string): Promise<Serving> {
  const found = await job.cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace: job.namespace })
  if (found === undefined || !isDeployment(found))
    return { deployment: undefined, release: undefined, asked: undefined }
  const release = readLastGood(found)
  if (release === undefined) await assertNoneRecorded(job, name)
  return { deployment: found, release, asked: readIdentity(found) }
}

/** Images of a workload that somebody else deployed, and that is to run: it serves, and its model is not on record. */
export function foreignImages({ deployment, release, asked }: Serving): readonly string[] {
  if (release !== undefined || asked !== undefined || deployment?.spec?.replicas === 0) return []
  return (deployment?.spec?.template.spec?.containers ?? []).flatMap(({ image }) => image ?? [])
}

/** Whether both say that the same serves. */
export function isSameServing(one: Serving, other: Serving): boolean {
  const [a, b] = [one.release, other.release]
  if (a === undefined || b === undefined) return a === b && foreignImages(one).join() === foreignImages(other).join()
  return isSameRelease(a, b)
}

/** Whoever replaced the object took its record with it. Something serves all the same, so this is no first release. */
async function assertNoneRecorded(job: Job, name: string): Promise<void> {
  const stored = await readRelease(job.cluster, { namespace: job.namespace, name })
  const { stable } = stored?.state ?? {}
  if (stable === undefined) return
  throw new ReleaseStateError(
    `Deployment/${name} has lost its record of what serves, which ConfigMap/${releaseName(name)} says is ${stable.image}; \`mode: rollback\` puts that back`,
  )
}

/**
 * Runs `work` under the workload's Lease and gives it back, whatever becomes of it. The job that `work` is given ends
 * when the Lease is lost.
 */
export async function withLease<T>(
  job: Job,
  name: string,
  work: (lease: HeldLease, held: Job) => Promise<T>,
): Promise<T> {
  const { inputs, services, lasting, namespace } = job
  const holder = `${job.run}/${services.context.job || 'job'}`
  const lease = await services.log.phase(`Take Lease ${releaseName(name)}`, () =>
    acquireLease(lasting, {
      namespace,
      name: releaseName(name),
      holder,
      durationSeconds: Math.ceil(inputs['lease-duration'] / 1000),
      waitMs: inputs['lease-wait'],
      signal: services.signal,
      now: () => services.clock.now(),
    }),
  )
  services.saveState('lease', JSON.stringify({ namespace, name: releaseName(name), holder }))
  const signal = AbortSignal.any([services.signal, lease.lost])
  try {
    return await work(lease, { ...job, services: { ...services, signal } })
  } catch (error) {
    if (lease.lost.aborted && !services.signal.aborted) throw new LeaseHeldError(releaseName(name), 'another run')
    throw error
  } finally {
    await lease
      .release()
      .catch(() => services.log.warning(`Lease ${releaseName(name)} could not be given back; it runs out by itself.`))
  }
}
