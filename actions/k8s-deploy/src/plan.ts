import { type KubernetesObject, referenceTo } from '@ml-actions/kubernetes'
import { applyObject } from './apply.ts'
import { diffObjects, type ObjectDiff } from './diff.ts'
import type { Job } from './job.ts'
import { inWaves } from './manifests/order.ts'

/** What applying `objects` would change, by the server's own dry run. Throws `KubernetesError` where it refuses one. */
export async function planChanges(job: Job, objects: readonly KubernetesObject[]): Promise<readonly ObjectDiff[]> {
  const diffs: ObjectDiff[] = []
  for (const object of inWaves(objects).flat()) {
    job.services.signal.throwIfAborted()
    const live = await job.cluster.get(referenceTo(object))
    const applied = await applyObject(job.cluster, object, { force: job.inputs['force-conflicts'], dryRun: true })
    diffs.push(diffObjects(live, applied))
  }
  return diffs
}

/** Applies `objects` wave by wave. */
export async function applyInWaves(
  job: Job,
  objects: readonly KubernetesObject[],
  force = job.inputs['force-conflicts'],
): Promise<void> {
  for (const wave of inWaves(objects)) {
    for (const object of wave) {
      job.services.signal.throwIfAborted()
      await applyObject(job.cluster, object, { force })
    }
  }
}
