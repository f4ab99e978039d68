import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

type Fields = Readonly<Record<string, unknown>>
export interface FakeObject extends Fields {
  readonly metadata: Fields & { readonly name: string; readonly namespace: string }
}

/** A tiny API server for tests of controllers: lists, watches, and whole-object writes of `status`. */
export interface FakeApiServer {
  readonly url: string
  readonly token: string
  /** Every write that came, as `PUT path → status`. */
  readonly writes: string[]
  put(collection: string, object: FakeObject): void
  remove(collection: string, name: string): void
  get(collection: string, name: string): FakeObject | undefined
  /** Cuts every watch; with `expired`, each is told 410 first. */
  cutWatches(expired?: boolean): void
  stop(): Promise<void>
}

function isObject(value: unknown): value is FakeObject {
  return typeof value === 'object' && value !== null && 'metadata' in value
}

export async function startFakeApiServer(): Promise<FakeApiServer> {
  const collections = new Map<string, Map<string, FakeObject>>()
  const watches = new Set<{ collection: string; response: ServerResponse }>()
  const writes: string[] = []
  let version = 1
  const of = (collection: string) => {
    const found = collections.get(collection) ?? new Map<string, FakeObject>()
    collections.set(collection, found)
    return found
  }
  const events: { version: number; collection: string; line: string }[] = []
  const emit = (collection: string, type: string, object: unknown) => {
    const line = `${JSON.stringify({ type, object })}\n`
    events.push({ version, collection, line })
    for (const watch of watches) if (watch.collection === collection) watch.response.write(line)
  }
  const store = (collection: string, object: FakeObject) => {
    version++
    const known = of(collection).get(object.metadata.name)
    const stored = { ...object, metadata: { generation: 1, ...object.metadata, resourceVersion: String(version) } }
    of(collection).set(object.metadata.name, stored)
    emit(collection, known === undefined ? 'ADDED' : 'MODIFIED', stored)
  }
  const handle = (request: IncomingMessage, response: ServerResponse, body: string) => {
    const url = new URL(request.url ?? '/', 'http://api')
    if (request.headers.authorization !== 'Bearer secret') return response.writeHead(401).end()
    const collection = url.pathname.split('/').findLast((part) => /^[a-z]+s$/.test(part) && part !== 'status') ?? ''
    if (request.method === 'PUT') {
      const object: unknown = JSON.parse(body)
      if (!isObject(object)) return response.writeHead(400).end()
      const current = of(collection).get(object.metadata.name)
      const fits = current?.metadata['resourceVersion'] === object.metadata['resourceVersion']
      writes.push(`PUT ${url.pathname} → ${fits ? 200 : 409}`)
      if (fits && current !== undefined) store(collection, { ...current, status: object['status'] })
      return response.writeHead(fits ? 200 : 409).end('{}')
    }
    if (url.searchParams.get('watch') === 'true') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.flushHeaders()
      // What happened since the list that the watch goes on from.
      const since = Number(url.searchParams.get('resourceVersion') ?? version)
      for (const event of events)
        if (event.collection === collection && event.version > since) response.write(event.line)
      const watch = { collection, response }
      watches.add(watch)
      response.on('close', () => watches.delete(watch))
      return response
    }
    const items = [...of(collection).values()]
    return response.end(JSON.stringify({ metadata: { resourceVersion: String(version) }, items }))
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => handle(request, response, Buffer.concat(parts).toString()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    token: 'secret',
    writes,
    put: store,
    remove(collection, name) {
      const object = of(collection).get(name)
      of(collection).delete(name)
      version++
      emit(collection, 'DELETED', object)
    },
    get: (collection, name) => of(collection).get(name),
    cutWatches(expired = false) {
      for (const { response } of watches) {
        if (expired) response.write('{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}\n')
        response.end()
      }
      watches.clear()
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
