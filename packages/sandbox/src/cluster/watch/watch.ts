import type { ServerResponse } from 'node:http'
import type { Target } from '../http/path.ts'
import { selector } from '../http/selectors.ts'
import type { JsonObject } from '../json.ts'
import type { StoredObject } from '../storage/object.ts'
import { ApiError, invalidOptions } from '../storage/status.ts'
import type { Change, Store } from '../storage/store.ts'

/** The real server's interval. */
const BOOKMARK_INTERVAL_MS = 60_000
/** The real server closes a watch after 30 to 60 minutes; a request may ask for less. */
const DEFAULT_TIMEOUT_S = 1800

interface Event {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: JsonObject
}

/**
 * Streams the changes of a resource: from a version on, or everything there is first. A version that the history has
 * forgotten is answered as the real server answers it, with status 200 and one ERROR event.
 */
export function watch(store: Store, target: Target, query: URLSearchParams, response: ServerResponse): void {
  const { resource, namespace } = target
  const matches = selector(resource, query)
  const from = query.get('resourceVersion') ?? ''
  if (!/^\d*$/.test(from)) {
    throw new ApiError(
      500,
      '',
      `resourceVersion: Invalid value: "${from}": strconv.ParseUint: parsing "${from}": invalid syntax`,
    )
  }
  const initial = query.get('sendInitialEvents') === 'true'
  if (initial && query.get('resourceVersionMatch') !== 'NotOlderThan') {
    const field = 'resourceVersionMatch'
    const message = 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'
    throw invalidOptions('ListOptions', { reason: 'FieldValueForbidden', message, field })
  }
  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' })
  const send = (event: Event): void => {
    response.write(`${JSON.stringify(event)}\n`)
  }
  const everything = initial || from === '' || from === '0'
  const past = everything ? [] : store.since(Number(from))
  if (past === undefined) {
    const message = `too old resource version: ${from} (${store.version})`
    send({ type: 'ERROR', object: new ApiError(410, 'Expired', message).status() })
    response.end()
    return
  }
  const bookmark = (annotations?: JsonObject): void => {
    const metadata: JsonObject = { resourceVersion: String(store.version), ...(annotations && { annotations }) }
    send({ type: 'BOOKMARK', object: { kind: resource.kind, apiVersion: resource.apiVersion, metadata } })
  }
  if (everything) {
    for (const object of store.list(resource, namespace).filter(matches)) send({ type: 'ADDED', object })
    if (initial) bookmark({ 'k8s.io/initial-events-end': 'true' })
  }
  const deliver = (change: Change): void => {
    const event = eventOf(change, target, matches)
    if (event !== undefined) send(event)
  }
  for (const change of past) deliver(change)
  const bookmarks = query.get('allowWatchBookmarks') === 'true'
  const unsubscribe = store.subscribe(deliver)
  const timer = setInterval(() => bookmarks && bookmark(), BOOKMARK_INTERVAL_MS)
  const timeout = setTimeout(
    () => {
      if (bookmarks) bookmark()
      response.end()
    },
    Number(query.get('timeoutSeconds') ?? DEFAULT_TIMEOUT_S) * 1000,
  )
  response.on('close', () => {
    unsubscribe()
    clearInterval(timer)
    clearTimeout(timeout)
  })
  response.flushHeaders()
}

/** What a watcher with a selector sees of a change: an object that leaves the selection is deleted for it. */
function eventOf(change: Change, target: Target, matches: (object: StoredObject) => boolean): Event | undefined {
  const { object, previous } = change
  if (change.resource !== target.resource) return undefined
  if (target.namespace !== undefined && object.metadata.namespace !== target.namespace) return undefined
  const was = previous !== undefined && matches(previous)
  const is = change.type !== 'DELETED' && matches(object)
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object }
  return was
    ? {
        type: 'DELETED',
        object: { ...previous, metadata: { ...previous.metadata, resourceVersion: String(change.version) } },
      }
    : undefined
}
