import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Json } from '../json.ts'
import type { Api } from '../storage/api.ts'
import { ApiError, refused } from '../storage/status.ts'
import { watch } from '../watch/watch.ts'
import { discovery } from './discovery.ts'
import { parsePath, type Target } from './path.ts'
import { list } from './read.ts'
import { type Answer, create, patch, remove, replace } from './write.ts'

/** Reads the log of a pod's container. */
export type ReadLog = (namespace: string, name: string, query: URLSearchParams) => string

/** The API server: token first, then path, then verb. */
export function apiServer(api: Api, token: string, readLog: ReadLog): Server {
  return createServer((request, response) => {
    answer(api, token, readLog, request, response).catch((error: unknown) => fail(response, error))
  })
}

async function answer(
  api: Api,
  token: string,
  readLog: ReadLog,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://cluster')
  if (['/healthz', '/livez', '/readyz'].includes(pathname)) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok')
    return
  }
  if (!authorized(request, token)) throw new ApiError(401, 'Unauthorized', 'Unauthorized')
  checkAccept(request)
  const found = request.method === 'GET' ? discovery(pathname) : undefined
  if (found !== undefined) {
    send(response, 200, found)
    return
  }
  const target = parsePath(pathname)
  if (target.subresource === 'log') {
    if (request.method !== 'GET') throw notAllowed()
    const text = readLog(target.namespace ?? '', target.name ?? '', query)
    response.writeHead(200, { 'content-type': 'text/plain' }).end(text)
    return
  }
  if (request.method === 'GET' && target.name === undefined) {
    const watching = ['true', '1'].includes(query.get('watch') ?? '')
    if (watching) watch(api.store, target, query, response)
    else send(response, 200, list(api.store, target, query))
    return
  }
  const { code, body, warnings = [] } = await single(api, request, target, query)
  for (const warning of warnings) response.appendHeader('warning', `299 - ${JSON.stringify(warning)}`)
  send(response, code, body)
}

async function single(api: Api, request: IncomingMessage, target: Target, query: URLSearchParams): Promise<Answer> {
  const { resource, namespace, name } = target
  if (name === undefined) {
    const placed = resource.namespaced === (namespace !== undefined)
    if (request.method === 'POST' && placed) return create(api, request, target, query)
    if (request.method === 'DELETE') throw refused(`deleting collections (${resource.plural})`)
    throw notAllowed()
  }
  switch (request.method ?? '') {
    case 'GET':
      return { code: 200, body: api.get(resource, namespace, name) }
    case 'PUT':
      return replace(api, request, { ...target, name }, query)
    case 'PATCH':
      return patch(api, request, { ...target, name }, query)
    case 'DELETE':
      if (target.subresource === '') return remove(api, request, { ...target, name }, query)
      throw notAllowed()
    default:
      throw notAllowed()
  }
}

function notAllowed(): ApiError {
  const message = 'the server does not allow this method on the requested resource'
  return new ApiError(405, 'MethodNotAllowed', message, {})
}

function authorized(request: IncomingMessage, token: string): boolean {
  const sent = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return sent.length === wanted.length && timingSafeEqual(sent, wanted)
}

function checkAccept(request: IncomingMessage): void {
  const accept = request.headers.accept ?? '*/*'
  const json = accept.split(',').some((type) => {
    const [media = '', ...parameters] = type.split(';').map((part) => part.trim())
    return (
      ['application/json', '*/*', 'application/*', 'text/plain'].includes(media) &&
      !parameters.some((each) => each.startsWith('as='))
    )
  })
  if (json) return
  const message = `only the following media types are accepted: application/json (the embedded cluster does not serve ${accept})`
  throw new ApiError(406, 'NotAcceptable', message)
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (error instanceof ApiError) {
    send(response, error.code, error.status())
    return
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  send(response, 500, new ApiError(500, 'InternalError', `Internal error occurred: ${message}`).status())
}

function send(response: ServerResponse, code: number, body: Json): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}
