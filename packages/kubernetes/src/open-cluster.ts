import type { Cluster, DeleteOptions, Selection, WriteOptions } from './cluster.ts'
import type { Connection } from './connection/connection.ts'
import { createDiscovery } from './discovery.ts'
import { KubernetesError } from './errors.ts'
import { parseList } from './list.ts'
import { isKubernetesObject, type Kind, type KubernetesObject, type ObjectReference, referenceTo } from './object.ts'
import { collectionPath, objectPath } from './resources.ts'
import { parseAnswer } from './transport/answer.ts'
import type { ApiRequest } from './transport/request.ts'
import { createTransport } from './transport/transport.ts'
import { watchCollection } from './watch.ts'

/** Opens the API server behind `connection`. Nothing is sent yet. Aborting `signal` ends every request. */
export function openCluster(connection: Connection, options: { readonly signal?: AbortSignal } = {}): Cluster {
  const transport = createTransport(connection)
  const discovery = createDiscovery(transport)
  const send = (request: ApiRequest): Promise<string> =>
    transport.text(
      options.signal === undefined || request.signal !== undefined ? request : { ...request, signal: options.signal },
    )
  const write = async (request: ApiRequest): Promise<KubernetesObject> => parseObject(await send(request))
  const pathOf = async (reference: ObjectReference): Promise<string> =>
    objectPath(reference, await discovery.find(reference))
  const pathsOf = async (kind: Kind, selection: Selection): Promise<string> =>
    collectionPath(kind, await discovery.find(kind), selection.namespace)

  return {
    namespace: connection.namespace,
    async get(reference) {
      try {
        return parseObject(await send({ method: 'GET', path: await pathOf(reference) }))
      } catch (error) {
        if (isMissing(error, reference)) return undefined
        throw error
      }
    },
    async list(kind, selection = {}) {
      return parseList(
        kind,
        await send({ method: 'GET', path: await pathsOf(kind, selection), query: selectors(selection) }),
      )
    },
    async create(object, settings = {}) {
      const path = await pathsOf(object, object.metadata)
      return write({ method: 'POST', path, query: writeQuery(settings), body: JSON.stringify(object) })
    },
    async replace(object, settings = {}) {
      const path = await pathOf(referenceTo(object))
      return write({ method: 'PUT', path, query: writeQuery(settings), body: JSON.stringify(object) })
    },
    async apply(object, settings) {
      return write({
        method: 'PATCH',
        path: await pathOf(referenceTo(object)),
        query: {
          ...writeQuery(settings),
          fieldValidation: 'Strict',
          force: settings.force === true ? 'true' : undefined,
        },
        body: JSON.stringify(object),
        // JSON is YAML, and the server knows server-side apply by this name alone.
        contentType: 'application/apply-patch+yaml',
      })
    },
    async delete(reference, settings = {}) {
      try {
        await send({ method: 'DELETE', path: await pathOf(reference), body: JSON.stringify(deleteOptions(settings)) })
        return true
      } catch (error) {
        if (isMissing(error, reference)) return false
        throw error
      }
    },
    async *watch(kind, selection, signal) {
      const both = options.signal === undefined ? signal : AbortSignal.any([signal, options.signal])
      const path = await pathsOf(kind, selection)
      yield* watchCollection(transport, { kind, path, query: selectors(selection) }, both)
    },
    async logs(pod, container, settings = {}) {
      const { tailLines, previous, limitBytes } = settings
      return send({
        method: 'GET',
        path: `${await pathOf({ apiVersion: 'v1', kind: 'Pod', ...pod })}/log`,
        query: {
          container,
          tailLines: tailLines?.toString(),
          limitBytes: limitBytes?.toString(),
          previous: previous === true ? 'true' : undefined,
        },
      })
    },
    close: () => transport.close(),
  }
}

function selectors(selection: Selection): Record<string, string | undefined> {
  return { labelSelector: selection.labelSelector, fieldSelector: selection.fieldSelector }
}

function writeQuery(options: WriteOptions): Record<string, string | undefined> {
  return { fieldManager: options.fieldManager, dryRun: options.dryRun === true ? 'All' : undefined }
}

function deleteOptions(options: DeleteOptions): Record<string, unknown> {
  const { uid, resourceVersion, propagation, dryRun } = options
  const preconditions = {
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  }
  return {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: propagation ?? 'Background',
    ...(Object.keys(preconditions).length === 0 ? {} : { preconditions }),
    ...(dryRun === true ? { dryRun: ['All'] } : {}),
  }
}

function parseObject(text: string): KubernetesObject {
  const value = parseAnswer(text)
  if (isKubernetesObject(value)) return value
  throw new KubernetesError({
    status: 0,
    reason: 'Malformed',
    message: 'The API server answered with something other than an object',
  })
}

// A path that the server does not know, or a missing namespace, is 404 too: only the object itself may be taken for missing.
function isMissing(error: unknown, reference: ObjectReference): boolean {
  return (
    error instanceof KubernetesError &&
    error.status === 404 &&
    error.reason === 'NotFound' &&
    error.details.name === reference.name
  )
}
