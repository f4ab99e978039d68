import {
  type Cluster,
  FIELD_MANAGER,
  fieldConflicts,
  KubernetesError,
  type KubernetesObject,
  recordAt,
  referenceTo,
  valueAt,
} from '@ml-actions/kubernetes'
import { podSpecPath, withValue } from './manifests/pod-template.ts'

/** How objects are sent. */
export interface Sending {
  readonly force: boolean
  readonly dryRun?: boolean
}

/**
 * Applies one object as these actions' own field manager. Fields that a canary wrote before are ours as well and are
 * taken back; other managers' are only taken with `force`. Throws `KubernetesError`.
 */
export async function applyObject(
  cluster: Cluster,
  asked: KubernetesObject,
  sending: Sending,
): Promise<KubernetesObject> {
  const object = await withoutOldAccount(cluster, asked)
  const options = { fieldManager: FIELD_MANAGER, force: sending.force, dryRun: sending.dryRun ?? false }
  try {
    return await cluster.apply(object, options)
  } catch (error) {
    if (!(error instanceof KubernetesError) || !isOwnConflict(error)) throw error
    return cluster.apply(object, { ...options, force: true })
  }
}

/**
 * The API server keeps `serviceAccountName` in a second field of an older name as well, which server-side apply does not
 * let go of: what a manifest no longer names would stay. Sent empty, both go.
 */
async function withoutOldAccount(cluster: Cluster, object: KubernetesObject): Promise<KubernetesObject> {
  const path = podSpecPath(object)
  const spec = path === undefined ? undefined : recordAt(object, ...path)
  if (path === undefined || spec === undefined || spec['serviceAccountName'] !== undefined) return object
  const live = await cluster.get(referenceTo(object))
  if (valueAt(live, ...path, 'serviceAccountName') === undefined) return object
  return withValue(object, path, { ...spec, serviceAccountName: '', serviceAccount: '' })
}

function isOwnConflict(error: KubernetesError): boolean {
  const conflicts = fieldConflicts(error)
  return conflicts.length > 0 && conflicts.every(({ manager }) => manager === FIELD_MANAGER)
}
