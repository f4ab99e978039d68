/** A cluster with a router, embedded or real, and servers of this process as the backends that it routes to. */
import { createServer, type Server as HttpServer, request } from 'node:http'
import { isRecord } from '@ml-actions/registry'
import type { Stage } from '../cluster/stage.ts'

export interface RouterPlace {
  readonly stage: Stage
  /** Where the routed traffic enters. */
  readonly routes: string
  /** The router's own metrics. */
  readonly metrics: string
  /** The Gateway that routes hang on. */
  readonly parent: { readonly name: string; readonly namespace: string }
  /** An address of this process that endpoints may have: a real cluster takes no loopback address. */
  readonly address: string
  stop(): Promise<void>
}

export interface Reply {
  readonly status: number
  /** Which server answered; empty where the router did so itself. */
  readonly backend: string
  readonly text: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** What the tests do there. */
export interface Traffic {
  /** A server, and the port it listens on. */
  serve(name: string, status?: number): Promise<number>
  /** A Service without pods: these ports are its endpoints. */
  service(name: string, ...ports: readonly number[]): Promise<void>
  route(name: string, spec: object): Promise<void>
  /** The status conditions of a route as the router wrote them for its present generation: type → [status, reason]. */
  conditions(name: string): Promise<Record<string, [string, string]>>
  send(
    path?: string,
    options?: { readonly host?: string; readonly method?: string; readonly body?: string },
  ): Promise<Reply>
  /** How often each server answers so many requests, one after the other. */
  shares(count: number, path?: string): Promise<Record<string, number>>
  /** Requests that the router counted, by Service and status. */
  counted(): Promise<Record<string, number>>
  close(): void
}

export function trafficOf({ stage, routes, metrics, parent, address }: RouterPlace): Traffic {
  const servers: HttpServer[] = []
  const apply = async (resource: string, kind: string, apiVersion: string, object: object): Promise<void> => {
    const name = resource.split('/')[1] ?? ''
    const metadata = { name, ...('metadata' in object && isRecord(object.metadata) ? object.metadata : {}) }
    const { code, body } = await stage.apply(stage.path(resource), { apiVersion, kind, ...object, metadata })
    if (code >= 300) throw new Error(`${resource}: ${code} ${body.message}`)
  }
  const send: Traffic['send'] = (path = '/', { host, method = 'GET', body } = {}) =>
    new Promise((resolve, reject) => {
      const headers = {
        ...(host === undefined ? {} : { host }),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      }
      const sent = request(new URL(path, routes), { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () => {
          const backend = response.headers['x-backend']
          resolve({
            status: response.statusCode ?? 0,
            backend: typeof backend === 'string' ? backend : '',
            text: Buffer.concat(chunks).toString('utf8'),
            headers: response.headers,
          })
        })
      })
      sent.once('error', reject)
      sent.end(body)
    })
  return {
    async serve(name, status = 200) {
      const server = createServer((incoming, outgoing) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.once('end', () => {
          outgoing.writeHead(status, { 'x-backend': name, 'x-host': String(incoming.headers['x-forwarded-host']) })
          outgoing.end(`${incoming.method} ${incoming.url} ${Buffer.concat(parts).toString()}`)
        })
      })
      servers.push(server)
      await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
      const bound = server.address()
      return typeof bound === 'object' && bound !== null ? bound.port : 0
    },
    async service(name, ...ports) {
      await apply(`services/${name}`, 'Service', 'v1', {
        spec: { ports: [{ name: 'http', port: 80, targetPort: ports[0] ?? 80 }] },
      })
      for (const [index, port] of (ports.length === 0 ? [undefined] : ports).entries()) {
        await apply(`endpointslices/${name}-${index}`, 'EndpointSlice', 'discovery.k8s.io/v1', {
          metadata: { labels: { 'kubernetes.io/service-name': name } },
          addressType: 'IPv4',
          ports: port === undefined ? [] : [{ name: 'http', port, protocol: 'TCP' }],
          endpoints: port === undefined ? [] : [{ addresses: [address], conditions: { ready: true } }],
        })
      }
    },
    async route(name, spec) {
      const parentRefs = [{ name: parent.name, namespace: parent.namespace }]
      await apply(`httproutes/${name}`, 'HTTPRoute', 'gateway.networking.k8s.io/v1', { spec: { parentRefs, ...spec } })
    },
    conditions: (name) =>
      stage.until(`the router's word on ${name}`, async () => {
        const { body } = await stage.request('GET', stage.path(`httproutes/${name}`))
        const found: unknown = Reflect.get(body.status ?? {}, 'parents')
        const parents: unknown[] = Array.isArray(found) ? found : []
        const conditions = parents.flatMap((each): unknown[] =>
          isRecord(each) && Array.isArray(each['conditions']) ? each['conditions'] : [],
        )
        const present = conditions
          .filter(isRecord)
          .filter((each) => each['observedGeneration'] === body.metadata.generation)
        if (present.length < 2) return undefined
        const text = (value: unknown): string => (typeof value === 'string' ? value : '')
        return Object.fromEntries(
          present.map(({ type, status, reason }): [string, [string, string]] => [
            text(type),
            [text(status), text(reason)],
          ]),
        )
      }),
    send,
    async shares(count, path) {
      const shares: Record<string, number> = {}
      for (let sent = 0; sent < count; sent += 1) {
        const { backend, status } = await send(path)
        const key = backend === '' ? String(status) : backend
        shares[key] = (shares[key] ?? 0) + 1
      }
      return shares
    },
    async counted() {
      const text = await (await fetch(metrics)).text()
      const counts: Record<string, number> = {}
      for (const [, labels = '', value] of text.matchAll(/^traefik_service_requests_total\{(.*)\} (\S+)$/gm)) {
        const label = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(labels)?.[1] ?? ''
        const key = `${label('service')} ${label('code')}`
        counts[key] = (counts[key] ?? 0) + Number(value)
      }
      return counts
    },
    close() {
      for (const server of servers.splice(0)) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}
