import { RESOURCES } from '../schema/resources.ts'
import type { StoredObject } from '../storage/object.ts'
import type { Context, Controller } from './context.ts'
import { WorkQueue } from './queue.ts'

/** Removes what belonged to an object that is gone, and empties namespaces that are being deleted. */
export function startGarbageCollection({ api }: Context): Controller {
  const { store } = api
  const orphans = new WorkQueue((uid) => {
    for (const resource of Object.values(RESOURCES)) {
      for (const object of store.list(resource)) {
        if (!isOrphanOf(object, uid)) continue
        api.delete(resource, object.metadata.namespace, object.metadata.name, {})
      }
    }
  })
  const isOrphanOf = (object: StoredObject, uid: string): boolean => {
    const owners = object.metadata.ownerReferences ?? []
    return owners.some((owner) => owner.uid === uid) && owners.every((owner) => owner.uid === uid || !exists(owner.uid))
  }
  const exists = (uid: string): boolean =>
    Object.values(RESOURCES).some((resource) => store.list(resource).some((object) => object.metadata.uid === uid))
  const namespaces = new WorkQueue((name) => {
    const namespace = store.get(RESOURCES.namespaces, undefined, name)
    if (namespace?.metadata.deletionTimestamp === undefined) return
    const contents = Object.values(RESOURCES).flatMap((resource) =>
      store.list(resource, name).map((object) => ({ resource, object })),
    )
    for (const { resource, object } of contents) {
      if (object.metadata.deletionTimestamp === undefined) api.delete(resource, name, object.metadata.name, {})
    }
    if (contents.length === 0) store.remove(RESOURCES.namespaces, namespace)
  })
  const unsubscribe = store.subscribe(({ type, resource, object }) => {
    if (type === 'DELETED') orphans.add(object.metadata.uid)
    const name = resource === RESOURCES.namespaces ? object.metadata.name : object.metadata.namespace
    if (name !== undefined) namespaces.add(name)
  })
  return {
    stop() {
      unsubscribe()
      orphans.stop()
      namespaces.stop()
    },
  }
}
