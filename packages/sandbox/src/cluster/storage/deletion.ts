import { at, numberOf } from '../json.ts'
import { RESOURCES, type Resource } from '../schema/resources.ts'
import { type StoredObject, timestamp } from './object.ts'
import { badRequest, conflict, refused } from './status.ts'
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
  if (options.uid !== undefined && options.uid !== uid) {
    const why = `Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${uid}`
    throw conflict(resource, name, why)
  }
  if (options.resourceVersion !== undefined && options.resourceVersion !== resourceVersion) {
    const why = `Precondition failed: ResourceVersion in precondition: ${options.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`
    throw conflict(resource, name, why)
  }
  const policy = options.propagationPolicy ?? 'Background'
  if (policy === 'Foreground') throw refused('foreground deletion (propagationPolicy: Foreground)')
  if (policy !== 'Background' && policy !== 'Orphan') throw badRequest(`unknown propagationPolicy ${policy}`)
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
  if (options.propagationPolicy === 'Orphan') orphan(store, object.metadata.uid)
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
