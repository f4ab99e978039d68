import { describe, expect, test } from '@jest/globals'
import { MlflowError, openTracking, type TrackingInputs, trackingProblems, versionOfAlias } from '@ml-actions/mlflow'
import { optionsOf, paramsOf } from '../../actions/train-in-container/src/tracking/params.ts'
import { pointsOf } from '../../actions/train-in-container/src/tracking/points.ts'
import { batches, safeKeys } from '../../packages/mlflow/src/limits.ts'

// What needs no server: addresses, credentials, refusals, limits, and how a training reads as parameters and metrics.

const NOTHING: TrackingInputs = {
  ...{ 'mlflow-tracking-uri': undefined, 'mlflow-username': undefined },
  ...{ 'mlflow-password': undefined, 'mlflow-token': undefined },
}
const HOST = 'https://mlflow.example.com'

describe('the inputs', () => {
  test.each([
    'https://mlflow.example.com',
    'https://example.com/mlflow/',
    'http://127.0.0.1:5000',
    'http://localhost:5000',
    'http://[::1]:5000',
  ])('%s may be asked', (uri) => {
    expect(trackingProblems({ ...NOTHING, 'mlflow-tracking-uri': uri })).toEqual([])
  })

  test.each([
    'http://mlflow.example.com',
    'http://127.0.0.1.example.com',
    'https://ci:hunter2@mlflow.example.com',
    'https://mlflow.example.com/?token=hunter2',
    'ftp://127.0.0.1',
    'https://',
  ])('%s may not', (uri) => {
    const [problem] = trackingProblems({ ...NOTHING, 'mlflow-tracking-uri': uri })
    expect(problem).toMatchObject({ input: 'mlflow-tracking-uri' })
    expect(problem?.message).not.toContain('ci:hunter2')
  })

  test('credentials go together, and need no address: a variable may be empty', () => {
    const inputsOf = (more: Partial<TrackingInputs>) =>
      trackingProblems({ ...NOTHING, ...more }).map(({ input }) => input)
    expect(inputsOf({ 'mlflow-username': 'ci' })).toEqual(['mlflow-password'])
    expect(inputsOf({ 'mlflow-username': 'ci', 'mlflow-password': 'x', 'mlflow-token': 'y' })).toEqual(['mlflow-token'])
    expect(inputsOf({ 'mlflow-token': 'y' })).toEqual([])
  })
})

describe('a session', () => {
  interface Sent {
    readonly url: string
    readonly authorization: string | null
    readonly redirect: string | undefined
  }

  /** Asks once for a version; the answers come one after the other, the last for ever. */
  async function ask(answers: readonly (() => Response | Promise<Response>)[], more: Partial<TrackingInputs> = {}) {
    const sent: Sent[] = []
    const waits: number[] = []
    const send: typeof fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      sent.push({ url, authorization: new Headers(init?.headers).get('authorization'), redirect: init?.redirect })
      return (answers[sent.length - 1] ?? answers.at(-1) ?? (() => Response.error()))()
    }
    const mlflow = openTracking(
      { ...NOTHING, 'mlflow-tracking-uri': HOST, ...more },
      { fetch: send, log: { info: () => {} } },
      { limitMs: 60_000, wait: async (milliseconds) => void waits.push(milliseconds) },
    )
    if (mlflow === undefined) throw new Error('no session')
    const version = versionOfAlias(mlflow, 'fraud', 'champion')
    const told = await version.then(
      (value) => ({ value, error: undefined }),
      (error: unknown) => ({ value: undefined, error: error instanceof MlflowError ? error : undefined }),
    )
    return { sent, waits, ...told }
  }
  const version = () => Response.json({ model_version: { name: 'fraud', version: '3', source: 's3://x' } })
  const status =
    (code: number, body = '', headers: Record<string, string> = {}) =>
    () =>
      new Response(body, { status: code, headers })

  test('keeps the path of the address, sends the credentials, follows no redirect', async () => {
    const base = `${HOST}/team`
    const basic = await ask([version], { 'mlflow-tracking-uri': base, 'mlflow-username': 'ci', 'mlflow-password': 'ä' })
    const path = '/team/api/2.0/mlflow/registered-models/alias?name=fraud&alias=champion'
    const authorization = `Basic ${Buffer.from('ci:ä').toString('base64')}`
    expect(basic.sent).toEqual([{ url: `${HOST}${path}`, authorization, redirect: 'manual' }])
    const token = await ask([version], { 'mlflow-token': 'abc' })
    expect(token.sent[0]?.authorization).toBe('Bearer abc')
    expect((await ask([version])).sent[0]?.authorization).toBeNull()
  })

  test.each([
    [401, 'unauthorized'],
    [302, 'unauthorized'],
    [403, 'denied'],
    [404, 'not-found'],
    [400, 'rejected'],
    [501, 'rejected'],
  ] as const)('%d is %s at once', async (code, reason) => {
    const { error, sent } = await ask([status(code, '<html>', { location: 'https://login.example.com' })])
    expect(error).toMatchObject({ reason })
    expect(sent).toHaveLength(1)
  })

  test.each([
    [429, 'rate-limited'],
    [408, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ] as const)('%d is tried again, and then %s', async (code, reason) => {
    const { error, sent } = await ask([
      status(code, '{"error_code":"INTERNAL_ERROR","message":"database is locked\\n[SQL: …]"}'),
    ])
    expect(error).toMatchObject({ reason, transient: false })
    expect(error?.message).toMatch(/\(INTERNAL_ERROR: database is locked\), 4 times$/)
    expect(sent).toHaveLength(4)
  })

  test('waits as long as the server says, and goes on', async () => {
    const { value, waits } = await ask([status(429, '', { 'retry-after': '7' }), status(503), version])
    expect(value).toMatchObject({ version: '3', source: 's3://x', aliases: [] })
    expect(waits[0]).toBe(7_000)
    expect(waits[1]).toBeGreaterThanOrEqual(1_000)
  })

  test('another server than MLflow is told apart', async () => {
    const { error } = await ask([status(200, '<html>')])
    expect(error).toMatchObject({ reason: 'invalid-response' })
    expect(error?.message).toContain('is this the address of MLflow itself?')
    expect((await ask([() => Response.json({})])).error).toMatchObject({ reason: 'invalid-response' })
  })

  test('one that never answers ends with its limit', async () => {
    const never: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        const fail = (): void => reject(new TypeError('fetch failed'))
        if (init?.signal?.aborted === true) fail()
        init?.signal?.addEventListener('abort', fail)
      })
    const inputs = { ...NOTHING, 'mlflow-tracking-uri': HOST }
    const mlflow = openTracking(inputs, { fetch: never, log: { info: () => {} } }, { limitMs: 50 })
    if (mlflow === undefined) throw new Error('no session')
    await expect(versionOfAlias(mlflow, 'a', 'b')).rejects.toThrow(
      'MLflow at mlflow.example.com took longer than 0.05 s',
    )
    const cancelled = { fetch: never, log: { info: () => {} }, signal: AbortSignal.abort() }
    const ended = openTracking(inputs, cancelled, { limitMs: 60_000 })
    if (ended === undefined) throw new Error('no session')
    await expect(versionOfAlias(ended, 'a', 'b')).rejects.toMatchObject({ reason: 'cancelled' })
  })

  test('no address, no session', () => {
    expect(openTracking(NOTHING, { fetch, log: { info: () => {} } }, { limitMs: 1 })).toBeUndefined()
  })
})

describe('limits', () => {
  test('requests hold so many things, and so many bytes', () => {
    expect(
      batches(
        Array.from({ length: 2_001 }, () => 1),
        1_000,
      ).map(({ length }) => length),
    ).toEqual([1_000, 1_000, 1])
    expect(batches([], 10)).toEqual([])
    const large = Array.from({ length: 5 }, () => 'ä'.repeat(200_000))
    expect(batches(large, 10).map(({ length }) => length)).toEqual([2, 2, 1])
  })

  test('names become keys that MLflow takes, and stay apart', () => {
    const keys = safeKeys(['a/b', 'acc@1', 'acc_1', '/x//../y', '..', 'é', 'n'.repeat(300), `${'n'.repeat(300)}m`])
    expect([...keys.values()]).toEqual([
      ...['a/b', 'acc_1', 'acc_1_2', 'x/y', '_', '__2', 'n'.repeat(250), `${'n'.repeat(242)}_2`],
    ])
  })
})

describe('a training', () => {
  test.each([
    ['python train.py --epochs 3 --lr=1e-3', { epochs: '3', lr: '1e-3' }],
    ['train --flag --other', { flag: 'true', other: 'true' }],
    ['train --delta -0.5 --flag -v', { delta: '-0.5', flag: 'true' }],
    ['train --layer 1 --layer 2', { layer: '1, 2' }],
    ['torchrun --nproc-per-node 2 -- train.py --epochs 3', { 'nproc-per-node': '2' }],
    ['train --name="a = b"', { name: 'a = b' }],
    ['train', {}],
  ])('%s', (command, expected) => {
    const params = paramsOf({ command, run: undefined, env: undefined }, [])
    expect(Object.fromEntries(params)).toEqual(expected)
  })

  test('has its variables and data as parameters too; a program of a shell has no options', () => {
    const env = new Map([['OMP_NUM_THREADS', '4']])
    const digest = `sha256:${'0'.repeat(64)}` as const
    const params = paramsOf({ command: undefined, run: 'train --epochs 3', env }, [{ name: 'train', digest }])
    expect([...params]).toEqual([
      ['env.OMP_NUM_THREADS', '4'],
      ['dataset.train', digest],
    ])
    expect(optionsOf(['--a', '--b']).size).toBe(2)
  })

  test('has whole numbers as steps, and the last value as the one that is shown', () => {
    const points = pointsOf(
      {
        courses: [
          {
            name: 'loss',
            axis: 'step',
            points: [
              [10, 0.5],
              [20, 0.25],
            ],
          },
          {
            name: 'eval_loss',
            axis: 'epoch',
            points: [
              [0.5, 3],
              [1, 2],
            ],
          },
        ],
        last: new Map([
          ['loss', 0.2],
          ['eval_loss', 2],
          ['f1', Number.NaN],
        ]),
      },
      1_000,
    )
    expect(points.map(({ name, step, value, timestampMs }) => [name, step, value, timestampMs])).toEqual([
      ['loss', 10, 0.5, 1_000],
      ['loss', 20, 0.25, 1_000],
      ['eval_loss', 0, 3, 1_000],
      ['eval_loss', 1, 2, 1_000],
      ['loss', 20, 0.2, 1_001],
      ['f1', 0, Number.NaN, 1_001],
    ])
  })
})
