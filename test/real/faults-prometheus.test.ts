import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isPod, isRecord, valueAt } from '@ml-actions/kubernetes'
import { type Run, type Running, textOf } from './faults/action.ts'
import { failuresOf } from './faults/load.ts'
import {
  type MetricsProxy,
  type OwnPrometheus,
  startMetricsProxy,
  startPrometheus,
  type Trouble,
} from './faults/prometheus.ts'
import { type Remains, remainsOf, settled } from './faults/remains.ts'
import { type Lane, openWorld, type Release, type World } from './faults/world.ts'

// Metrics go missing in the middle of a canary, each in another way. What is missing is never taken for good.
// @seconds 140

const LIMIT_MS = 20 * 60_000
const REQUESTS_PER_SECOND = 8
const BRIEFLY_MS = 15_000
const MIDDLE = 'advance: first step'

interface Outcome {
  readonly run: Run
  readonly remains: Remains
  readonly failures: readonly string[]
  /** What the looks decided from the fault on, until it was over. */
  readonly meanwhile: readonly string[]
  /** From the beginning of the fault to the end of the run. */
  readonly seconds: number
}

let world: World
let folder: string
let own: OwnPrometheus
const proxies: MetricsProxy[] = []
const outcomes = new Map<string, Outcome>()
/** Of cases that could not be tried out. */
const errors: unknown[] = []

const TROUBLES: Readonly<Record<string, Trouble>> = {
  'answers 500': { kind: 'answer', status: 500 },
  'answers 429': { kind: 'answer', status: 429 },
  'answers too late': { kind: 'never answer' },
  'cuts its answers off': { kind: 'cut' },
}

/** Starts a trial that is in no hurry; `begin` begins the fault in its middle and says when it is over. */
async function trial(
  name: string,
  inputs: Readonly<Record<string, string>>,
  begin: (lane: Lane, running: Running) => Promise<void>,
  replicas = 1,
): Promise<void> {
  const lane = await world.lane(REQUESTS_PER_SECOND, replicas)
  await (await lane.deploy(world.second, { canary: 'true' })).ended
  const running = await lane.promote(world.second, { 'step-min': '8s', ...inputs })
  await running.said(MIDDLE)
  const beganMs = Date.now()
  await begin(lane, running)
  const overMs = Date.now()
  const run = await running.ended
  if (run.outputs['reason'] === 'promoted') await lane.serves(world.second.answers)
  const looks = run.lines.filter(({ text }) => /^\d\d:\d\d:\d\d \| /.test(text))
  outcomes.set(name, {
    run,
    remains: await remainsOf(lane.cluster, lane.namespace),
    failures: failuresOf(lane.load.seen),
    // The look that was under way when the fault began had what it needed.
    meanwhile: looks
      .filter(({ atMs }) => atMs > beganMs + 5_000 && atMs < overMs)
      .map(({ text }) => text.replace(/^.*→ /, '')),
    seconds: ((run.lines.at(-1)?.atMs ?? 0) - beganMs) / 1000,
  })
}

async function proxied(name: string, trouble: Trouble, forMs: number, inputs: Readonly<Record<string, string>> = {}) {
  const proxy = await startMetricsProxy(world.prometheus)
  proxies.push(proxy)
  await trial(name, { 'prometheus-url': proxy.url, ...inputs }, async (_, running) => {
    proxy.trouble(trouble)
    await Promise.race([sleep(forMs, undefined, { ref: false }), running.ended])
    proxy.trouble(undefined)
  })
}

async function atTheStart(): Promise<void> {
  const lane = await world.lane(REQUESTS_PER_SECOND)
  await (await lane.deploy(world.second, { canary: 'true' })).ended
  const beganMs = Date.now()
  const run = await (await lane.promote(world.second, { 'prometheus-url': 'http://127.0.0.1:9' })).ended
  const remains = await remainsOf(lane.cluster, lane.namespace)
  const seconds = (Date.now() - beganMs) / 1000
  outcomes.set('gone at the start', { run, remains, failures: failuresOf(lane.load.seen), meanwhile: [], seconds })
}

/** Addresses of the canary's pods: this machine reaches them. */
async function canaryPods(lane: Lane): Promise<readonly { readonly name: string; readonly url: string }[]> {
  const pods = await lane.cluster.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace: lane.namespace })
  return pods.items
    .filter(isPod)
    .filter(({ metadata }) => metadata.name.startsWith('app-canary-'))
    .map(({ metadata, status }) => ({ name: metadata.name, url: `http://${status?.podIP}:8080` }))
}

async function tell(lane: Lane, path: string): Promise<void> {
  for (const { url } of await canaryPods(lane)) await (await fetch(`${url}${path}`)).text()
}

/** Scrapes of the canary fail, and come back or not. */
const muted = (backAfterMs: number | undefined) => async (lane: Lane, running: Running) => {
  await tell(lane, '/mute')
  await Promise.race([backAfterMs === undefined ? running.ended : sleep(backAfterMs), running.ended])
  if (backAfterMs !== undefined) await tell(lane, '/unmute')
}

async function replacePod(lane: Lane): Promise<void> {
  const [pod] = await canaryPods(lane)
  if (pod === undefined) throw new Error('the canary has no pod')
  await lane.cluster.delete({ apiVersion: 'v1', kind: 'Pod', name: pod.name, namespace: lane.namespace })
}

const PODS = { metrics: 'pods' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-prometheus-'))
  ;[world, own] = await Promise.all([openWorld('faults-metrics'), startPrometheus(join(folder, 'prometheus'))])
  const ended = await Promise.allSettled([
    ...Object.entries(TROUBLES).map(([name, trouble]) => proxied(name, trouble, BRIEFLY_MS)),
    proxied('gone for good', { kind: 'cut' }, LIMIT_MS, { 'blind-budget': '12s' }),
    atTheStart(),
    trial('restarted', { 'prometheus-url': own.url }, () => own.restart(() => sleep(8_000))),
    trial('scrapes missing', PODS, muted(BRIEFLY_MS)),
    trial('scrapes missing for good', { ...PODS, 'blind-budget': '12s' }, muted(undefined)),
    trial('a pod replaced', PODS, replacePod, 2),
  ])
  for (const [name, { run, seconds }] of outcomes)
    process.stdout.write(`| ${name} | ${run.outputs['reason'] ?? ''} | ${seconds.toFixed(1)} |\n`)
  errors.push(...ended.flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : [])))
}, LIMIT_MS)
afterAll(async () => {
  for (const proxy of proxies) await proxy.stop()
  await own.stop()
  await world.close()
  await rm(folder, { recursive: true, force: true })
}, LIMIT_MS)

function outcome(name: string, reason: string): Outcome {
  const found = outcomes.get(name)
  if (found === undefined)
    throw new AggregateError(errors, `${name} was not tried out: ${errors.map(String).join('\n')}`)
  if (found.run.outputs['reason'] !== reason) throw new Error(`not ${reason}:\n${textOf(found.run.lines)}`)
  expect(found.failures).toEqual([])
  return found
}

function expectAlone({ remains }: Outcome, release: Release): void {
  expect(remains).toEqual(settled(release.digest))
}

/** Not one look moved anything, and the last ones said why. */
function expectBlind({ meanwhile }: Outcome): void {
  expect(meanwhile.length).toBeGreaterThan(0)
  expect(meanwhile.filter((text) => !text.startsWith('hold: '))).toEqual([])
  expect(meanwhile.at(-1)).toMatch(/^hold: blind since \d/)
}

describe('metrics that are missing for a while', () => {
  test.each([
    ['answers 500', /Prometheus is not available \(HTTP 500\)/],
    ['answers 429', /Prometheus is not available \(HTTP 429\)/],
    ['answers too late', /Prometheus did not answer within 3000 ms/],
    ['cuts its answers off', /Prometheus at http:\S+ can't be reached/],
    ['restarted', /Prometheus at http:\S+ can't be reached/],
    ['scrapes missing', /blind since/],
  ])('%s: nothing moves until they are back, then the canary is promoted', (name, said) => {
    const found = outcome(name, 'promoted')
    expectBlind(found)
    expect(found.meanwhile.at(-1)).toMatch(said)
    expectAlone(found, world.second)
  })
})

describe('metrics that are gone for good', () => {
  test.each([['gone for good'], ['scrapes missing for good']])('%s: the canary goes back', (name) => {
    const found = outcome(name, 'blind')
    expect(found.run.outputs['verdict']).toBe('inconclusive')
    expect(textOf(found.run.lines)).toMatch(/Went back: no metrics for [\d.]+ s, longer than the blind budget of 12 s/)
    expectAlone(found, world.first)
  })

  test('at the start: nothing is moved', () => {
    const found = outcome('gone at the start', 'metrics-unavailable')
    expect(found.run.outputs).toMatchObject({ verdict: 'inconclusive', weight: '0' })
    expect(textOf(found.run.lines)).toMatch(/nothing was moved: Prometheus at http:\S+ can't be reached/)
    expect(found.remains).toMatchObject({ phase: 'canary', backends: ['app', 'app-canary'], good: world.first.digest })
  })
})

describe('a counter that begins again', () => {
  test('a pod of the canary is replaced: its counts go on, and the canary is promoted', async () => {
    const found = outcome('a pod replaced', 'promoted')
    expectAlone(found, world.second)
    const counted = found.run.lines.flatMap(
      ({ text }) => /canary (\d+) req (\d+) err/.exec(text)?.slice(1).map(Number) ?? [],
    )
    const requests = counted.filter((_, index) => index % 2 === 0)
    expect(requests).toEqual(requests.toSorted((one, other) => one - other))
    expect(counted.filter((_, index) => index % 2 === 1).every((errors) => errors === 0)).toBe(true)
    const report: unknown = JSON.parse(await readFile(found.run.outputs['report'] ?? '', 'utf8'))
    const blocks = valueAt(report, 'blocks')
    const least = (Array.isArray(blocks) ? blocks : [])
      .filter(isRecord)
      .map((block) => valueAt(block, 'canary', 'requests'))
    expect(least.every((value) => typeof value === 'number' && value >= 0)).toBe(true)
  })
})
