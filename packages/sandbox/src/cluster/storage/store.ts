import type { Resource } from '../schema/resources.ts'
import type { StoredObject } from './object.ts'

/** One change of the store, in the order of resource versions. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly resource: Resource
  readonly object: StoredObject
  /** The object before; absent for ADDED. */
  readonly previous?: StoredObject
  readonly version: number
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`
}

/** Every object of the cluster, and the changes that led there. */
export class Store {
  readonly #objects = new Map<Resource, Map<string, StoredObject>>()
  readonly #listeners = new Set<(change: Change) => void>()
  readonly #capacity: number
  #history: Change[] = []
  #version = 1

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** The version of the newest change. */
  get version(): number {
    return this.#version
  }

  get(resource: Resource, namespace: string | undefined, name: string): StoredObject | undefined {
    return this.#objects.get(resource)?.get(keyOf(namespace, name))
  }

  /** Objects of a resource, in one namespace or in all, sorted by namespace and name. */
  list(resource: Resource, namespace?: string): StoredObject[] {
    const all = [...(this.#objects.get(resource) ?? [])]
    return all
      .filter(([, object]) => namespace === undefined || object.metadata.namespace === namespace)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object)
  }

  /** Writes an object under the next resource version and tells the listeners. */
  put(resource: Resource, object: StoredObject): StoredObject {
    const previous = this.get(resource, object.metadata.namespace, object.metadata.name)
    this.#version += 1
    const stored = stamped(object, this.#version)
    const objects = this.#objects.get(resource) ?? new Map<string, StoredObject>()
    this.#objects.set(resource, objects)
    objects.set(keyOf(stored.metadata.namespace, stored.metadata.name), stored)
    const change = { resource, object: stored, version: this.#version }
    this.#tell(previous === undefined ? { type: 'ADDED', ...change } : { type: 'MODIFIED', previous, ...change })
    return stored
  }

  /** Removes an object; what the listeners see of it carries the version of its removal. */
  remove(resource: Resource, object: StoredObject): StoredObject {
    this.#objects.get(resource)?.delete(keyOf(object.metadata.namespace, object.metadata.name))
    this.#version += 1
    const last = stamped(object, this.#version)
    this.#tell({ type: 'DELETED', resource, object: last, previous: object, version: this.#version })
    return last
  }

  /** Changes after a version; undefined when the history does not reach back so far. */
  since(version: number): Change[] | undefined {
    const oldest = this.#history[0]?.version ?? this.#version + 1
    if (version < oldest - 1) return undefined
    return this.#history.filter((change) => change.version > version)
  }

  /** Calls the listener after every change, until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(change: Change): void {
    this.#history.push(change)
    if (this.#history.length > this.#capacity * 2) this.#history = this.#history.slice(-this.#capacity)
    for (const listener of this.#listeners) listener(change)
  }
}

function stamped(object: StoredObject, version: number): StoredObject {
  const metadata = { ...object.metadata, resourceVersion: String(version) }
  return frozen({ ...object, metadata })
}

/** Readers share what is stored; whoever would change it in place finds out at once. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const child of Object.values(value)) frozen(child)
  return Object.freeze(value)
}
