import { Agent, type IncomingMessage, request as open, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Counters } from './counters.ts'
import { createPicker, type Picker } from './picker.ts'
import { type Backend, type Endpoint, findRule, type Rule } from './table.ts'

/** Bodies are kept until a backend has answered, so that a refused connection can be tried elsewhere. */
const MAX_BODY_BYTES = 8 * 1024 * 1024
const RETRY_FOR_MS = 2_000
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

/** Forwards each request to a backend picked by the weights of its rule. `rules` is asked anew for every try. */
export function createProxy(rules: () => readonly Rule[], counters: Counters): Proxy {
  const agent = new Agent({ keepAlive: true })
  const pickers = new Map<string, Picker>()
  const turns = new Map<string, number>()
  const next = (backend: Backend): Endpoint | undefined => {
    const turn = turns.get(backend.service) ?? 0
    turns.set(backend.service, turn + 1)
    return backend.endpoints[turn % Math.max(1, backend.endpoints.length)]
  }
  const pick = (rule: Rule, refused: ReadonlySet<string>): Backend | undefined => {
    const picker = pickers.get(rule.key) ?? createPicker()
    pickers.set(rule.key, picker)
    const name = picker.pick(new Map(rule.backends.map(({ service, weight }) => [service, weight])), refused)
    return rule.backends.find(({ service }) => service === name)
  }
  return {
    async handle(incoming, outgoing) {
      const startedAt = performance.now()
      const method = incoming.method ?? 'GET'
      const body = await readBody(incoming)
      if (body === undefined) return refuse(outgoing, 413, `bodies over ${MAX_BODY_BYTES} bytes are not served here`)
      const refused = new Set<string>()
      for (;;) {
        const host = incoming.headers.host ?? ''
        const path = new URL(incoming.url ?? '/', 'http://router').pathname
        const rule = findRule(rules(), host, path)
        if (rule === undefined) return refuse(outgoing, 404, 'no HTTPRoute matches')
        const backend = pick(rule, refused)
        const endpoint = backend === undefined ? undefined : next(backend)
        if (backend !== undefined && endpoint === undefined) {
          // Gateway API: the share of a backend without endpoints is answered 503.
          const seconds = (performance.now() - startedAt) / 1000
          counters.count({ service: backend.service, code: 503, method, seconds })
          return refuse(outgoing, 503, `no endpoint of ${backend.service} is ready`)
        }
        const outcome =
          backend === undefined || endpoint === undefined
            ? 'refused'
            : await forward({ incoming, outgoing, body, endpoint, agent })
        if (typeof outcome === 'number' && backend !== undefined) {
          const seconds = (performance.now() - startedAt) / 1000
          counters.count({ service: backend.service, code: outcome, method, seconds })
          return
        }
        if (performance.now() - startedAt > RETRY_FOR_MS) {
          const seconds = (performance.now() - startedAt) / 1000
          if (backend !== undefined) counters.count({ service: backend.service, code: 502, method, seconds })
          return refuse(outgoing, 502, 'no backend takes the connection')
        }
        // A pod that is gone may be listed for a moment still: another backend now, or the same one shortly after.
        if (backend !== undefined && backend.endpoints.length <= 1) refused.add(backend.service)
        if (rule.backends.every(({ service, weight }) => weight <= 0 || refused.has(service))) {
          refused.clear()
          await delay(20)
        }
      }
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

/** The status that was answered, or `refused` when the request can be tried elsewhere. */
function forward({ incoming, outgoing, body, endpoint, agent }: Forward): Promise<number | 'refused'> {
  return new Promise((resolve) => {
    const headers = [...forwardedHeaders(incoming), ['content-length', String(body.length)] as const]
    const outbound = open({
      host: endpoint.host,
      port: endpoint.port,
      method: incoming.method,
      path: incoming.url,
      headers: headers.flat(),
      agent,
    })
    outgoing.once('close', () => {
      if (outgoing.writableFinished) return
      outbound.destroy()
      resolve(499)
    })
    outbound.on('response', (response) => {
      const status = response.statusCode ?? 502
      outgoing.writeHead(status, response.statusMessage, endToEnd(response.rawHeaders).flat())
      response.pipe(outgoing)
      response.on('error', () => outgoing.destroy())
      outgoing.on('finish', () => resolve(status))
    })
    outbound.on('error', (error: NodeJS.ErrnoException) => {
      const lostIdle = outbound.reusedSocket && body.length === 0 && !outgoing.headersSent
      if (error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && lostIdle)) return resolve('refused')
      if (!outgoing.headersSent && !outgoing.destroyed) refuse(outgoing, 502, `backend failed: ${error.message}`)
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
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`)
}
