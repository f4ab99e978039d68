import type { Json, JsonObject } from '../json.ts'
import type { StoredObject } from '../storage/object.ts'
import { ApiError, badRequest, invalidOptions } from '../storage/status.ts'
import type { Store } from '../storage/store.ts'
import type { Target } from './path.ts'
import { selector } from './selectors.ts'

/** Answers a list, in pages when the request has a `limit`. */
export function list(store: Store, { resource, namespace }: Target, query: URLSearchParams): JsonObject {
  checkVersionQuery(store, query)
  const matches = selector(resource, query)
  const all = store.list(resource, namespace).filter(matches)
  const start = Number(Buffer.from(query.get('continue') ?? '', 'base64url').toString() || 0)
  const limit = Number(query.get('limit') ?? 0)
  if (!Number.isInteger(start) || !Number.isInteger(limit) || limit < 0) {
    throw badRequest('invalid value for limit or continue')
  }
  const end = limit === 0 ? all.length : start + limit
  const metadata: JsonObject = { resourceVersion: String(store.version) }
  if (end < all.length) {
    metadata['continue'] = Buffer.from(String(end)).toString('base64url')
    metadata['remainingItemCount'] = all.length - end
  }
  const items = all.slice(start, end).map((object): Json => (resource.custom ? object : bare(object)))
  return { kind: `${resource.kind}List`, apiVersion: resource.apiVersion, metadata, items }
}

/** Items of built-in lists do not repeat their kind. */
function bare(object: StoredObject): JsonObject {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = object
  return rest
}

function checkVersionQuery(store: Store, query: URLSearchParams): void {
  const wanted = query.get('resourceVersion') ?? ''
  if (wanted === '' && query.has('resourceVersionMatch')) {
    const field = 'resourceVersionMatch'
    const message = `Forbidden: ${field} is forbidden unless resourceVersion is provided`
    throw invalidOptions('ListOptions', { reason: 'FieldValueForbidden', message, field })
  }
  if (wanted === '') return
  if (!/^\d+$/.test(wanted)) throw new ApiError(500, '', `strconv.ParseUint: parsing "${wanted}": invalid syntax`)
  if (Number(wanted) > store.version) {
    throw new ApiError(504, 'Timeout', `Too large resource version: ${wanted}, current: ${store.version}`)
  }
}
