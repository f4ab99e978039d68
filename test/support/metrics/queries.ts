/** What Prometheus answers to raw selectors, the same embedded and real. */
import { createServer, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isRecord } from '@ml-actions/registry'

export interface MetricsPlace {
  /** Base address of the query API. */
  readonly url: string
  stop(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** Declares the tests. `open` scrapes one target several times a second, as the job `router`; each form calls it once. */
export function testQueries(open: (target: string) => Promise<MetricsPlace>, limitMs: number): void {
  let server: Server
  let target = ''
  let place: MetricsPlace
  let page = 'requests_total{code="200",job="own"} 3\nodd NaN\nhigh +Inf\n'
  beforeAll(async () => {
    server = createServer((_request, response) => response.end(page))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    target = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    place = await open(`http://${target}/metrics`)
    await until(async () => (await results('up')).length === 1)
    await until(async () => (await results('requests_total')).length === 1)
  }, limitMs)
  afterAll(async () => {
    await place.stop()
    server.closeAllConnections()
    server.close()
  }, limitMs)

  const ask = async (parameters: Record<string, string>, method = 'GET'): Promise<Answer> => {
    const form = new URLSearchParams(parameters)
    const get = method === 'GET'
    const response = await fetch(
      `${place.url}/api/v1/query${get ? `?${form.toString()}` : ''}`,
      get ? {} : { method, body: form },
    )
    const body: unknown = await response.json()
    if (!isRecord(body)) throw new Error('no object')
    return { status: response.status, body }
  }
  const dataOf = async (query: string, more: Record<string, string> = {}) => {
    const { body } = await ask({ query, ...more })
    const { data } = body
    if (!isRecord(data) || !Array.isArray(data['result'])) throw new Error(JSON.stringify(body))
    return { type: data['resultType'], result: data['result'].filter(isRecord) }
  }
  const results = async (query: string, more: Record<string, string> = {}) => (await dataOf(query, more)).result
  const until = async (look: () => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + limitMs / 2
    while (!(await look())) {
      if (Date.now() > deadline) throw new Error('not seen in time')
      await sleep(25)
    }
  }

  test('a selector gives a vector at the time that is asked for, with the labels of the target', async () => {
    const time = Date.now() / 1000
    const metric = { __name__: 'requests_total', code: '200', exported_job: 'own', job: 'router', instance: target }
    expect(await dataOf('requests_total', { time: String(time) })).toEqual({
      type: 'vector',
      result: [{ metric, value: [Math.round(time * 1000) / 1000, '3'] }],
    })
    const posted = await ask({ query: 'requests_total', time: String(time) }, 'POST')
    expect(posted.body['data']).toEqual((await ask({ query: 'requests_total', time: String(time) })).body['data'])
    expect(await results('requests_total', { time: String(time - 86_400) })).toEqual([])
    expect(await results('requests_total', { time: new Date(time * 1000).toISOString() })).toHaveLength(1)
  })

  test.each([
    ['odd', 'NaN'],
    ['high', '+Inf'],
    ['up', '1'],
  ])('%s is %s', async (query, value) => {
    expect(await results(query)).toEqual([expect.objectContaining({ value: [expect.any(Number), value] })])
  })

  test.each([
    ['requests_total{code="200"}', 1],
    ['requests_total{code!="200"}', 0],
    ['requests_total{code=~"2.."}', 1],
    ['requests_total{code=~"2."}', 0],
    ['requests_total{code!~"5.."}', 1],
    ['requests_total{none=""}', 1],
    ['requests_total{none=~".*"}', 1],
    ['{job="router",code="200"}', 1],
    ['{__name__=~"requests_.+"}', 1],
    ["requests_total{code='200',}", 1],
    ['requests_total{code=`200`}', 1],
    ['nothing', 0],
  ])('%s finds %i', async (query, count) => {
    expect(await results(query)).toHaveLength(count)
  })

  test('a window gives a matrix of the samples as they were scraped', async () => {
    await until(async () => {
      const [series] = await results('requests_total[1m]')
      return Array.isArray(series?.['values']) && series['values'].length >= 3
    })
    const { type, result } = await dataOf('requests_total[1m]')
    expect(type).toBe('matrix')
    const values = result[0]?.['values']
    const samples: unknown[] = Array.isArray(values) ? values : []
    const times = samples.map((sample) => (Array.isArray(sample) ? Number(sample[0]) : 0))
    expect(samples.every((sample) => Array.isArray(sample) && sample[1] === '3')).toBe(true)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(await results('nothing[1m]')).toEqual([])
  })

  test.each([
    ['', 'bad_data'],
    ['{}', 'bad_data'],
    ['{a=""}', 'bad_data'],
    ['up{', 'bad_data'],
    ['up[', 'bad_data'],
    ['up[1x]', 'bad_data'],
    ['up up', 'bad_data'],
    ['up{a="1}', 'bad_data'],
    ['up{a=~"("}', 'bad_data'],
  ])('%s is no query', async (query, errorType) => {
    expect(await ask({ query })).toMatchObject({ status: 400, body: { status: 'error', errorType } })
  })

  test('a time that is none', async () => {
    expect(await ask({ query: 'up', time: 'noon' })).toMatchObject({ status: 400, body: { errorType: 'bad_data' } })
  })

  test(
    'what vanishes from a page goes at once, and its samples stay; a page that can’t be read is up 0',
    async () => {
      page = 'other 1\n'
      await until(async () => (await results('requests_total')).length === 0)
      expect(await results('requests_total[5m]')).toHaveLength(1)
      await until(async () => (await results('other')).length === 1)
      page = 'no metrics here\n'
      await until(async () => JSON.stringify(await results('up')).includes('"0"'))
      expect(await results('other')).toEqual([])
      page = 'requests_total{code="200",job="own"} 1\n'
      await until(async () => JSON.stringify(await results('requests_total')).includes('"1"'))
      const [series] = await results('requests_total[5m]')
      const values = series?.['values']
      const last = (Array.isArray(values) ? values : []).map((each) => (Array.isArray(each) ? String(each[1]) : ''))
      expect([...new Set(last)]).toEqual(['3', '1'])
    },
    limitMs,
  )
}
