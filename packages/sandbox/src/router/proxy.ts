import { Agent, type IncomingMessage, request as open, type ServerResponse } from 'node:http'
import type { Counters } from './counters.ts'
import { createPicker, type Picker } from './picker.ts'
import { type Backend, type Endpoint, findRule, type Rule } from './table.ts'

/** Bodies are kept until a backend has answered, so that one whose idle connection was closed can be asked again. */
const MAX_BODY_BYTES = 8 * 1024 * 1024
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

export interface Proxy {
  handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void>
  close(): void
}

/** Forwards each request to a backend picked by the weights of its rule. `rules` is asked anew for every request. */
export function createProxy(rules: () => readonly Rule[], counters: Counters): Proxy {
  const agent = new Agent({ keepAlive: true })
  const pickers = new Map<string, Picker>()
  const turns = new Map<string, number>()
  const next = (backend: Backend): Endpoint | undefined => {
    const turn = turns.get(backend.service) ?? 0
    turns.set(backend.service, turn + 1)
    return backend.endpoints[turn % Math.max(1, backend.endpoints.length)]
  }
  const pick = (rule: Rule): Backend | undefined => {
    const picker = pickers.get(rule.key) ?? createPicker()
    pickers.set(rule.key, picker)
    const name = picker.pick(new Map(rule.backends.map(({ service, weight }) => [service, weight])))
    return rule.backends.find(({ service }) => service === name)
  }
  return {
    async handle(incoming, outgoing) {
      const startedAt = performance.now()
      const method = incoming.method ?? 'GET'
      const body = await readBody(incoming)
      if (body === undefined) return refuse(outgoing, 413, `bodies over ${MAX_BODY_BYTES} bytes are not served here`)
      const path = new URL(incoming.url ?? '/', 'http://router').pathname
      const rule = findRule(rules(), incoming.headers.host ?? '', path)
      if (rule === undefined) return refuse(outgoing, 404, '404 page not found\n')
      const backend = pick(rule)
      // What follows is Traefik's way: only requests that a backend was asked to answer are counted.
      if (backend?.resolved === false) return refuse(outgoing, 500, '')
      const endpoint = backend === undefined ? undefined : next(backend)
      if (backend === undefined || endpoint === undefined) return refuse(outgoing, 503, 'no available server\n')
      let outcome = await forward({ incoming, outgoing, body, endpoint, agent })
      while (outcome === 'lost') outcome = await forward({ incoming, outgoing, body, endpoint, agent })
      const seconds = (performance.now() - startedAt) / 1000
      counters.count({ service: backend.service, code: outcome, method, seconds })
    },
    close: () => agent.destroy(),
  }
}

interface Forward {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly body: Buffer
  readonly endpoint: Endpoint
  readonly agent: Agent
}

/** The status that was answered, or `lost` when an idle connection was closed and the request can be sent again. */
function forward({ incoming, outgoing, body, endpoint, agent }: Forward): Promise<number | 'lost'> {
  return new Promise((done) => {
    const resolve = (outcome: number | 'lost'): void => {
      outgoing.off('close', left)
      done(outcome)
    }
    const left = (): void => {
      if (outgoing.writableFinished) return
      outbound.destroy()
      resolve(499)
    }
    const headers = [...forwardedHeaders(incoming), ['content-length', String(body.length)] as const]
    const outbound = open({
      host: endpoint.host,
      port: endpoint.port,
      method: incoming.method,
      path: incoming.url,
      headers: headers.flat(),
      agent,
    })
    outgoing.once('close', left)
    outbound.on('response', (response) => {
      const status = response.statusCode ?? 502
      outgoing.writeHead(status, response.statusMessage, endToEnd(response.rawHeaders).flat())
      response.pipe(outgoing)
      response.on('error', () => outgoing.destroy())
      outgoing.on('finish', () => resolve(status))
    })
    outbound.on('error', (error: NodeJS.ErrnoException) => {
      const lostIdle = outbound.reusedSocket && body.length === 0 && !outgoing.headersSent
      if (error.code === 'ECONNRESET' && lostIdle) return resolve('lost')
      if (!outgoing.headersSent && !outgoing.destroyed) refuse(outgoing, 502, 'Bad Gateway')
      else outgoing.destroy()
      resolve(502)
    })
    outbound.end(body)
  })
}

function endToEnd(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2)
    if (!HOP_BY_HOP.has(name.toLowerCase())) pairs.push([name, value])
  }
  return pairs
}

function forwardedHeaders(incoming: IncomingMessage): [string, string][] {
  const kept = endToEnd(incoming.rawHeaders).filter(
    ([name]) =>
      !['content-length', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'].includes(name.toLowerCase()),
  )
  return [
    ...kept,
    ['x-forwarded-for', incoming.socket.remoteAddress ?? ''],
    ['x-forwarded-host', incoming.headers.host ?? ''],
    ['x-forwarded-proto', 'http'],
  ]
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  const chunks: AsyncIterable<unknown> = incoming
  for await (const part of chunks) {
    if (!(part instanceof Buffer)) continue
    size += part.length
    if (size > MAX_BODY_BYTES) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function refuse(outgoing: ServerResponse, status: number, message: string): void {
  const type = message === '' ? {} : { 'content-type': 'text/plain; charset=utf-8' }
  outgoing.writeHead(status, { ...type, 'content-length': Buffer.byteLength(message) }).end(message)
}
