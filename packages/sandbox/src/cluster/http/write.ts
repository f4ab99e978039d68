import type { IncomingMessage } from 'node:http'
import { at, isObject, type Json, type JsonObject, numberOf, objectOf, textOf } from '../json.ts'
import type { Resource } from '../schema/resources.ts'
import { type Api, requireVersion, type WriteOptions } from '../storage/api.ts'
import { ConversionError } from '../storage/conversion.ts'
import type { DeleteOptions } from '../storage/deletion.ts'
import type { StoredObject } from '../storage/object.ts'
import { ApiError, badRequest, invalidOptions, refused } from '../storage/status.ts'
import { checkFields, checkIdentity, decoding, mediaType, parseObject, readBody } from './body.ts'
import type { Target } from './path.ts'

/** What a write is answered with. */
export interface Answer {
  readonly code: number
  readonly body: JsonObject
  readonly warnings?: readonly string[]
}

type Named = Target & { readonly name: string }

const OPTIONS: Readonly<Record<string, string>> = { POST: 'CreateOptions', PATCH: 'PatchOptions' }

function writeOptions(request: IncomingMessage, target: Target, query: URLSearchParams): WriteOptions {
  const dryRun = query.getAll('dryRun')
  if (dryRun.some((value) => value !== 'All')) {
    const message = `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`
    throw invalidOptions(OPTIONS[request.method ?? ''] ?? 'UpdateOptions', {
      reason: 'FieldValueNotSupported',
      message,
      field: 'dryRun',
    })
  }
  const agent = (request.headers['user-agent'] ?? '').split('/')[0]
  return {
    manager: query.get('fieldManager') || agent || 'unknown',
    subresource: target.subresource === 'status' ? 'status' : '',
    dryRun: dryRun.length > 0,
    force: query.get('force') === 'true',
  }
}

async function jsonBody(request: IncomingMessage): Promise<JsonObject> {
  const type = mediaType(request)
  if (type !== 'application/json') throw refused(`bodies of type ${type}; send application/json`)
  return parseObject(await readBody(request))
}

export async function create(
  api: Api,
  request: IncomingMessage,
  target: Target,
  query: URLSearchParams,
): Promise<Answer> {
  const body = await jsonBody(request)
  const { resource, namespace } = target
  checkIdentity(resource, namespace, undefined, body)
  const warnings = checkFields(resource, body, query.get('fieldValidation') ?? 'Warn')
  const options = writeOptions(request, target, query)
  return created(
    decoded(resource, () => api.create(resource, namespace, body, options)),
    options,
    warnings,
  )
}

export async function replace(
  api: Api,
  request: IncomingMessage,
  target: Named,
  query: URLSearchParams,
): Promise<Answer> {
  const body = await jsonBody(request)
  const { resource, namespace, name } = target
  checkIdentity(resource, namespace, name, body)
  const warnings = checkFields(resource, body, query.get('fieldValidation') ?? 'Warn')
  api.get(resource, namespace, name)
  requireVersion(resource, name, body)
  const options = writeOptions(request, target, query)
  return { code: 200, body: decoded(resource, () => api.replace(resource, namespace, name, body, options)), warnings }
}

function decoded<Result>(resource: Resource, write: () => Result): Result {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    throw badRequest(`${decoding(resource)}: ${error.message}`)
  }
}

export async function patch(
  api: Api,
  request: IncomingMessage,
  target: Named,
  query: URLSearchParams,
): Promise<Answer> {
  const options = writeOptions(request, target, query)
  const type = mediaType(request)
  switch (type) {
    case 'application/apply-patch+yaml':
      return apply(api, parseObject(await readBody(request)), target, query, options)
    case 'application/merge-patch+json':
      return mergePatch(api, parseObject(await readBody(request)), target, query, options)
    case 'application/strategic-merge-patch+json':
      throw refused('strategic merge patch')
    case 'application/json-patch+json':
      throw refused('JSON patch')
    default: {
      const accepted = ['application/merge-patch+json', 'application/apply-patch+yaml']
      const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`
      throw new ApiError(415, 'UnsupportedMediaType', message)
    }
  }
}

function apply(api: Api, config: JsonObject, target: Named, query: URLSearchParams, options: WriteOptions): Answer {
  const { resource, namespace, name } = target
  checkIdentity(resource, namespace, name, config)
  if ((query.get('fieldManager') ?? '') === '') {
    const message = 'Required value: is required for apply patch'
    const field = 'fieldManager'
    throw invalidOptions('PatchOptions', { reason: 'FieldValueRequired', message, field })
  }
  if (Array.isArray(at(config, 'metadata', 'managedFields'))) {
    throw badRequest('metadata.managedFields must be nil')
  }
  const { object, created: isNew } = applied(resource, config, () =>
    api.apply(resource, namespace, name, config, options),
  )
  return isNew ? created(object, options) : { code: 200, body: object }
}

function applied<Result>(resource: Resource, config: JsonObject, write: () => Result): Result {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error
    const kind = `${resource.group}/${resource.version}, Kind=${resource.kind}`
    const identity = `${textOf(at(config, 'metadata', 'namespace')) ?? ''}/${textOf(at(config, 'metadata', 'name'))}`
    const why = `unable to convert unstructured object to ${kind}: ${error.prefix}${error.message}`
    throw new ApiError(500, '', `failed to convert new object (${identity}; ${kind}) to proper version: ${why}`)
  }
}

/** What a dry run does not store has no version. */
function created(object: StoredObject, { dryRun }: WriteOptions, warnings: readonly string[] = []): Answer {
  if (dryRun !== true) return { code: 201, body: object, warnings }
  const { resourceVersion: _, ...metadata } = object.metadata
  return { code: 201, body: { ...object, metadata }, warnings }
}

function mergePatch(
  api: Api,
  change: JsonObject,
  target: Named,
  query: URLSearchParams,
  options: WriteOptions,
): Answer {
  const { resource, namespace, name } = target
  if (query.has('force')) {
    const message = 'Forbidden: may not be specified for non-apply patch'
    throw invalidOptions('PatchOptions', { reason: 'FieldValueForbidden', message, field: 'force' })
  }
  const existing = api.get(resource, namespace, name)
  const body = objectOf(merged(existing, change))
  const metadata = { ...objectOf(body['metadata']) }
  if (at(change, 'metadata', 'resourceVersion') === undefined) delete metadata['resourceVersion']
  checkIdentity(resource, namespace, name, body)
  return patched(body, () => {
    const warnings = checkFields(resource, body, query.get('fieldValidation') ?? 'Warn')
    const object = decoded(resource, () => api.replace(resource, namespace, name, { ...body, metadata }, options))
    return { code: 200, body: object, warnings }
  })
}

/** What cannot be decoded of a patched object is said with all of it. */
function patched(object: JsonObject, write: () => Answer): Answer {
  try {
    return write()
  } catch (error) {
    const [, why] = error instanceof ApiError ? (/cannot be handled as a \w+: (.*)$/s.exec(error.message) ?? []) : []
    if (why === undefined) throw error
    const message = `Invalid value: ${JSON.stringify(JSON.stringify(object))}: ${why}`
    const causes = [{ reason: 'FieldValueInvalid', message, field: 'patch' }]
    throw new ApiError(422, 'Invalid', ` "" is invalid: patch: ${message}`, { causes })
  }
}

/** RFC 7386. */
function merged(target: Json | undefined, change: Json): Json {
  if (!isObject(change)) return change
  const out: JsonObject = { ...objectOf(target) }
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete out[key]
    else out[key] = merged(out[key], value)
  }
  return out
}

export async function remove(
  api: Api,
  request: IncomingMessage,
  target: Named,
  query: URLSearchParams,
): Promise<Answer> {
  const text = await readBody(request)
  const { resource, namespace, name } = target
  const options = deleteOptions(text === '' ? {} : parseObject(text), query)
  const { object } = api.delete(resource, namespace, name, options)
  if (resource.returnsDeleted) return { code: 200, body: object }
  const group = resource.group === '' ? {} : { group: resource.group }
  const details = { name, ...group, kind: resource.plural, uid: object.metadata.uid }
  return { code: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } }
}

function deleteOptions(body: JsonObject, query: URLSearchParams): DeleteOptions {
  const grace =
    numberOf(body['gracePeriodSeconds']) ??
    (query.has('gracePeriodSeconds') ? Number(query.get('gracePeriodSeconds')) : undefined)
  const policy = textOf(body['propagationPolicy']) ?? query.get('propagationPolicy') ?? undefined
  const uid = textOf(at(body, 'preconditions', 'uid'))
  const resourceVersion = textOf(at(body, 'preconditions', 'resourceVersion'))
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    dryRun: query.getAll('dryRun').length > 0 || Array.isArray(body['dryRun']),
  }
}
