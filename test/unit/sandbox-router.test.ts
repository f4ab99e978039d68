import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type RunningRouter, startRouter } from '../../packages/sandbox/src/router/index.ts'
import { createPicker } from '../../packages/sandbox/src/router/picker.ts'
import { stage } from '../fixtures/cluster/stage.ts'
import { type FakeApiServer, startFakeApiServer } from '../support/fake-api-server.ts'
import { testRouting } from '../support/router/routing.ts'
import { until } from '../support/within.ts'

describe('picker', () => {
  test('is exact over whole turns and spreads evenly', () => {
    const picker = createPicker()
    const weights = new Map([
      ['stable', 90],
      ['canary', 10],
    ])
    const picks = Array.from({ length: 3000 }, () => picker.pick(weights))
    expect(picks.filter((name) => name === 'canary')).toHaveLength(300)
    for (let at = 0; at + 10 <= picks.length; at += 10)
      expect(picks.slice(at, at + 10).filter((name) => name === 'canary')).toHaveLength(1)
  })
  test('keeps its place when weights change at every request', () => {
    const picker = createPicker()
    let canary = 0
    for (let at = 0; at < 1000; at++) {
      const weight = at % 2 === 0 ? 20 : 30
      const pick = picker.pick(
        new Map([
          ['stable', 100 - weight],
          ['canary', weight],
        ]),
      )
      if (pick === 'canary') canary++
    }
    expect(canary).toBe(250)
  })
  test('gives nothing to weight 0', () => {
    const weights = new Map([
      ['a', 0],
      ['b', 1],
    ])
    expect(createPicker().pick(weights)).toBe('b')
    expect(createPicker().pick(new Map([['a', 0]]))).toBeUndefined()
  })
})

describe('routing by the embedded router', () => {
  testRouting(async () => {
    const cluster = await stage()
    const router = await startRouter({ clusterUrl: cluster.url, token: cluster.token })
    const stop = async () => {
      await router.stop()
      await cluster.stop()
    }
    const parent = { name: 'edge', namespace: 'default' }
    return { stage: cluster, routes: router.url, metrics: router.metricsUrl, parent, address: '127.0.0.1', stop }
  }, 120_000)
})

describe('router', () => {
  let api: FakeApiServer
  let router: RunningRouter
  const backends: Server[] = []
  const metadata = (name: string, more: object = {}) => ({ name, namespace: 'default', ...more })

  async function backend(name: string, answer = 200): Promise<number> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        response.writeHead(answer, { 'x-backend': name, 'x-forwarded': String(request.headers['x-forwarded-host']) })
        response.end(`${request.method} ${request.url} ${Buffer.concat(parts).toString()}`)
      })
    })
    backends.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
  function service(name: string, ...ports: number[]) {
    api.put('services', { metadata: metadata(name), spec: { ports: [{ name: 'http', port: 80 }] } })
    api.put('endpointslices', {
      metadata: metadata(`${name}-1`, { labels: { 'kubernetes.io/service-name': name } }),
      ports: ports.length === 0 ? [] : [{ name: 'http', port: ports[0] }],
      endpoints: ports.length === 0 ? [] : [{ addresses: ['127.0.0.1'], conditions: { ready: true } }],
    })
    ports.slice(1).forEach((port, index) => {
      api.put('endpointslices', {
        metadata: metadata(`${name}-${index + 2}`, { labels: { 'kubernetes.io/service-name': name } }),
        ports: [{ name: 'http', port }],
        endpoints: [{ addresses: ['127.0.0.1'], conditions: { ready: true } }],
      })
    })
  }
  let generation = 0
  function route(stable: number, canary: number, rule: object = {}, spec: object = {}) {
    generation++
    api.put('httproutes', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadata('app', { generation }),
      spec: {
        parentRefs: [{ name: 'edge' }],
        ...spec,
        rules: [
          {
            backendRefs: [
              { name: 'app', port: 80, weight: stable },
              { name: 'app-canary', port: 80, weight: canary },
            ],
            ...rule,
          },
        ],
      },
    })
  }
  const conditions = () => JSON.stringify(api.get('httproutes', 'app')?.['status'] ?? {})
  const settled = () => until(() => conditions().includes(`"observedGeneration":${generation}`))
  const get = async (path = '/', init: RequestInit = {}) => {
    const response = await fetch(router.url + path, init)
    return { status: response.status, backend: response.headers.get('x-backend'), body: await response.text() }
  }
  const counted = async (needle: string) =>
    (await (await fetch(router.metricsUrl)).text()).split('\n').filter((line) => line.includes(needle))

  beforeEach(async () => {
    api = await startFakeApiServer()
    router = await startRouter({ clusterUrl: api.url, token: api.token, buckets: [0.5, 5] })
  })
  afterEach(async () => {
    await router.stop()
    for (const server of backends.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
    await api.stop()
  })

  test('splits exactly by weight, follows changes, counts with Traefik’s names, and reports on the route', async () => {
    service('app', await backend('stable'))
    service('app-canary', await backend('canary', 500))
    route(90, 10)
    await settled()
    const seen = await Promise.all(Array.from({ length: 200 }, () => get()))
    expect(seen.filter(({ backend: name }) => name === 'canary')).toHaveLength(20)
    const total = 'traefik_service_requests_total'
    expect(await counted(total)).toEqual(
      expect.arrayContaining([
        `${total}{code="200",method="GET",protocol="http",service="default-app-http-80@kubernetesgateway"} 180`,
        `${total}{code="500",method="GET",protocol="http",service="default-app-canary-http-80@kubernetesgateway"} 20`,
      ]),
    )
    const edges = await counted('duration_seconds_bucket{code="500"')
    expect(edges.map((line) => line.replace(/.*le=/, 'le='))).toEqual(['le="0.5"} 20', 'le="5"} 20', 'le="+Inf"} 20'])
    route(100, 0)
    await settled()
    expect(
      (await Promise.all(Array.from({ length: 50 }, () => get()))).every(({ backend: name }) => name === 'stable'),
    ).toBe(true)
    expect(conditions()).toContain('"type":"Accepted","status":"True"')
    expect(conditions()).toContain('"type":"ResolvedRefs","status":"True"')
  })

  test('weights changed all the time: no request fails', async () => {
    service('app', await backend('stable'))
    service('app-canary', await backend('canary'))
    route(50, 50)
    await settled()
    let weight = 0
    const timer = setInterval(() => {
      weight = (weight + 7) % 100
      route(100 - weight, weight)
    }, 20)
    try {
      for (let round = 0; round < 10; round++) {
        const answers = await Promise.all(Array.from({ length: 50 }, () => get('/x', { method: 'POST', body: 'b' })))
        expect(answers.every(({ status, body }) => status === 200 && body === 'POST /x b')).toBe(true)
      }
    } finally {
      clearInterval(timer)
    }
  })

  test.each<[string, object]>([
    ['filters', { filters: [{ type: 'RequestMirror' }] }],
    ['matches by headers', { matches: [{ headers: [{ name: 'a', value: 'b' }] }] }],
    ['paths by regular expression', { matches: [{ path: { type: 'RegularExpression', value: '.*' } }] }],
    ['rules[].timeouts', { timeouts: { request: '1s' } }],
  ])('%s are refused on the route, by name', async (name, rule) => {
    service('app', await backend('stable'))
    service('app-canary', await backend('canary'))
    route(1, 1, rule)
    await settled()
    expect(conditions()).toContain('"type":"Accepted","status":"False","reason":"UnsupportedValue"')
    expect(conditions()).toContain(name)
    expect((await get()).status).toBe(404)
  })

  test('a backend that does not exist is named in ResolvedRefs', async () => {
    service('app', await backend('stable'))
    route(1, 0)
    await settled()
    expect(conditions()).toContain('Service default/app-canary port 80 is not there')
  })

  test('survives expired and cut watches, and a wrong token reads nothing', async () => {
    service('app', await backend('stable'))
    service('app-canary', await backend('canary'))
    route(1, 0)
    await settled()
    api.cutWatches(true)
    route(0, 1)
    await settled()
    api.cutWatches()
    await until(async () => (await get()).backend === 'canary')
    const blind = await startRouter({ clusterUrl: api.url, token: 'wrong' })
    expect((await fetch(blind.url)).status).toBe(404)
    await blind.stop()
  })
})
