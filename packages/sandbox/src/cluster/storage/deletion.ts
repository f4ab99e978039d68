import { at, numberOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import { type StoredObject, timestamp } from './object.ts'
import { ApiError, invalidOptions, refused } from './status.ts'
import type { Store } from './store.ts'

/** How a DELETE asks for its object to go. */
export interface DeleteOptions {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly dryRun?: boolean
}

/** Throws when the options name another object, or a policy that the cluster does not serve. */
export function checkDeletion(resource: Resource, object: StoredObject, options: DeleteOptions): void {
  const { uid, resourceVersion, name } = object.metadata
  const recreated = 'The object might have been deleted and then recreated'
  if (options.uid !== undefined && options.uid !== uid)
    throw mismatch(resource, name, 'UID', options.uid, uid, recreated)
  if (options.resourceVersion !== undefined && options.resourceVersion !== resourceVersion) {
    const modified = 'The object might have been modified'
    throw mismatch(resource, name, 'ResourceVersion', options.resourceVersion, resourceVersion, modified)
  }
  const policy = options.propagationPolicy ?? defaultPolicy(resource)
  if (policy === 'Foreground') throw refused('foreground deletion (propagationPolicy: Foreground)')
  if (policy !== 'Background' && policy !== 'Orphan') {
    const allowed = '"Foreground", "Background", "Orphan", "nil"'
    const message = `Unsupported value: ${JSON.stringify(policy)}: supported values: ${allowed}`
    const cause = { reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' }
    throw invalidOptions('DeleteOptions', cause)
  }
}

/** Jobs leave their pods behind unless told otherwise, as they did before there was garbage collection. */
function defaultPolicy(resource: Resource): string {
  return resource === RESOURCES.jobs ? 'Orphan' : 'Background'
}

/** Named by its kind, unlike every other conflict. */
function mismatch(
  resource: Resource,
  name: string,
  what: string,
  wanted: string,
  found: string,
  guess: string,
): ApiError {
  const why = `the ${what} in the precondition (${wanted}) does not match the ${what} in record (${found}). ${guess}`
  const message = `Operation cannot be fulfilled on ${resource.kind} "${name}": ${why}`
  const group = resource.group === '' ? {} : { group: resource.group }
  return new ApiError(409, 'Conflict', message, { name, ...group, kind: resource.kind })
}

/** Seconds an object stays after its deletion was asked for; 0 for all that leave at once. */
function graceSeconds(resource: Resource, object: StoredObject, options: DeleteOptions): number {
  if (resource !== RESOURCES.pods || at(object, 'spec', 'nodeName') === undefined) return 0
  return options.gracePeriodSeconds ?? numberOf(at(object, 'spec', 'terminationGracePeriodSeconds')) ?? 30
}

/** Starts or completes the deletion of an object; `gone` when nothing of it is left. */
export function deleteObject(
  store: Store,
  resource: Resource,
  object: StoredObject,
  options: DeleteOptions,
): { object: StoredObject; gone: boolean } {
  const grace = graceSeconds(resource, object, options)
  const lingers = grace > 0 || (resource === RESOURCES.namespaces && object.metadata.deletionTimestamp === undefined)
  if (options.dryRun === true) return { object, gone: !lingers }
  if ((options.propagationPolicy ?? defaultPolicy(resource)) === 'Orphan') orphan(store, object.metadata.uid)
  if (!lingers) return { object: store.remove(resource, object), gone: true }
  const earlier = object.metadata.deletionGracePeriodSeconds
  if (earlier !== undefined && earlier <= grace) return { object, gone: false }
  const metadata = {
    ...object.metadata,
    deletionTimestamp: timestamp(Date.now() + grace * 1000),
    deletionGracePeriodSeconds: grace,
    ...(object.metadata.generation === undefined ? {} : { generation: object.metadata.generation + 1 }),
  }
  const terminating = resource === RESOURCES.namespaces ? { status: { phase: 'Terminating' } } : {}
  return { object: store.put(resource, { ...object, ...terminating, metadata }), gone: false }
}

function orphan(store: Store, owner: string): void {
  for (const resource of Object.values(RESOURCES)) {
    for (const object of store.list(resource)) {
      const owners = object.metadata.ownerReferences ?? []
      if (!owners.some((each) => each.uid === owner)) continue
      const left = owners.filter((each) => each.uid !== owner)
      const { ownerReferences: _, ...metadata } = object.metadata
      store.put(resource, { ...object, metadata: left.length > 0 ? { ...metadata, ownerReferences: left } : metadata })
    }
  }
}
