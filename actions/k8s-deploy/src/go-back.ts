import {
  type Deployment,
  type GoodRelease,
  isDeployment,
  isReplicaSet,
  isSameRelease,
  type KubernetesObject,
  type ReleaseRecord,
  type StoredRelease,
  withLastGood,
} from '@ml-actions/kubernetes'
import type { Job } from './job.ts'
import { containersOf, withValue } from './manifests/pod-template.ts'
import { applyInWaves } from './plan.ts'
import { beforeRollout, type Outcome, watchToEnd } from './rollout.ts'
import type { Serving } from './target.ts'

/** Whether the release before serves again. */
export type Return =
  | { readonly kind: 'back'; readonly to: ReleaseRecord }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly to: ReleaseRecord; readonly outcome: Outcome }

/** Puts the last good release back and watches until it serves. What is already there costs one no-op apply. */
export async function goBack(
  job: Job,
  name: string,
  serving: Serving,
  stored: StoredRelease | undefined,
): Promise<Return> {
  const { release } = serving
  if (release === undefined) return { kind: 'nothing' }
  const recorded = stored?.history.find(({ record }) => isSameRelease(record, release))
  const objects = recorded?.objects ?? (await fromReplicaSet(job, serving, release))
  if (objects === undefined) return { kind: 'nothing' }
  return putBack(job, name, { record: release, objects })
}

/** Applies a good release as it was recorded and watches until it serves. */
export async function putBack(job: Job, name: string, good: GoodRelease): Promise<Return> {
  const before = await beforeRollout(job, name)
  const objects = good.objects.map((object) =>
    isDeployment(object) && object.metadata.name === name ? withLastGood(object, good.record) : object,
  )
  return job.services.log.phase(`Put ${good.record.image} back`, async () => {
    // Whoever changed a field since, the last good release is what must be there now.
    await applyInWaves(job, objects, true)
    const outcome = await watchToEnd(job, name, before)
    return outcome.kind === 'complete'
      ? { kind: 'back', to: good.record }
      : { kind: 'failed', to: good.record, outcome }
  })
}

/** The release as an old ReplicaSet still holds it, where its objects were never recorded. */
async function fromReplicaSet(
  job: Job,
  serving: Serving,
  release: ReleaseRecord,
): Promise<readonly KubernetesObject[] | undefined> {
  const { deployment } = serving
  if (deployment?.spec === undefined) return undefined
  const { items } = await job.cluster.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }, { namespace: job.namespace })
  const template = items
    .filter(isReplicaSet)
    .find((candidate) =>
      containersOf({ ...candidate, kind: 'Deployment' }).some(({ image }) => image === release.image),
    )?.spec?.template
  if (template === undefined) return undefined
  const { 'pod-template-hash': _hash, ...labels } = template.metadata?.labels ?? {}
  const { name, namespace, annotations } = deployment.metadata
  const restored: Deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), annotations: ownAnnotations(annotations) },
    spec: { ...deployment.spec, template },
  }
  return [withValue(restored, ['spec', 'template', 'metadata', 'labels'], labels)]
}

function ownAnnotations(annotations: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('deployment.kubernetes.io/')),
  )
}
