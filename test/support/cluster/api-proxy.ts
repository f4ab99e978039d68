/** A way to an API server on which things happen: answers of its own, an end of all connections, a moment to end the one who writes. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http'
import { Agent, request as requestHttps } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { wordOf } from './writes.ts'

/** What the way itself answers. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A moment of a write: it never arrives, or nobody hears that it did. */
export type Moment = 'before' | 'after'

export interface ApiProxy {
  /** Plain, on loopback. */
  readonly url: string
  /** The writes that came, in their own words; dry runs and renewals of a Lease are none. */
  readonly writes: readonly string[]
  /** Is told of each write, by its place from 1. Where it returns true, the connection ends there. */
  atWrite(look: (place: number, moment: Moment) => boolean): void
  /** Answers what this returns an answer for, instead of the server. */
  instead(answer: ((method: string, path: string) => Answer | undefined) | undefined): void
  /** Cuts every connection, and takes none until the returned function is called. */
  leave(): Promise<() => Promise<void>>
  stop(): Promise<void>
}

export interface ApiServer {
  readonly url: string
  readonly ca?: string
}

/** Opens it. The credentials of who comes are passed on. */
export async function startApiProxy(upstream: ApiServer): Promise<ApiProxy> {
  const agent = upstream.ca === undefined ? undefined : new Agent({ keepAlive: true, ca: upstream.ca })
  const writes: string[] = []
  let look: (place: number, moment: Moment) => boolean = () => false
  let answer: ((method: string, path: string) => Answer | undefined) | undefined

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = incoming
    const body = await buffer(incoming)
    const instead = answer?.(method, url)
    if (instead !== undefined) {
      outgoing.writeHead(instead.status, { 'content-type': 'application/json', ...instead.headers }).end(instead.body)
      return
    }
    const word = wordOf(method, url, body.toString())
    const place = word === undefined ? undefined : writes.push(word)
    if (place !== undefined && look(place, 'before')) return void outgoing.destroy()
    const answered = await forward(incoming, body)
    if (place !== undefined && look(place, 'after')) {
      answered.destroy()
      outgoing.destroy()
      return
    }
    outgoing.writeHead(answered.statusCode ?? 502, answered.headers)
    outgoing.flushHeaders()
    outgoing.once('close', () => answered.destroy())
    answered.once('error', () => outgoing.destroy())
    answered.pipe(outgoing)
  }
  const forward = (incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const options = { method: incoming.method, headers: incoming.headers, agent }
      const target = new URL(incoming.url ?? '/', upstream.url)
      const sent = (agent === undefined ? requestHttp : requestHttps)(target, options, resolve)
      sent.once('error', reject)
      sent.end(body)
    })

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy())
  })
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
  const close = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  const port = await listen(0)
  return {
    url: `http://127.0.0.1:${port}`,
    writes,
    atWrite(next) {
      look = next
    },
    instead(next) {
      answer = next
    },
    async leave() {
      await close()
      return async () => void (await listen(port))
    },
    async stop() {
      if (server.listening) await close()
      agent?.destroy()
    },
  }
}
