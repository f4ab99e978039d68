import type { IncomingMessage } from 'node:http'
import { joinErrors, typeErrors, unknownFields } from '../apply/typed.ts'
import { isObject, type JsonObject, parseJson, textOf } from '../json.ts'
import type { Resource } from '../schema/resources.ts'
import { ApiError, badRequest, refused } from '../storage/status.ts'

/** The API server's own limit. */
const MAX_BODY_BYTES = 3 * 1024 * 1024

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  const body: AsyncIterable<unknown> = request
  for await (const bytes of body) {
    if (!Buffer.isBuffer(bytes)) continue
    length += bytes.length
    if (length > MAX_BODY_BYTES) {
      throw new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${MAX_BODY_BYTES}`)
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The media type of a request's body, without parameters. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim() ?? ''
}

/** A body that must be a JSON object. */
export function parseObject(text: string): JsonObject {
  const value = parseJson(text)
  if (isObject(value)) return value
  if (value === undefined && /^\s*[A-Za-z"'-]+\s*:/.test(text)) throw refused('YAML bodies; send JSON')
  throw badRequest(
    "the object provided is unrecognized (must be of type Object): couldn't get version/kind; json parse error",
  )
}

/** Checks that a body is the object that its address names. */
export function checkIdentity(
  resource: Resource,
  namespace: string | undefined,
  name: string | undefined,
  body: JsonObject,
): void {
  const { apiVersion = resource.apiVersion, kind = resource.kind, metadata } = body
  if (apiVersion !== resource.apiVersion) {
    const expected = `the expected API version (${resource.apiVersion})`
    throw badRequest(`the API version in the data (${textOf(apiVersion)}) does not match ${expected}`)
  }
  if (kind !== resource.kind) {
    const group = resource.group === '' ? 'core' : (resource.group.split('.')[0] ?? '')
    const why = `converting (${resource.version}.${textOf(kind)}) to (${group}.${resource.kind}): unknown conversion`
    throw badRequest(`${textOf(kind)} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${why}`)
  }
  const named = isObject(metadata) ? textOf(metadata['name']) : undefined
  if (name !== undefined && named !== undefined && named !== name) {
    throw badRequest(`the name of the object (${named}) does not match the name on the URL (${name})`)
  }
  const within = isObject(metadata) ? textOf(metadata['namespace']) : undefined
  if (within !== undefined && within !== '' && within !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
}

/** How the real server begins to say that a body is not of its kind. */
export function decoding({ kind, version }: Resource): string {
  return `${kind} in version "${version}" cannot be handled as a ${kind}`
}

/** Fields that the body has and the schema does not: dropped with a warning, or refused when the request is strict. */
export function checkFields(resource: Resource, body: JsonObject, validation: string): string[] {
  const errors = typeErrors(body, resource.schema).filter((error) => !error.endsWith('field not declared in schema'))
  const types = errors.filter((error) => !error.includes('duplicate entries'))
  if (types.length > 0) throw badRequest(`${decoding(resource)}: json: cannot unmarshal: ${joinErrors(types)}`)
  const unknown = unknownFields(body, resource.schema).map((field) => `unknown field "${field}"`)
  if (unknown.length > 0 && validation === 'Strict') {
    throw badRequest(`${decoding(resource)}: strict decoding error: ${unknown.join(', ')}`)
  }
  return validation === 'Ignore' ? [] : unknown
}
