import { createServer } from 'node:http'
import { createCounters } from './counters.ts'
import { type Followed, follow } from './follow.ts'
import { close, listen } from './listen.ts'
import { createProxy } from './proxy.ts'
import { withStatus } from './status.ts'
import { type RouteState, type Rule, routingTable } from './table.ts'

/** How to start an embedded router. */
export interface RouterOptions {
  readonly clusterUrl: string
  readonly token: string
  /** Only routes of this namespace; all when absent. */
  readonly namespace?: string
  /** Port on loopback; a free one when absent. */
  readonly port?: number
  /** Edges of the latency histogram in seconds. */
  readonly buckets?: readonly number[]
}

/** A running embedded router. */
export interface RunningRouter {
  /** Where clients send requests. */
  readonly url: string
  /** Where its metrics are read, with Traefik's names. */
  readonly metricsUrl: string
  stop(): Promise<void>
}

/**
 * Starts a reverse proxy on loopback that follows the cluster's HTTPRoutes, Services and EndpointSlices like a Gateway API
 * controller, and reports Accepted and ResolvedRefs on the routes. What it does not serve it refuses on the route, by name.
 */
export async function startRouter(options: RouterOptions): Promise<RunningRouter> {
  const stopped = new AbortController()
  const counters = createCounters(options.buckets)
  let rules: readonly Rule[] = []
  const objects: Record<'routes' | 'services' | 'slices', readonly Followed[]> = {
    routes: [],
    services: [],
    slices: [],
  }
  const publish = createPublisher(options, stopped.signal)
  const watched = (name: keyof typeof objects, root: string, plural: string): Promise<void> =>
    follow({
      clusterUrl: options.clusterUrl,
      token: options.token,
      path: options.namespace === undefined ? `${root}/${plural}` : `${root}/namespaces/${options.namespace}/${plural}`,
      signal: stopped.signal,
      onChange: (found) => {
        objects[name] = found
        const table = routingTable(objects)
        rules = table.rules
        counters.reloaded(new Set(rules.flatMap(({ backends }) => backends.map(({ service }) => service))))
        publish(table.states)
      },
    })
  const following = [
    watched('services', '/api/v1', 'services'),
    watched('slices', '/apis/discovery.k8s.io/v1', 'endpointslices'),
    watched('routes', '/apis/gateway.networking.k8s.io/v1', 'httproutes'),
  ]
  const proxy = createProxy(() => rules, counters)
  const front = createServer((incoming, outgoing) => {
    proxy.handle(incoming, outgoing).catch(() => outgoing.destroy())
  })
  // As long as Traefik keeps an idle connection: one that closes after Node's five seconds meets a client that reuses it.
  front.keepAliveTimeout = 180_000
  front.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 501 Upgrades are not served here\r\n\r\n'))
  const metrics = createServer((incoming, outgoing) => {
    const known = incoming.method === 'GET' && incoming.url === '/metrics'
    outgoing.writeHead(known ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    outgoing.end(known ? counters.text() : `only GET /metrics is served here, not ${incoming.method} ${incoming.url}\n`)
  })
  const [port, metricsPort] = await Promise.all([listen(front, options.port ?? 0), listen(metrics, 0)])
  return {
    url: `http://127.0.0.1:${port}`,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    async stop() {
      stopped.abort()
      proxy.close()
      await Promise.all([close(front), close(metrics), ...following])
    },
  }
}

/** Writes what the router says about each route; a version that is outdated by then is left to the next event. */
function createPublisher({ clusterUrl, token }: RouterOptions, signal: AbortSignal) {
  return (states: readonly RouteState[]): void => {
    for (const state of states) {
      const object = withStatus(state, new Date())
      const { namespace, name } = state.route.metadata
      if (object === undefined) continue
      const path = `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes/${name}/status`
      fetch(new URL(path, clusterUrl), {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(object),
        signal,
      }).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      )
    }
  }
}
