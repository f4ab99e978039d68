import { decodeManagers, encodeManagers, sameManagers, type Writer, writerText } from '../apply/managers.ts'
import { applyConfiguration, type Conflict, ownershipAfterUpdate } from '../apply/ownership.ts'
import { pathText } from '../apply/path.ts'
import { joinErrors, pruned, typeErrors } from '../apply/typed.ts'
import { at, equal, type Json, type JsonObject, objectOf, textOf } from '../json.ts'
import { qualified, RESOURCES, type Resource } from '../schema/resources.ts'
import { checkDeletion, type DeleteOptions, deleteObject } from './deletion.ts'
import { isStored, type StoredObject, timestamp } from './object.ts'
import { completeNew, decodeNew, nothing, prepareUpdate, withGeneration } from './prepare.ts'
import { refusal } from './refusals.ts'
import { ApiError, alreadyExists, conflict, invalid, notFound, stale } from './status.ts'
import type { Store } from './store.ts'
import { validate } from './validation.ts'

/** Who writes, where, and whether it counts. */
export interface WriteOptions {
  readonly manager: string
  readonly subresource?: '' | 'status'
  readonly dryRun?: boolean
  readonly force?: boolean
}

/** Reads and writes objects by the rules of the API server, for requests and controllers alike. */
export class Api {
  readonly store: Store

  constructor(store: Store) {
    this.store = store
  }

  get(resource: Resource, namespace: string | undefined, name: string): StoredObject {
    const object = this.store.get(resource, namespace, name)
    if (object === undefined) throw notFound(resource, name)
    return object
  }

  create(resource: Resource, namespace: string | undefined, body: JsonObject, options: WriteOptions): StoredObject {
    this.#checkNamespace(resource, namespace, textOf(at(body, 'metadata', 'name')) ?? '')
    const object = decodeNew(resource, namespace, objectOf(pruned(body, resource.schema)))
    const name = textOf(at(object, 'metadata', 'name')) ?? ''
    if (this.store.get(resource, namespace, name) !== undefined) throw alreadyExists(resource, name)
    const writer = writerOf(resource, options, 'Update')
    const owners = ownershipAfterUpdate(nothing(resource), object, resource.schema, [], writer, timestamp())
    const complete = completeNew(resource, object)
    return this.#write(resource, undefined, withOwners(complete, encodeManagers(owners)), options)
  }

  replace(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    body: JsonObject,
    options: WriteOptions,
  ): StoredObject {
    const existing = this.get(resource, namespace, name)
    checkVersion(resource, existing, body)
    const subresource = options.subresource ?? ''
    const next = withGeneration(resource, existing, prepareUpdate(resource, existing, body, subresource), subresource)
    const now = timestamp()
    const before = decodeManagers(existing.metadata.managedFields)
    const [left, right] = [withOwners(existing, []), withOwners(next, [])]
    if (equal(left, right)) return existing
    const owners = ownershipAfterUpdate(
      left,
      right,
      resource.schema,
      before,
      writerOf(resource, options, 'Update'),
      now,
    )
    return this.#write(resource, existing, withOwners(next, encodeManagers(owners)), options)
  }

  /** Server-side apply. */
  apply(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    config: JsonObject,
    options: WriteOptions,
  ): { object: StoredObject; created: boolean } {
    const existing = this.store.get(resource, namespace, name)
    if (existing === undefined) this.#checkNamespace(resource, namespace, name)
    const live = existing === undefined ? nothing(resource) : withOwners(existing, [])
    const errors = typeErrors(config, resource.schema)
    if (errors.length > 0) {
      // The namespace is the one in the body: the server prints what it was sent, before it completes it.
      const sent = textOf(at(config, 'metadata', 'namespace')) ?? ''
      const identity = `${sent}/${name}; ${resource.group}/${resource.version}, Kind=${resource.kind}`
      throw new ApiError(500, '', `failed to create typed patch object (${identity}): ${joinErrors(errors)}`)
    }
    if (existing !== undefined) {
      checkIdentity(resource, existing, config)
      checkVersion(resource, existing, config)
    } else if (textOf(at(config, 'metadata', 'uid')) !== undefined) {
      const uid = textOf(at(config, 'metadata', 'uid'))
      const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`
      throw conflict(resource, name, why)
    }
    const before = decodeManagers(existing?.metadata.managedFields)
    const subresource = options.subresource ?? ''
    const writer = writerOf(resource, options, 'Apply')
    const applied = applyConfiguration(live, config, resource.schema, before, writer, timestamp())
    if (applied.conflicts.length > 0 && options.force !== true) throw applyConflict(applied.conflicts)
    const body = objectOf(applied.object ?? live)
    const next =
      existing === undefined
        ? completeNew(
            resource,
            decodeNew(resource, namespace, { ...body, metadata: { ...objectOf(body['metadata']), name } }),
          )
        : withGeneration(resource, existing, prepareUpdate(resource, existing, body, subresource), subresource)
    const unowned = equal(withOwners(next, []), existing === undefined ? undefined : withOwners(existing, []))
    if (existing !== undefined && unowned && sameManagers(before, applied.owners))
      return { object: existing, created: false }
    const owned = withOwners(next, encodeManagers(applied.owners))
    return { object: this.#write(resource, existing, owned, options), created: existing === undefined }
  }

  delete(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions,
  ): { object: StoredObject; gone: boolean } {
    const object = this.get(resource, namespace, name)
    checkDeletion(resource, object, options)
    return deleteObject(this.store, resource, object, options)
  }

  #write(
    resource: Resource,
    existing: StoredObject | undefined,
    object: JsonObject,
    options: WriteOptions,
  ): StoredObject {
    validate(resource, object, existing)
    const unserved = refusal(resource, object)
    if (unserved !== undefined) throw unserved
    if (!isStored(object)) throw new Error('a write lost the identity of its object')
    return options.dryRun === true ? object : this.store.put(resource, object)
  }

  #checkNamespace(resource: Resource, namespace: string | undefined, name: string): void {
    if (!resource.namespaced || namespace === undefined) return
    const found = this.store.get(RESOURCES.namespaces, undefined, namespace)
    if (found === undefined) throw notFound(RESOURCES.namespaces, namespace)
    if (found.metadata.deletionTimestamp === undefined) return
    const what = `${resource.plural}${resource.group === '' ? '' : `.${resource.group}`} "${name}"`
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`
    const message = `namespace ${namespace} is being terminated`
    const causes = [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }]
    throw new ApiError(403, 'Forbidden', `${what} is forbidden: ${why}`, { name, resource, causes })
  }
}

function writerOf(resource: Resource, options: WriteOptions, operation: 'Apply' | 'Update'): Writer {
  const { manager, subresource = '' } = options
  return { manager, operation, apiVersion: resource.apiVersion, subresource }
}

function withOwners(object: JsonObject, managedFields: Json[]): JsonObject {
  const { managedFields: _, ...metadata } = objectOf(object['metadata'])
  const owned = managedFields.length > 0
  return { ...object, metadata: owned ? { ...metadata, managedFields } : metadata }
}

function checkVersion(resource: Resource, existing: StoredObject, body: JsonObject): void {
  const { name, namespace, uid, resourceVersion } = existing.metadata
  const sent = textOf(at(body, 'metadata', 'resourceVersion'))
  const sentUid = textOf(at(body, 'metadata', 'uid'))
  if (sentUid !== undefined && sentUid !== uid) {
    const key = ['/registry', resource.plural, ...(namespace === undefined ? [] : [namespace]), name].join('/')
    const why = `Precondition failed: UID in precondition: ${sentUid}, UID in object meta: ${uid}`
    const error = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`
    throw conflict(resource, name, error)
  }
  if (sent !== undefined && sent !== '' && sent !== resourceVersion) throw stale(resource, name)
}

/** An apply may not change the object's identity. The real server says so twice. */
function checkIdentity(resource: Resource, existing: StoredObject, config: JsonObject): void {
  const uid = textOf(at(config, 'metadata', 'uid'))
  if (uid === undefined || uid === existing.metadata.uid) return
  const message = `Invalid value: ${JSON.stringify(uid)}: field is immutable`
  const cause = { reason: 'FieldValueInvalid', message, field: 'metadata.uid' }
  throw invalid(resource, existing.metadata.name, [cause, cause])
}

/** Throws for resources whose PUT must say which version it replaces. */
export function requireVersion(resource: Resource, name: string, body: JsonObject): void {
  if (!resource.custom && resource !== RESOURCES.leases) return
  if (textOf(at(body, 'metadata', 'resourceVersion')) !== undefined) return
  const message = 'Invalid value: 0: must be specified for an update'
  const field = 'metadata.resourceVersion'
  // By its plural, unlike what validation finds.
  throw new ApiError(422, 'Invalid', `${qualified(resource)} "${name}" is invalid: ${field}: ${message}`, {
    name,
    resource,
    causes: [{ reason: 'FieldValueInvalid', message, field }],
  })
}

function applyConflict(conflicts: readonly Conflict[]): ApiError {
  const causes = conflicts.map(({ writer, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${writerText(writer)}`,
    field: pathText(path),
  }))
  const [only] = causes
  if (causes.length === 1 && only !== undefined) {
    return new ApiError(409, 'Conflict', `Apply failed with 1 conflict: ${only.message}: ${only.field}`, { causes })
  }
  const byWriter = Map.groupBy(causes, (cause) => cause.message.replace('conflict with', 'conflicts with'))
  const lists = [...byWriter].sort(([a], [b]) => (a < b ? -1 : 1))
  const texts = lists.map(([who, list]) => [`${who}:`, ...list.map((cause) => `- ${cause.field}`)].join('\n'))
  return new ApiError(409, 'Conflict', `Apply failed with ${causes.length} conflicts: ${texts.join('\n')}`, { causes })
}
