import type { Resource } from '../schema/resources.ts'
import type { Api } from '../storage/api.ts'
import type { StoredObject } from '../storage/object.ts'
import type { EventRecorder } from './events.ts'

/** What every controller works with. */
export interface Context {
  readonly api: Api
  readonly events: EventRecorder
}

/** A controller at work. */
export interface Controller {
  stop(): void
}

/** The key of an object in a work queue. */
export function keyOf(object: StoredObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`
}

/** The object of a key, undefined once it is gone. */
export function byKey(api: Api, resource: Resource, key: string): StoredObject | undefined {
  const [namespace = '', name = ''] = key.split('/')
  return api.store.get(resource, namespace === '' ? undefined : namespace, name)
}

/** Whether an object is controlled by the owner of a uid. */
export function controlledBy(object: StoredObject, uid: string): boolean {
  return object.metadata.ownerReferences?.some((owner) => owner.controller === true && owner.uid === uid) === true
}

/** The key of the object's controller when that is of a kind. */
export function controllerKey(object: StoredObject, kind: string): string | undefined {
  const owner = object.metadata.ownerReferences?.find((each) => each.controller === true && each.kind === kind)
  return owner === undefined ? undefined : `${object.metadata.namespace ?? ''}/${owner.name}`
}

/** The reference by which a controller owns an object. */
export function ownedBy(owner: StoredObject): {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller: true
  blockOwnerDeletion: true
} {
  const { name, uid } = owner.metadata
  return { apiVersion: owner.apiVersion, kind: owner.kind, name, uid, controller: true, blockOwnerDeletion: true }
}
