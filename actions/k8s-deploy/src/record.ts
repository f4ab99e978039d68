import {
  type Deployment,
  type HeldLease,
  type KubernetesObject,
  type ReleaseRecord,
  type StoredRelease,
  withGoodRelease,
  withLastGood,
  writeRelease,
} from '@ml-actions/kubernetes'
import { applyObject } from './apply.ts'
import type { Job } from './job.ts'

/** A release that was watched until it served. */
export interface GoodSet {
  readonly workload: Deployment
  readonly objects: readonly KubernetesObject[]
  readonly record: ReleaseRecord
}

/**
 * Records a release as good: on the workload, which everyone reads, and with its objects in the release's state, from
 * which a rollback is made.
 */
export async function recordGood(
  job: Job,
  lease: HeldLease,
  good: GoodSet,
  stored: StoredRelease | undefined,
): Promise<StoredRelease> {
  const { cluster, namespace } = job
  const workload = withLastGood(good.workload, good.record)
  await applyObject(cluster, workload, { force: job.inputs['force-conflicts'] })
  const objects = good.objects.map((object) => (object === good.workload ? workload : object))
  const { image, model, revision } = good.record
  const state = {
    schema: 1,
    phase: 'idle',
    stable: { image, ...(model === undefined ? {} : { model }), ...(revision === undefined ? {} : { revision }) },
    weight: 0,
    steps: stored?.state.steps ?? [],
    epoch: lease.epoch,
  } as const
  const history = withGoodRelease(stored?.history ?? [], { record: good.record, objects })
  return writeRelease(cluster, { namespace, name: good.workload.metadata.name }, state, stored, history)
}
