import type { IncomingMessage } from 'node:http'
import { at, isObject, type Json, type JsonObject, numberOf, objectOf, textOf } from '../json.ts'
import { type Api, requireVersion, type WriteOptions } from '../storage/api.ts'
import type { DeleteOptions } from '../storage/deletion.ts'
import { ApiError, badRequest, invalidOptions, refused } from '../storage/status.ts'
import { checkFields, checkIdentity, mediaType, parseObject, readBody } from './body.ts'
import type { Target } from './path.ts'

/** What a write is answered with. */
export interface Answer {
  readonly code: number
  readonly body: JsonObject
  readonly warnings?: readonly string[]
}

type Named = Target & { readonly name: string }

function writeOptions(request: IncomingMessage, target: Target, query: URLSearchParams): WriteOptions {
  const dryRun = query.getAll('dryRun')
  if (dryRun.some((value) => value !== 'All')) throw badRequest(`dryRun: Unsupported value: ${JSON.stringify(dryRun)}`)
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
  return { code: 201, body: api.create(resource, namespace, body, writeOptions(request, target, query)), warnings }
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
  return { code: 200, body: api.replace(resource, namespace, name, body, options), warnings }
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
  const { object, created } = api.apply(resource, namespace, name, config, options)
  return { code: created ? 201 : 200, body: object }
}

function mergePatch(
  api: Api,
  change: JsonObject,
  target: Named,
  query: URLSearchParams,
  options: WriteOptions,
): Answer {
  const { resource, namespace, name } = target
  if (query.has('force')) throw badRequest('force is only for apply patch')
  const existing = api.get(resource, namespace, name)
  const body = objectOf(merged(existing, change))
  const metadata = { ...objectOf(body['metadata']) }
  if (at(change, 'metadata', 'resourceVersion') === undefined) delete metadata['resourceVersion']
  checkIdentity(resource, namespace, name, body)
  const warnings = checkFields(resource, body, query.get('fieldValidation') ?? 'Warn')
  return { code: 200, body: api.replace(resource, namespace, name, { ...body, metadata }, options), warnings }
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
