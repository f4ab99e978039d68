import { type KubernetesObject, referenceTo } from '@ml-actions/kubernetes'
import { applyObject } from './apply.ts'
import { diffObjects, type ObjectDiff } from './diff.ts'
import type { Job } from './job.ts'
import { inWaves } from './manifests/order.ts'

/** So many objects are on their way at a time. */
const LANES = 8

/** What applying `objects` would change, by the server's own dry run. Throws `KubernetesError` where it refuses one. */
export async function planChanges(job: Job, objects: readonly KubernetesObject[]): Promise<readonly ObjectDiff[]> {
  const ordered = inWaves(objects).flat()
  const diffs = new Map<KubernetesObject, ObjectDiff>()
  await severalAtATime(job, ordered, async (object) => {
    const live = await job.cluster.get(referenceTo(object))
    const applied = await applyObject(job.cluster, object, { force: job.inputs['force-conflicts'], dryRun: true })
    diffs.set(object, diffObjects(live, applied))
  })
  return ordered.flatMap((object) => diffs.get(object) ?? [])
}

/** Applies `objects` wave by wave. */
export async function applyInWaves(
  job: Job,
  objects: readonly KubernetesObject[],
  force = job.inputs['force-conflicts'],
): Promise<void> {
  for (const alike of inWaves(objects).flatMap(ofOneKind)) {
    await severalAtATime(job, alike, async (object) => void (await applyObject(job.cluster, object, { force })))
  }
}

/** What follows each other and is of one kind: of different kinds, one may need the other, as what is in a namespace does. */
function ofOneKind(wave: readonly KubernetesObject[]): readonly (readonly KubernetesObject[])[] {
  const groups: KubernetesObject[][] = []
  for (const object of wave) {
    const last = groups.at(-1)
    if (last?.[0]?.kind === object.kind) last.push(object)
    else groups.push([object])
  }
  return groups
}

/** In their order. After a failure nothing more is begun, and what is on its way is waited for. */
async function severalAtATime<T>(job: Job, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      job.services.signal.throwIfAborted()
      try {
        await work(item)
      } catch (error) {
        left.length = 0
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
  for (const each of lanes) if (each.status === 'rejected') throw each.reason
}
