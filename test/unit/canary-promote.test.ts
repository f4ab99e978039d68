import { describe, expect, test } from '@jest/globals'
import { parseInputs, UserError } from '@ml-actions/action'
import type { Series } from '@ml-actions/prometheus'
import { decide, type Situation } from '../../actions/canary-promote/src/decide.ts'
import { definition } from '../../actions/canary-promote/src/definition.ts'
import { type Assessment, assess } from '../../actions/canary-promote/src/evidence/assess.ts'
import { type Evidence, type EvidenceBlock, evidenceBlocks } from '../../actions/canary-promote/src/evidence/blocks.ts'
import { buildSelectors } from '../../actions/canary-promote/src/evidence/selectors.ts'
import { forecast, forecastLines } from '../../actions/canary-promote/src/forecast.ts'
import { endOf } from '../../actions/canary-promote/src/github-deployment.ts'
import { lookForTrial } from '../../actions/canary-promote/src/placed.ts'
import { timelineOf } from '../../actions/canary-promote/src/prepare.ts'
import { readSettings, toleranceAt } from '../../actions/canary-promote/src/settings.ts'
import { acceptance } from '../../actions/canary-promote/src/traffic/route.ts'

const given = (inputs: Readonly<Record<string, string>> = {}) => {
  const all = { workload: 'app', kubeconfig: 'x', 'prometheus-url': 'http://prometheus', ...inputs }
  return parseInputs(
    definition,
    Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  )
}
const settings = (inputs: Readonly<Record<string, string>> = {}) => readSettings(given(inputs))

describe('inputs', () => {
  test('percents become shares, defaults are production’s', () => {
    expect(settings()).toMatchObject({
      metrics: ['errors', 'latency'],
      steps: [5, 25, 50, 100],
      intervalMs: 30_000,
      stepMinMs: 120_000,
      tolerance: { errors: { ratio: 1.5, absolute: 0.01 }, latency: { ratio: 1, absolute: 0.05 } },
      blindBudgetMs: 300_000,
    })
    expect(settings({ judge: 'latency' }).metrics).toEqual(['latency'])
  })
  test.each<[string, Record<string, string>, string]>([
    ['steps that fall', { steps: '25, 5' }, 'steps'],
    ['steps of nothing', { steps: '0, 5' }, 'steps'],
    ['more than all', { steps: '5, 101' }, 'steps'],
    ['all at once', { steps: '100' }, 'steps'],
    ['no Prometheus', { 'prometheus-url': '' }, 'prometheus-url'],
    ['credentials in the address', { 'prometheus-url': 'http://u:p@host' }, 'prometheus-url'],
    [
      'two ways to log in',
      { 'prometheus-token': 't', 'prometheus-username': 'u', 'prometheus-password': 'p' },
      'prometheus-token',
    ],
    ['a user without a password', { 'prometheus-username': 'u' }, 'prometheus-password'],
    ['selectors that are not given', { metrics: 'selectors' }, 'requests-stable'],
    ['selectors that are not asked for', { 'requests-stable': 'up' }, 'requests-stable'],
    ['a function', { metrics: 'selectors', 'requests-stable': 'rate(up[1m])' }, 'requests-stable'],
    ['a broken expression', { 'error-statuses': '5..(' }, 'error-statuses'],
    ['a key that is not given', { sign: 'key' }, 'signing-key'],
    ['no way into the cluster', { kubeconfig: '' }, 'kubeconfig'],
  ])('refused: %s', (_, inputs, name) => {
    expect(() => given(inputs)).toThrow(UserError)
    expect(() => given(inputs)).toThrow(name)
  })
  test('aborting needs no metrics', () => {
    expect(given({ mode: 'abort', 'prometheus-url': '' }).mode).toBe('abort')
  })
})

describe('selectors', () => {
  const arms = { namespace: 'ml', workload: 'app', service: 'app.svc', port: 80 }
  test('of Traefik name each backend exactly', () => {
    const { stable, canary, sharedTargets } = buildSelectors(given(), arms, ['errors', 'latency'])
    expect(stable.requests).toBe('traefik_service_requests_total{service=~"ml-app\\\\.svc-http-80(-wrr)?@.*"}')
    expect(canary.latency).toContain('_bucket{service=~"ml-app\\\\.svc-canary-http-80')
    expect(sharedTargets).toBe(true)
  })
  test('of pods never mix the arms', () => {
    const { stable, canary } = buildSelectors(given({ metrics: 'pods' }), arms, ['errors'])
    const pattern = (text: string) => new RegExp(`^(?:${/pod=~"([^"]*)"/.exec(text)?.[1] ?? ''})$`)
    for (const [pod, ofStable, ofCanary] of [
      ['app-6d4cf56db6-x2k4p', true, false],
      ['app-canary-6d4cf56db6-x2k4p', false, true],
      ['app-worker-6d4cf56db6-x2k4p', false, false],
    ] as const) {
      expect(pattern(stable.requests).test(pod)).toBe(ofStable)
      expect(pattern(canary.requests).test(pod)).toBe(ofCanary)
    }
    expect(stable.latency).toBeUndefined()
  })
})

describe('blocks', () => {
  const series = (name: string, labels: Record<string, string>, values: readonly number[]): Series => ({
    labels: { __name__: name, job: 'router', instance: 'r', ...labels },
    samples: values.map((value, index) => ({ timeMs: 500 + index * 1000, value })),
  })
  const none = { requests: [], latency: [], witness: [] }
  const options = {
    grid: { startMs: 1000, stepMs: 1000, blocks: 4 },
    startMs: 2000,
    warmUpMs: 1000,
    weights: [{ atMs: 2000, settledMs: 2300, weight: 25 }],
    statusLabel: undefined,
    errorStatuses: /5..|429/,
  }
  const read = (more: Partial<typeof options> = {}, canaryCode = '500') =>
    evidenceBlocks(
      {
        sharedTargets: true,
        stable: {
          ...none,
          requests: [series('n', { code: '200', s: 'stable' }, [10, 20, 30, 40, 50])],
          latency: [
            series('b', { le: '0.1', s: 'stable' }, [5, 10, 15, 20, 25]),
            series('b', { le: '+Inf', s: 'stable' }, [10, 20, 30, 40, 50]),
          ],
        },
        canary: { ...none, requests: [series('n', { code: canaryCode, s: 'canary' }, [3, 6, 9, 12, 15])] },
      },
      { ...options, ...more },
    )
  test('hold both arms, errors by status, slow requests by edge', () => {
    const { blocks, edges } = read()
    expect(edges).toEqual([0.1])
    expect(blocks[2]).toMatchObject({
      weight: 25,
      seen: true,
      stable: { requests: 10, errors: 0, latency: { total: 10, slower: [5] } },
      canary: { requests: 3, errors: 3, latency: { total: 0, slower: [0] } },
    })
    expect(read({}, '4290').blocks[2]?.canary.errors).toBe(0)
    expect(read({}, '429').blocks[2]?.canary.errors).toBe(3)
  })
  test('what the canary’s name did before this canary is not its own', () => {
    expect(read().blocks.map(({ canary }) => canary.requests)).toEqual([0, 3, 3, 3])
  })
  test.each([
    // Two seconds longer than the router says.
    { taking: 'a tenth of a second', begun: { '0.1': 100, '3': 100 }, from: 5000 },
    { taking: 'up to three seconds', begun: { '0.1': 50, '3': 99 }, from: 8000 },
    { taking: 'longer than the last bucket', begun: { '0.1': 50, '3': 98 }, from: Number.POSITIVE_INFINITY },
  ])('are steady only when a settled weight lasted, with requests $taking', ({ begun, from }) => {
    const buckets = { ...begun, '+Inf': 100 }
    const latency = Object.entries(buckets).map(([le, each]) => series('b', { le, s: 'stable' }, [0, each]))
    const stable = { ...none, requests: [series('n', { code: '200', s: 'stable' }, [0, 100])], latency }
    const grid = { ...options.grid, blocks: 9 }
    const { blocks } = evidenceBlocks({ sharedTargets: true, stable, canary: none }, { ...options, grid })
    for (const { fromMs, steady } of blocks) expect([fromMs, steady]).toEqual([fromMs, fromMs < 2000 || fromMs >= from])
  })
  test('after a gap in one arm’s scrapes say nothing about the split', () => {
    const arm = (name: string, samples: Series['samples']) => ({
      ...none,
      requests: [{ labels: { __name__: 'n', code: '200', pod: name }, samples }],
    })
    const scraped = (...values: readonly (readonly [atMs: number, value: number])[]) =>
      values.map(([timeMs, value]) => ({ timeMs, value }))
    const stable = arm('stable', scraped([500, 1], [1500, 2], [2500, 3], [3500, 4], [4500, 5]))
    const canary = arm('canary', scraped([500, 1], [1500, 2], [3500, 4], [4500, 5]))
    const { blocks } = evidenceBlocks({ sharedTargets: false, stable, canary }, { ...options, startMs: 0, weights: [] })
    expect(blocks.map(({ seen, steady }) => [seen, steady])).toEqual([
      [true, true],
      [false, true],
      [true, false],
      [true, true],
    ])
    expect(blocks[2]).toMatchObject({ stable: { requests: 1 }, canary: { requests: 2 } })
  })
  test('are warming after the first requests: latency is not judged there, errors are', () => {
    expect(read().blocks.map(({ warming }) => warming)).toEqual([false, true, true, false])
    const slow = { requests: 100, errors: 100, latency: { total: 100, slower: [100] } }
    const fast = { requests: 300, errors: 0, latency: { total: 300, slower: [0] } }
    const one = { fromMs: 0, toMs: 1000, weight: 25, steady: true, seen: true, stable: fast, pods: new Map() }
    const before = { ...one, warming: false, canary: { requests: 0, errors: 0, latency: { total: 0, slower: [0] } } }
    const judged = (warming: boolean) =>
      assess(
        {
          edges: [0.1],
          latencyProblem: undefined,
          newestSampleMs: 0,
          blocks: [before, { ...one, warming, canary: slow }],
        },
        settings(),
        [1],
      ).metrics
    expect(judged(true).get('latency')?.harm.at(-1)).toBeCloseTo(0, 12)
    expect(judged(true).get('errors')?.harm.at(-1)).toBeGreaterThan(10)
    expect(judged(false).get('latency')?.harm.at(-1)).toBeGreaterThan(10)
  })
  test('are unseen without a scrape, and a failed scrape is none', () => {
    const up = series('up', {}, [1, 1, 0, 1, 1])
    const arm = { ...none, witness: [up] }
    const { blocks, newestSampleMs } = evidenceBlocks({ sharedTargets: false, stable: arm, canary: arm }, options)
    expect(blocks.map(({ seen }) => seen)).toEqual([true, false, true, true])
    expect(newestSampleMs).toBe(4500)
    const half = evidenceBlocks({ sharedTargets: false, stable: arm, canary: none }, options)
    expect(half.newestSampleMs).toBeUndefined()
    expect(half.blocks.some(({ seen }) => seen)).toBe(false)
  })
  test('other buckets in one arm can’t be compared', () => {
    const arm = (le: string) => ({
      ...none,
      latency: [series('b', { le }, [1, 2]), series('b', { le: '+Inf' }, [1, 2])],
    })
    const { latencyProblem } = evidenceBlocks({ sharedTargets: true, stable: arm('0.1'), canary: arm('0.2') }, options)
    expect(latencyProblem).toBe('stable has buckets 0.1; the canary has 0.2')
  })
})

describe('decisions', () => {
  const block = (index: number, canary: number, more: Partial<EvidenceBlock> = {}): EvidenceBlock => ({
    fromMs: index * 30_000,
    toMs: (index + 1) * 30_000,
    weight: canary === 0 ? 0 : 25,
    steady: true,
    warming: false,
    seen: true,
    stable: { requests: 300, errors: 0, latency: { total: 300, slower: [0] } },
    canary: { requests: canary, errors: 0, latency: { total: canary, slower: [0] } },
    pods: new Map(),
    ...more,
  })
  const evidenceOf = (count: number, canary = 100): Evidence => ({
    edges: [0.1],
    latencyProblem: undefined,
    newestSampleMs: count * 30_000,
    blocks: Array.from({ length: count }, (_, index) => block(index, index === 0 ? 0 : canary)),
  })
  const calm: Situation = {
    nowMs: 600_000,
    runStartedMs: 0,
    weight: 25,
    weightSinceMs: 0,
    unhealthy: undefined,
    stableNotReady: undefined,
    sightLostMs: undefined,
  }
  const decided = (situation: Partial<Situation> = {}, evidence = evidenceOf(20), change: Partial<Assessment> = {}) => {
    const assessment = { ...assess(evidence, settings(), [0.25, 0.5, 1]), ...change }
    return decide(evidence, assessment, settings(), { ...calm, ...situation })
  }
  test.each<[string, ReturnType<typeof decided>, object]>([
    ['the first step needs health only', decided({ weight: 0 }, evidenceOf(0)), { kind: 'advance', weight: 5 }],
    ['safe for the next step', decided(), { kind: 'advance', weight: 50 }],
    ['safe at all', decided({ weight: 50 }), { kind: 'promote' }],
    ['not safe yet', decided({}, evidenceOf(2, 60)), { kind: 'hold', message: 'not yet proven safe at 50 %' }],
    ['too early on this step', decided({ weightSinceMs: 590_000 }), { kind: 'hold' }],
    [
      'too few requests on this step',
      decided({}, evidenceOf(5, 1), { splitBroken: false }),
      { kind: 'hold', message: expect.stringContaining('of 50 requests') },
    ],
    ['harm', decided({}, evidenceOf(20), { harm: 'latency' }), { kind: 'go-back', reason: 'latency-harm' }],
    [
      'harm before safety',
      decided({ weight: 50 }, evidenceOf(20), { harm: 'errors' }),
      { kind: 'go-back', reason: 'errors-harm' },
    ],
    [
      'crashing pods',
      decided({ unhealthy: 'exit code 1' }),
      { kind: 'go-back', reason: 'canary-unhealthy', message: 'exit code 1' },
    ],
    [
      'a split that is not honoured',
      decided({}, evidenceOf(20), { splitBroken: true }),
      { kind: 'go-back', reason: 'split-not-honoured' },
    ],
    [
      'blind for a while',
      decided({ sightLostMs: 400_000 }),
      { kind: 'hold', message: expect.stringContaining('blind') },
    ],
    ['blind for too long', decided({ sightLostMs: 200_000 }), { kind: 'go-back', reason: 'blind' }],
    ['blind without traffic', decided({ weight: 0, sightLostMs: 0 }), { kind: 'hold' }],
    ['a stable that could not take over', decided({ stableNotReady: '1 of 2 pods' }), { kind: 'hold' }],
    ['time is over', decided({ runStartedMs: -9e6 }), { kind: 'inconclusive', reason: 'not-yet' }],
    [
      'time is over without a request',
      decided({ runStartedMs: -9e6 }, evidenceOf(20, 0)),
      { kind: 'inconclusive', reason: 'no-traffic' },
    ],
    [
      'time is over with a broken stable',
      decided({ runStartedMs: -9e6, stableNotReady: 'x' }),
      { kind: 'inconclusive', reason: 'stable-not-ready' },
    ],
    [
      'buckets that differ',
      decided({}, { ...evidenceOf(20), latencyProblem: 'x' }),
      { kind: 'go-back', reason: 'metrics-differ' },
    ],
  ])('%s', (_, decision, expected) => {
    expect(decision).toMatchObject(expected)
  })

  test('requests that stopped are never safe', () => {
    const stopped = evidenceOf(20)
    const blocks = [...stopped.blocks, block(20, 0)]
    expect(decided({ weight: 50 }, { ...stopped, blocks })).toMatchObject({ kind: 'hold' })
  })
  test('the dispersion guard, when required, decides nothing without three pods', () => {
    const guarded = settings({ 'dispersion-guard': 'required' })
    const evidence = evidenceOf(20)
    expect(decide(evidence, assess(evidence, guarded, [0.5, 1]), guarded, calm)).toMatchObject({ kind: 'hold' })
  })
  test('blocks that no scrape saw count for nothing', () => {
    const evidence = evidenceOf(20)
    const unseen = { ...evidence, blocks: evidence.blocks.map((one) => ({ ...one, seen: false })) }
    expect(assess(unseen, settings(), [1]).safeAt(1)).toBe(false)
  })
  test('a router that sends a canary twice its share is caught', () => {
    const evidence = { ...evidenceOf(20), blocks: Array.from({ length: 20 }, (_, index) => block(index, 200)) }
    expect(assess(evidence, settings(), [1]).splitBroken).toBe(true)
    expect(assess(evidenceOf(20), settings(), [1]).splitBroken).toBe(false)
  })
})

describe('tolerance and forecast', () => {
  test('what must be proven widens with how few are exposed', () => {
    expect(toleranceAt({ ratio: 1.5, absolute: 0.01 }, 0.25)).toEqual({ ratio: 3, absolute: 0.04 })
    expect(toleranceAt({ ratio: 1.5, absolute: 0.01 }, 1)).toEqual({ ratio: 1.5, absolute: 0.01 })
  })
  const traffic = (requestsPerSecond: number) => ({
    requestsPerSecond,
    errorShare: 0.002,
    slowerShares: [0.9, 0.5, 0.1, 0.01],
    measured: requestsPerSecond * 600,
  })
  test('the README’s table', () => {
    const at = (rps: number) => {
      const { detections, secondsToPromote } = forecast(traffic(rps), settings({ timeout: '6h' }))
      const five = detections.find(({ errorShare }) => Math.abs(errorShare - 0.052) < 1e-9)
      return [five?.seconds[0]?.seconds, five?.seconds[1]?.seconds, secondsToPromote]
    }
    expect(at(1)).toEqual([2760, 690, 5850])
    expect(at(5)).toEqual([540, 150, 1020])
    expect(at(20)).toEqual([150, 60, 360])
    expect(at(100)).toEqual([60, 30, 360])
  })
  test('the README’s words on little traffic and wide tolerances', () => {
    const quick = {
      interval: '1s',
      'step-min': '3s',
      steps: '20, 50',
      'error-tolerance': '3',
      'latency-tolerance': '15',
    }
    const seconds = (rps: number) => forecast(traffic(rps), settings(quick)).secondsToPromote
    expect([150, 50, 20].map(seconds)).toEqual([6, 12, 28])
  })
  test('without traffic nothing is promised', () => {
    const nothing = forecast({ requestsPerSecond: 0, errorShare: 0, slowerShares: [], measured: 0 }, settings())
    expect(forecastLines(nothing)).toEqual([expect.stringContaining('nothing will be promoted')])
    expect(nothing.secondsToPromote).toBeUndefined()
  })
})

describe('state', () => {
  const step = (at: string, weight: number, decision: string) => ({ at: `2030-01-01T00:00:${at}Z`, weight, decision })
  const state = (...steps: ReturnType<typeof step>[]) => ({
    schema: 1 as const,
    phase: 'canary' as const,
    weight: 0,
    steps,
    epoch: 1,
  })
  test('a canary that was started before is continued, one that was placed anew is not', () => {
    const begun = state(step('01', 0, 'placed'), step('02', 0, 'start'), step('03', 5, 'advance'))
    const timeline = timelineOf(begun, Date.parse('2030-01-01T00:01:00Z'), 1000)
    expect(timeline.startMs).toBe(Date.parse('2030-01-01T00:00:02Z'))
    expect(timeline.weights.map(({ weight }) => weight)).toEqual([0, 5])
    const anew = state(...begun.steps, step('09', 0, 'placed'))
    expect(timelineOf(anew, 7000, 1000)).toMatchObject({ startMs: 7000, weights: [{ weight: 0 }] })
  })
  test('of a run that died between the record of a weight and the route: nobody knows which was in force', () => {
    const at = (second: number) => `2030-01-01T00:00:0${second}.000Z`
    const steps = [
      { at: at(0), weight: 0, decision: 'start' },
      { at: at(1), weight: 50, decision: 'advance' },
      { at: at(7), weight: 0, decision: 'resume' },
    ]
    const state = { schema: 1, phase: 'canary', weight: 0, epoch: 2, steps } as const
    const { weights } = timelineOf(state, Date.parse(at(8)), 1000)
    expect(weights.map(({ atMs, settledMs }) => (settledMs - atMs) / 1000)).toEqual([2.25, 8.25, 2.25])
  })
  const route = (...statuses: readonly (readonly [type: string, status: string, observed: number])[]) =>
    Object.assign(
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'app', generation: 3 } },
      {
        status: {
          parents: [
            {
              conditions: statuses.map(([type, status, observedGeneration]) => ({ type, status, observedGeneration })),
            },
          ],
        },
      },
    )
  test.each([
    ['accepted', route(['Accepted', 'True', 3], ['ResolvedRefs', 'True', 3])],
    ['waiting', route(['Accepted', 'True', 2], ['ResolvedRefs', 'True', 3])],
    ['waiting', route(['Accepted', 'True', 3])],
    ['refused', route(['Accepted', 'False', 3], ['ResolvedRefs', 'True', 2])],
    ['refused', route(['Accepted', 'True', 3], ['ResolvedRefs', 'False', 3])],
  ])('a route is %s', (answer, given) => {
    expect(acceptance(given)).toBe(answer)
  })
})

describe('the release that this run placed', () => {
  const digestOf = (letter: string) => `sha256:${letter.repeat(64)}` as const
  const identity = (letter: string) => ({ image: `registry.example/app@${digestOf(letter)}` })
  const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app' } }
  const stored = (
    phase: 'idle' | 'canary' | 'promoting' | 'going-back',
    serves: string | undefined,
    trial: string | undefined,
  ) => ({
    state: {
      schema: 1 as const,
      phase,
      ...(serves === undefined ? {} : { stable: identity(serves) }),
      ...(trial === undefined ? {} : { canary: { ...identity(trial), manifest } }),
      weight: 0,
      steps: [],
      epoch: 1,
    },
    resourceVersion: '1',
    history: [],
  })
  type Case = readonly [string, string | undefined, ReturnType<typeof stored> | undefined, string]
  test.each<Case>([
    ['nothing was asked for, nothing is on record', undefined, undefined, 'nothing-to-promote'],
    ['nothing was asked for, one serves', undefined, stored('idle', 'a', undefined), 'nothing-to-promote'],
    ['nothing was asked for, one is on trial', undefined, stored('canary', 'a', 'b'), 'on-trial'],
    ['it is on trial', 'b', stored('canary', 'a', 'b'), 'on-trial'],
    ['it is being promoted', 'b', stored('promoting', 'a', 'b'), 'on-trial'],
    ['it is going back', 'b', stored('going-back', 'a', 'b'), 'on-trial'],
    ['it is stable', 'b', stored('idle', 'b', undefined), 'nothing-to-promote'],
    ['it is stable, and the next one is on trial', 'b', stored('canary', 'b', 'c'), 'nothing-to-promote'],
    ['another one serves', 'b', stored('idle', 'a', undefined), 'superseded'],
    ['another one is on trial', 'b', stored('canary', 'a', 'c'), 'superseded'],
    ['another one goes back', 'b', stored('going-back', 'a', 'c'), 'superseded'],
    ['nothing is on record', 'b', undefined, 'superseded'],
    ['a record without a release', 'b', stored('idle', undefined, undefined), 'superseded'],
    ['a trial without a release, which is unreadable', 'b', stored('canary', 'a', undefined), 'on-trial'],
  ])('%s', (_, letter, found, expected) => {
    const digest = letter === undefined ? undefined : digestOf(letter)
    const trial = lookForTrial({ workload: 'app', digest }, found)
    expect(trial.kind === 'none' ? trial.result.reason : trial.kind).toBe(expected)
    if (trial.kind === 'none') expect(trial.result.verdict === 'pass').toBe(expected === 'nothing-to-promote')
  })

  type End = readonly [
    Parameters<typeof endOf>[0]['verdict'],
    Parameters<typeof endOf>[0]['reason'],
    'promoted' | 'went-back' | 'held' | undefined,
    string,
  ]
  test.each<End>([
    ['pass', 'promoted', 'promoted', 'success'],
    ['pass', 'nothing-to-promote', undefined, 'success'],
    ['fail', 'errors-harm', 'went-back', 'failure'],
    ['inconclusive', 'not-yet', 'went-back', 'failure'],
    ['inconclusive', 'superseded', 'went-back', 'failure'],
    ['inconclusive', 'not-yet', 'held', 'in_progress'],
    ['fail', 'promotion-blocked', 'held', 'failure'],
    ['inconclusive', 'aborted', undefined, 'failure'],
    ['inconclusive', 'cleaned-up', undefined, 'failure'],
    ['inconclusive', 'superseded', undefined, 'error'],
    ['fail', 'superseded', undefined, 'error'],
    ['inconclusive', 'metrics-unavailable', undefined, 'error'],
  ])('%s, %s, %s: its deployment on GitHub ends as %s', (verdict, reason, outcome, state) => {
    const end = endOf({ verdict, reason, message: 'why', ...(outcome === undefined ? {} : { outcome }) })
    expect(end).toEqual({ state, description: `${reason}: why` })
  })
})
