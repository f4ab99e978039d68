import {
  type Cluster,
  FIELD_MANAGER,
  fieldConflicts,
  KubernetesError,
  type KubernetesObject,
} from '@ml-actions/kubernetes'

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
  object: KubernetesObject,
  sending: Sending,
): Promise<KubernetesObject> {
  const options = { fieldManager: FIELD_MANAGER, force: sending.force, dryRun: sending.dryRun ?? false }
  try {
    return await cluster.apply(object, options)
  } catch (error) {
    if (!(error instanceof KubernetesError) || !isOwnConflict(error)) throw error
    return cluster.apply(object, { ...options, force: true })
  }
}

function isOwnConflict(error: KubernetesError): boolean {
  const conflicts = fieldConflicts(error)
  return conflicts.length > 0 && conflicts.every(({ manager }) => manager === FIELD_MANAGER)
}
