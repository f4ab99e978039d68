import type { Json, JsonObject } from '../json.ts'
import { qualified, type Resource } from '../schema/resources.ts'

/** One reason why an object is invalid, or one field in conflict. */
export interface Cause {
  readonly reason: string
  readonly message: string
  readonly field: string
}

interface Details {
  readonly name?: string
  readonly resource?: Resource
  /** Named by kind in place of its plural, as validation does. */
  readonly byKind?: boolean
  readonly causes?: readonly Cause[]
  /** Named by itself, for what is no resource. */
  readonly group?: string
  readonly kind?: string
}

/** A request that fails, with the Status that the real server sends. */
export class ApiError extends Error {
  readonly code: number
  readonly reason: string
  readonly details: Details | undefined

  constructor(code: number, reason: string, message: string, details?: Details) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.reason = reason
    this.details = details
  }

  /** The body of the answer. */
  status(): JsonObject {
    const body: JsonObject = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
    }
    if (this.reason !== '') body['reason'] = this.reason
    if (this.details !== undefined) body['details'] = detailsOf(this.details)
    body['code'] = this.code
    return body
  }
}

function detailsOf(details: Details): JsonObject {
  const out: JsonObject = {}
  if (details.name !== undefined && details.name !== '') out['name'] = details.name
  if (details.resource !== undefined) {
    if (details.resource.group !== '') out['group'] = details.resource.group
    out['kind'] = details.byKind === true ? details.resource.kind : details.resource.plural
  }
  if (details.group !== undefined) out['group'] = details.group
  if (details.kind !== undefined) out['kind'] = details.kind
  if (details.causes !== undefined) out['causes'] = details.causes.map((cause): Json => ({ ...cause }))
  return out
}

export function notFound(resource: Resource, name: string): ApiError {
  return new ApiError(404, 'NotFound', `${qualified(resource)} "${name}" not found`, { name, resource })
}

export function alreadyExists(resource: Resource, name: string): ApiError {
  return new ApiError(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, { name, resource })
}

export function conflict(resource: Resource, name: string, why: string): ApiError {
  const message = `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`
  return new ApiError(409, 'Conflict', message, { name, resource })
}

export function stale(resource: Resource, name: string): ApiError {
  const why = 'the object has been modified; please apply your changes to the latest version and try again'
  return conflict(resource, name, why)
}

export function invalid(resource: Resource, name: string, causes: readonly Cause[]): ApiError {
  const texts = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))]
  const kind = resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${list}`, {
    name,
    resource,
    byKind: true,
    causes,
  })
}

/** Options of a request that don't fit together. */
export function invalidOptions(kind: string, cause: Cause): ApiError {
  const message = `${kind}.meta.k8s.io "" is invalid: ${cause.field}: ${cause.message}`
  return new ApiError(422, 'Invalid', message, { group: 'meta.k8s.io', kind, causes: [cause] })
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message)
}

/** What the real server serves and the embedded one does not; `what` names it. */
export function refused(what: string): ApiError {
  return new ApiError(501, 'NotImplemented', `the embedded cluster does not serve ${what}`)
}
