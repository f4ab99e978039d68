import type { Kind, KubernetesObject, ObjectReference } from './object.ts'

/** Narrows a list or a watch. */
export interface Selection {
  readonly namespace?: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
}

/** A consistent set of objects and the version of the cluster it was true at. */
export interface Snapshot {
  readonly items: readonly KubernetesObject[]
  readonly resourceVersion: string
}

export interface WriteOptions {
  readonly fieldManager?: string
  /** The server validates, defaults and admits, and stores nothing. */
  readonly dryRun?: boolean
}

export interface ApplyOptions extends WriteOptions {
  readonly fieldManager: string
  /** Take fields that other managers hold. */
  readonly force?: boolean
}

export interface DeleteOptions {
  /** Delete only this incarnation. */
  readonly uid?: string
  readonly resourceVersion?: string
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan'
  readonly dryRun?: boolean
}

export interface LogOptions {
  readonly tailLines?: number
  /** The container's instance before the one that runs now. */
  readonly previous?: boolean
  readonly limitBytes?: number
}

/** One API server. Every method throws `KubernetesError` where the server refuses or can't be reached. */
export interface Cluster {
  /** The namespace of the connection's context. */
  readonly namespace: string | undefined
  /** The object, or undefined where the server says that it does not exist. An unreadable cluster throws. */
  get(reference: ObjectReference): Promise<KubernetesObject | undefined>
  list(kind: Kind, selection?: Selection): Promise<Snapshot>
  create(object: KubernetesObject, options?: WriteOptions): Promise<KubernetesObject>
  /** Writes the whole object. `metadata.resourceVersion`, where given, must still be the stored one, else 409 Conflict. */
  replace(object: KubernetesObject, options?: WriteOptions): Promise<KubernetesObject>
  /** Server-side apply. */
  apply(object: KubernetesObject, options: ApplyOptions): Promise<KubernetesObject>
  /** Returns false where the object was not there. */
  delete(reference: ObjectReference, options?: DeleteOptions): Promise<boolean>
  /**
   * List, then watch: a snapshot at the start and one after each change, each consistent. Expired versions (410),
   * cut connections and bookmarks are dealt with inside. Ends without an error when `signal` aborts.
   */
  watch(kind: Kind, selection: Selection, signal: AbortSignal): AsyncIterable<Snapshot>
  logs(
    pod: { readonly namespace: string; readonly name: string },
    container: string,
    options?: LogOptions,
  ): Promise<string>
  /** Closes idle connections. */
  close(): void
}
