import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openPrometheus, parseSelector } from '@ml-actions/prometheus'
import { ExpositionError, parseExposition } from '../../packages/sandbox/src/metrics/exposition.ts'
import { type RunningMetrics, startMetrics } from '../../packages/sandbox/src/metrics/index.ts'
import { parseQuery } from '../../packages/sandbox/src/metrics/query.ts'
import { createStorage } from '../../packages/sandbox/src/metrics/storage.ts'
import { realPort } from '../../packages/sandbox/src/metrics/targets.ts'
import { type FakeApiServer, startFakeApiServer } from '../support/fake-api-server.ts'
import { testQueries } from '../support/metrics/queries.ts'
import { until } from '../support/within.ts'

describe('text format', () => {
  test.each([
    ['a 1', { name: 'a', labels: {}, value: 1 }],
    ['a{} 1e3 1700000000000', { name: 'a', labels: {}, value: 1000 }],
    [
      'a{x="1",y="q\\"\\\\\\n{}"} +Inf',
      { name: 'a', labels: { x: '1', y: 'q"\\\n{}' }, value: Number.POSITIVE_INFINITY },
    ],
    ['a{x="1",} NaN', { name: 'a', labels: { x: '1' }, value: Number.NaN }],
    ['nan 1', { name: 'nan', labels: {}, value: 1 }],
  ])('%s', (line, expected) => {
    expect(parseExposition(`# HELP a b\n\n${line}\n`)).toEqual([expected])
  })
  test.each(['a', '1 1', 'a{x=1} 1', 'a{x="1" 1', 'a 1 2 3', 'a one'])('refused: %s', (line) => {
    expect(() => parseExposition(line)).toThrow(ExpositionError)
  })
})

describe('queries', () => {
  const labels = { __name__: 'up', job: 'app', code: '500' }
  test.each<[string, boolean]>([
    ['up', true],
    ['down', false],
    ['up{job="app"}', true],
    ["up{job!='app'}", false],
    ['up{code=~"5.."}', true],
    ['up{code=~"5."}', false],
    ['up{code!~`5..`}', false],
    ['up{none=""}', true],
    ['{job="app",code="500"}', true],
  ])('%s', (text, found) => {
    expect(parseQuery(text).matches(labels)).toBe(found)
  })
  test.each([
    ['up[5m]', 300_000],
    ['up{job="a"}[1m30s]', 90_000],
    ['up[250ms]', 250],
  ])('%s has a window', (text, rangeMs) => {
    expect(parseQuery(text).rangeMs).toBe(rangeMs)
  })
  test.each([
    'rate(up[5m])',
    'increase(up[5m])',
    'sum(up)',
    'up > 1',
    'up offset 5m',
    'up @ 5',
    'up[5m:1m]',
    '1',
    '"x"',
    '-up',
    '(up)',
  ])('refused by name: %s', (text) => {
    expect(() => parseQuery(text)).toThrow('not served here')
  })
  test.each(['', '{}', '{a=""}', 'up{', 'up[', 'up up', 'up{a="1}', 'up{a=~"("}'])('no query: %s', (text) => {
    expect(() => parseQuery(text)).toThrow(expect.objectContaining({ kind: 'bad' }))
  })
})

describe('storage', () => {
  const any = () => true
  test('stale series leave instant answers and keep their samples; the left edge is left out', () => {
    const storage = createStorage()
    storage.append({ a: '1' }, 1000, 5)
    storage.append({ a: '1' }, 2000, 6)
    storage.append({ a: '1' }, 2000, 7)
    expect(storage.instant(any, 2500, 300_000)).toEqual([{ labels: { a: '1' }, samples: [[2500, 6]] }])
    storage.markStale({ a: '1' }, 3000)
    expect(storage.instant(any, 3000, 300_000)).toEqual([])
    expect(storage.instant(any, 2999, 300_000)).toHaveLength(1)
    expect(storage.range(any, 1000, 3000)).toEqual([{ labels: { a: '1' }, samples: [[2000, 6]] }])
    expect(storage.instant(any, 400_000, 300_000)).toEqual([])
    storage.dropBefore(2500)
    expect(storage.range(any, 0, 9000)).toEqual([])
  })
})

test.each([
  ['18080', undefined, '18080'],
  ['8000→127.0.0.1:18080', '8000', '18080'],
  ['8000:18080,9000:19000', '9000', '19000'],
  [undefined, '8000', undefined],
])('port mapping %s of %s', (mapping, wanted, port) => {
  expect(realPort(mapping, wanted)).toBe(port)
})

describe('queries of the embedded metrics', () => {
  testQueries(async (target) => {
    const api = await startFakeApiServer()
    const extraTargets = [{ url: target, job: 'router' }]
    const metrics = await startMetrics({ clusterUrl: api.url, token: api.token, scrapeIntervalMs: 50, extraTargets })
    const stop = async () => {
      await metrics.stop()
      await api.stop()
    }
    return { url: metrics.url, stop }
  }, 60_000)
})

describe('scraping', () => {
  let api: FakeApiServer
  let metrics: RunningMetrics
  const servers: Server[] = []
  let page = 'requests_total{code="200",job="own"} 3\n'

  async function serve(): Promise<number> {
    const server = createServer((_request, response) => response.end(page))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
  const instant = async (query: string) => {
    const answer = await openPrometheus({ url: metrics.url }).instant(parseSelector(query), Date.now())
    return answer.map(({ labels, samples: [sample] }) => ({ ...labels, value: sample?.value }))
  }
  const raw = (query: string) => fetch(`${metrics.url}/api/v1/query?query=${encodeURIComponent(query)}`)

  beforeEach(async () => {
    page = 'requests_total{code="200",job="own"} 3\n'
    api = await startFakeApiServer()
    metrics = await startMetrics({
      clusterUrl: api.url,
      token: api.token,
      scrapeIntervalMs: 20,
      extraTargets: [{ url: `http://127.0.0.1:${await serve()}/metrics`, job: 'router' }],
    })
  })
  afterEach(async () => {
    await metrics.stop()
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
    await api.stop()
  })

  test('pods and extra targets are scraped with their labels; what vanishes goes stale', async () => {
    api.put('pods', {
      metadata: {
        name: 'app-1',
        namespace: 'default',
        labels: { 'app.kubernetes.io/name': 'app' },
        annotations: {
          'prometheus.io/scrape': 'true',
          'prometheus.io/port': '8000',
          'sandbox.ml-actions.dev/port': `8000:${await serve()}`,
        },
      },
      status: { phase: 'Running' },
    })
    await until(async () => (await instant('requests_total')).length === 2)
    expect(await instant('requests_total{pod="app-1"}')).toEqual([
      expect.objectContaining({
        job: 'kubernetes-pods',
        exported_job: 'own',
        namespace: 'default',
        label_app_kubernetes_io_name: 'app',
        code: '200',
        value: 3,
      }),
    ])
    expect(await instant('up{job="router"}')).toEqual([expect.objectContaining({ value: 1 })])
    const client = openPrometheus({ url: metrics.url })
    const router = parseSelector('requests_total{job="router"}')
    await until(async () => {
      const [series] = await client.range(router, { endMs: Date.now(), windowMs: 60_000 })
      return (series?.samples.length ?? 0) > 1
    })
    api.remove('pods', 'app-1')
    await until(async () => (await instant('requests_total')).length === 1)
    page = 'other 1\n'
    await until(async () => (await instant('requests_total')).length === 0)
  })

  test('a failed scrape is up 0 and stale', async () => {
    await until(async () => (await instant('requests_total')).length === 1)
    page = 'no metrics here\n'
    await until(async () => (await instant('up{job="router"}')).some(({ value }) => value === 0))
    expect(await instant('requests_total')).toEqual([])
  })

  test('what is not served is refused by name, in Prometheus’ form', async () => {
    const refused = await raw('rate(up[1m])')
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      status: 'error',
      errorType: 'execution',
      error: expect.stringContaining('not served'),
    })
    expect((await raw('up{')).status).toBe(400)
    expect((await fetch(`${metrics.url}/api/v1/query_range?query=up`)).status).toBe(501)
    expect((await fetch(`${metrics.url}/-/ready`)).status).toBe(200)
  })
})
