import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import {
  bucketEdge,
  histogramBlocks,
  incrementsPerBlock,
  mergeSeries,
  newestSample,
  openPrometheus,
  PrometheusError,
  parseSelector,
  type Series,
  seenBlocks,
  selector,
} from '@ml-actions/prometheus'

const series = (labels: Record<string, string>, ...samples: [seconds: number, value: number][]): Series => ({
  labels: { job: 'app', instance: 'a', ...labels },
  samples: samples.map(([seconds, value]) => ({ timeMs: seconds * 1000, value })),
})
const grid = { startMs: 10_000, stepMs: 10_000, blocks: 3 }
const blocks = (...given: Series[]) => incrementsPerBlock(given, grid).map(({ perBlock }) => perBlock)

describe('increments', () => {
  test.each<[string, Series[], number[][]]>([
    ['a block holds its right edge and not its left', [series({}, [10, 5], [20, 7], [30, 8], [31, 10])], [[2, 1, 2]]],
    ['a reset counts the whole new value', [series({}, [9, 100], [15, 130], [18, 4], [25, 6])], [[34, 2, 0]]],
    ['two resets inside one block', [series({}, [9, 10], [12, 3], [15, 1], [18, 5])], [[8, 0, 0]]],
    [
      'a new series of a target that was scraped before began at 0',
      [series({ code: '200' }, [9, 50], [19, 60], [29, 70]), series({ code: '500' }, [19, 3], [29, 4])],
      [
        [10, 10, 0],
        [3, 1, 0],
      ],
    ],
    [
      'a new target has an unknown past',
      [series({ instance: 'a' }, [9, 50], [19, 60]), series({ instance: 'b' }, [19, 1000], [29, 1010])],
      [
        [10, 0, 0],
        [0, 10, 0],
      ],
    ],
    ['a vanished series ends', [series({}, [9, 5], [15, 9])], [[4, 0, 0]]],
    ['after a gap all of it falls into the block that ends it', [series({}, [9, 5], [39, 35])], [[0, 0, 30]]],
    ['samples outside of the grid only give the start', [series({}, [1, 5], [5, 9], [12, 10], [45, 99])], [[1, 0, 0]]],
    ['an empty series', [series({})], [[0, 0, 0]]],
  ])('%s', (_, given, expected) => {
    expect(blocks(...given)).toEqual(expected)
  })

  test('a witness shows that a target was scraped before its first counter came', () => {
    const counter = series({ code: '200' }, [19, 3], [29, 5])
    const up = series({ __name__: 'up' }, [9, 1], [19, 1], [29, 1])
    expect(incrementsPerBlock([counter], grid, { witnesses: [up] })[0]?.perBlock).toEqual([3, 2, 0])
    expect(incrementsPerBlock([counter], grid)[0]?.perBlock).toEqual([0, 2, 0])
  })

  test('no request is lost or invented, wherever the windows are cut', () => {
    const whole = series({}, ...Array.from({ length: 40 }, (_, i): [number, number] => [i, (i * 7) % 60]))
    const part = (from: number, to: number) => ({
      ...whole,
      samples: whole.samples.filter(({ timeMs }) => timeMs >= from * 1000 && timeMs <= to * 1000),
    })
    const once = blocks(...mergeSeries([[whole]]))
    // Prometheus 2 answers with the sample on the left edge, 3 without it: both must give the same.
    expect(blocks(...mergeSeries([[part(0, 17)], [part(17, 25)], [part(25, 40)]]))).toEqual(once)
    expect(blocks(...mergeSeries([[part(0, 17)], [part(18, 25)], [part(20, 40)]]))).toEqual(once)
  })

  test('NaN is no sample, and labels in another order are the same series', () => {
    const merged = mergeSeries([
      [{ labels: { a: '1', b: '2' }, samples: [{ timeMs: 1, value: Number.NaN }] }],
      [{ labels: { b: '2', a: '1' }, samples: [{ timeMs: 2, value: 5 }] }],
    ])
    expect(merged).toHaveLength(1)
    expect(merged[0]?.samples).toEqual([{ timeMs: 2, value: 5 }])
  })

  test('freshness: the newest sample, and which blocks were seen at all', () => {
    const given = [series({}, [12, 1], [35, 1]), series({ code: '500' }, [14, 1])]
    expect(seenBlocks(given, grid)).toEqual([true, false, true])
    expect(newestSample(given)).toBe(35_000)
    expect(newestSample(given, 20_000)).toBe(14_000)
    expect(newestSample([])).toBeUndefined()
  })
})

describe('histograms', () => {
  const bucket = (le: string, perBlock: number[], pod = 'a') => ({ labels: { le, pod }, perBlock, resets: 0 })
  test('slower than each edge, summed over pods', () => {
    const given = [
      bucket('0.1', [5, 0]),
      bucket('0.5', [8, 1]),
      bucket('+Inf', [10, 1]),
      bucket('0.10', [1, 0], 'b'),
      bucket('0.5', [1, 0], 'b'),
      bucket('+Inf', [1, 2], 'b'),
    ]
    expect(histogramBlocks(given, 2)).toEqual({
      ok: true,
      edges: [0.1, 0.5],
      blocks: [
        { total: 11, slower: [5, 2] },
        { total: 3, slower: [3, 2] },
      ],
    })
  })
  test.each([
    [
      'two versions with different buckets',
      [bucket('0.1', [1]), bucket('+Inf', [1]), bucket('0.2', [1], 'b'), bucket('+Inf', [1], 'b')],
    ],
    ['no +Inf bucket', [bucket('0.1', [1])]],
    ['an edge that is no number', [bucket('fast', [1]), bucket('+Inf', [1])]],
  ])('%s can not be compared', (_, given) => {
    expect(histogramBlocks(given, 1)).toMatchObject({ ok: false, reason: 'bucket-sets-differ' })
  })
  test('no series is said as such', () => {
    expect(histogramBlocks([], 1)).toMatchObject({ ok: false, reason: 'no-series' })
  })
  test.each([
    ['1', 1],
    ['1.0', 1],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['1e-3', 0.001],
    ['', undefined],
    [undefined, undefined],
  ])('le %s', (le, edge) => {
    expect(bucketEdge(le)).toBe(edge)
  })
})

describe('selectors', () => {
  test('values are quoted', () => {
    expect(selector('up', { job: 'a"b\\c', pod: { regex: 'app-.*' }, code: { not: '1\n' } })).toBe(
      'up{job="a\\"b\\\\c",pod=~"app-.*",code!="1\\n"}',
    )
  })
  test.each(['up', 'up{}', 'a:b{x="1"}', ' up{ x = "}" , y=~`a{2}`, } ', "up{x='it'}"])('accepted: %s', (text) => {
    expect(parseSelector(text)).toBe(text.trim())
  })
  test.each([
    '',
    '{}',
    '{__name__="up"}',
    'rate(up[1m])',
    'up[1m]',
    'up offset 5m',
    'up @ 1',
    'up{x="1"',
    'up{x=1}',
    'up{x="1" y="2"}',
    'up or up',
    'up{x="1"}[5m]',
    'up{x="a\nb"}',
  ])('refused: %s', (text) => {
    expect(() => parseSelector(text)).toThrow(PrometheusError)
  })
})

describe('client', () => {
  const cleanups: (() => void)[] = []
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup()
  })
  async function serve(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => answer(request, response, Buffer.concat(parts).toString()))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }
  const up = selector('up', { job: 'app' })
  const window = { endMs: 1_700_000_000_500, windowMs: 60_000 }

  test('sends one raw selector with its window, below a path, with credentials', async () => {
    const seen: unknown[] = []
    const url = await serve((request, response, body) => {
      seen.push(
        request.method,
        request.url,
        request.headers.authorization,
        Object.fromEntries(new URLSearchParams(body)),
      )
      response.end(
        '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up"},"values":[[1.5,"1"],[2,"+Inf"],[3,"NaN"]]},{"metric":{"__name__":"native"},"histograms":[]}]}}',
      )
    })
    const client = openPrometheus({ url: `${url}/prom`, auth: { kind: 'basic', username: 'u', password: 'p' } })
    const answer = await client.range(up, window)
    expect(seen).toEqual([
      'POST',
      '/prom/api/v1/query',
      `Basic ${btoa('u:p')}`,
      { query: 'up{job="app"}[60000ms]', time: '1700000000.500', timeout: '10s' },
    ])
    expect(answer[0]?.samples).toEqual([
      { timeMs: 1500, value: 1 },
      { timeMs: 2000, value: Number.POSITIVE_INFINITY },
      { timeMs: 3000, value: Number.NaN },
    ])
    expect(answer[1]?.samples).toEqual([])
  })

  test('an instant query gives one sample per series; a bearer token is sent', async () => {
    let authorization: string | undefined
    const url = await serve((request, response) => {
      authorization = request.headers.authorization
      response.end('{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[7,"3"]}]}}')
    })
    const client = openPrometheus({ url, auth: { kind: 'bearer', token: 'abc' } })
    expect(await client.instant(up, 7000)).toEqual([{ labels: {}, samples: [{ timeMs: 7000, value: 3 }] }])
    expect(authorization).toBe('Bearer abc')
  })

  test.each<[string, number, string, string]>([
    ['bad query', 400, '{"status":"error","errorType":"bad_data","error":"parse error"}', 'bad-selector'],
    ['query timeout', 503, '{"status":"error","errorType":"timeout","error":"query timed out"}', 'timeout'],
    ['execution refused', 422, '{"status":"error","errorType":"execution","error":"too many samples"}', 'refused'],
    ['wrong credentials', 401, 'Unauthorized', 'unauthorized'],
    ['a login page', 302, '', 'unauthorized'],
    ['too many requests', 429, '', 'unavailable'],
    ['a gateway in front of nothing', 502, '<html>Bad gateway', 'unavailable'],
    ['a web page', 200, '<html>hello', 'malformed'],
    ['another shape', 200, '{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}', 'malformed'],
    [
      'values that are no pairs',
      200,
      '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[1]}]}}',
      'malformed',
    ],
    [
      'a part of the data',
      200,
      '{"status":"success","data":{"resultType":"matrix","result":[]},"warnings":["partial response: store-2 is gone"]}',
      'unavailable',
    ],
    ['an endless answer', 200, `{"pad":"${'x'.repeat(5000)}"}`, 'too-large'],
  ])('%s is named', async (_, status, body, reason) => {
    const url = await serve((_request, response) => {
      response.writeHead(status).end(body)
    })
    await expect(openPrometheus({ url, maxBytes: 4000 }).range(up, window)).rejects.toMatchObject({ reason })
  })

  test('silence, a closed port and cancellation are told apart', async () => {
    const silent = await serve(() => {})
    await expect(openPrometheus({ url: silent, timeoutMs: 50 }).range(up, window)).rejects.toMatchObject({
      reason: 'timeout',
    })
    await expect(openPrometheus({ url: 'http://127.0.0.1:9' }).range(up, window)).rejects.toMatchObject({
      reason: 'unreachable',
    })
    const signal = AbortSignal.abort(new Error('stop'))
    await expect(openPrometheus({ url: silent, signal }).range(up, window)).rejects.toThrow('stop')
  })

  test('credentials inside the address are refused', () => {
    expect(() => openPrometheus({ url: 'http://u:p@host/' })).toThrow(PrometheusError)
  })
})
