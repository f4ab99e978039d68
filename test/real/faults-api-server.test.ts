import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiProxy } from '../support/cluster/api-proxy.ts'
import { type Run, type Running, textOf } from './faults/action.ts'
import { failuresOf } from './faults/load.ts'
import { type Remains, remainsOf, settled } from './faults/remains.ts'
import { type Lane, openWorld, type World } from './faults/world.ts'

// The API server is in trouble in the middle of a rollout and of a canary, for as long as five Leases last.
// @seconds 200

const LIMIT_MS = 20 * 60_000
const FAULT_MS = 30_000
const REQUESTS_PER_SECOND = 8

/** Begins the trouble; what is returned ends it. */
type Fault = (proxy: ApiProxy) => Promise<() => Promise<void>>

const answering =
  (status: number, reason: string, headers: Readonly<Record<string, string>> = {}): Fault =>
  async (proxy) => {
    const body = JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      code: status,
      reason,
      message: `said by a test: ${reason}`,
    })
    proxy.instead(() => ({ status, headers, body }))
    return async () => proxy.instead(undefined)
  }

const FAULTS: Readonly<Record<string, Fault>> = {
  'answers 429': answering(429, 'TooManyRequests', { 'retry-after': '1' }),
  'answers 500': answering(500, 'InternalError'),
  'takes no connection': (proxy) => proxy.leave(),
}

/** The answer to each kind of write is cut off once. */
const losingAnswers: Fault = async (proxy) => {
  const lost = new Set<string>()
  proxy.atWrite((place, moment) => {
    const word = proxy.writes[place - 1] ?? ''
    if (moment === 'before' || lost.has(word)) return false
    lost.add(word)
    return true
  })
  return async () => proxy.atWrite(() => false)
}

interface Outcome {
  readonly run: Run
  readonly remains: Remains
  readonly failures: readonly string[]
  readonly asked: number
  /** From the end of the trouble to the end of the run; from its beginning where it did not end before. */
  readonly seconds: number
}

type Work = 'rollout' | 'canary'
const IN_THE_MIDDLE: Readonly<Record<Work, string>> = {
  rollout: 'Watch the rollout of app',
  canary: 'advance: first step',
}

let world: World
const outcomes = new Map<string, Outcome>()
/** Of cases that could not be tried out. */
const errors: unknown[] = []

function start(lane: Lane, work: Work): Promise<Running> {
  return work === 'rollout' ? lane.deploy(world.second) : lane.promote(world.second, { timeout: '6m' })
}

async function prepared(work: Work): Promise<Lane> {
  const lane = await world.lane(REQUESTS_PER_SECOND)
  if (work === 'canary') await (await lane.deploy(world.second, { canary: 'true' })).ended
  return lane
}

async function outcomeOf(lane: Lane, run: Run, sinceMs: number): Promise<Outcome> {
  if (run.exitCode === 0) await lane.serves(world.second.answers)
  const { seen } = lane.load
  const seconds = (run.lines.at(-1)?.atMs ?? 0) - sinceMs
  const remains = await remainsOf(lane.cluster, lane.namespace)
  return { run, remains, failures: failuresOf(seen), asked: seen.length, seconds: seconds / 1000 }
}

async function passing(name: string, work: Work): Promise<void> {
  const lane = await prepared(work)
  const running = await start(lane, work)
  await running.said(IN_THE_MIDDLE[work])
  const end = await FAULTS[name]?.(lane.proxy)
  await sleep(FAULT_MS)
  await end?.()
  const endedMs = Date.now()
  outcomes.set(`${work}, ${name}`, await outcomeOf(lane, await running.ended, endedMs))
}

async function cutOff(work: Work): Promise<void> {
  const lane = await prepared(work)
  const end = await losingAnswers(lane.proxy)
  const beganMs = Date.now()
  const run = await (await start(lane, work)).ended
  await end()
  outcomes.set(`${work}, cuts answers off`, await outcomeOf(lane, run, beganMs))
}

/** Gone until the run has given up; then the run is started again. */
async function forGood(work: Work): Promise<void> {
  const lane = await prepared(work)
  const running = work === 'rollout' ? await start(lane, work) : await lane.promote(world.second, { timeout: '1m' })
  await running.said(IN_THE_MIDDLE[work])
  const back = await lane.proxy.leave()
  const goneMs = Date.now()
  const run = await running.ended
  outcomes.set(`${work}, gone for good`, await outcomeOf(lane, run, goneMs))
  await back()
  const again = await (work === 'rollout' ? lane.deploy(world.second, {}, 2) : lane.promote(world.second, {}, 2))
  outcomes.set(`${work}, run again`, await outcomeOf(lane, await again.ended, Date.now()))
}

const WORKS: readonly Work[] = ['rollout', 'canary']
const CASES = WORKS.flatMap((work) => Object.keys(FAULTS).map((name) => [work, name] as const))

beforeAll(async () => {
  world = await openWorld('faults-api')
  const all = [...CASES.map(([work, name]) => passing(name, work)), ...WORKS.map(cutOff), ...WORKS.map(forGood)]
  const ended = await Promise.allSettled(all)
  for (const [name, { run, seconds }] of outcomes)
    process.stdout.write(`| ${name} | ${run.outputs['reason'] ?? ''} | ${seconds.toFixed(1)} |\n`)
  errors.push(...ended.flatMap((each): unknown[] => (each.status === 'rejected' ? [each.reason] : [])))
}, LIMIT_MS)
afterAll(() => world.close(), LIMIT_MS)

function outcome(name: string): Outcome {
  const found = outcomes.get(name)
  if (found === undefined)
    throw new AggregateError(errors, `${name} was not tried out: ${errors.map(String).join('\n')}`)
  return found
}

/** How it ended; where that is not what was expected, all that it said. */
function expectEnd({ run, failures, asked }: Outcome, reason: string): void {
  if (run.outputs['reason'] !== reason) throw new Error(`not ${reason}:\n${textOf(run.lines)}`)
  expect(failures).toEqual([])
  expect(asked).toBeGreaterThan(REQUESTS_PER_SECOND)
}

const DONE: Readonly<Record<Work, string>> = { rollout: 'deployed', canary: 'promoted' }

describe('an API server that is in trouble for half a minute', () => {
  test.each(CASES)('a %s is carried through where it %s', (work, name) => {
    const found = outcome(`${work}, ${name}`)
    expectEnd(found, DONE[work])
    expect(found.remains).toEqual(settled(world.second.digest))
    expect(found.run.tookMs).toBeGreaterThan(FAULT_MS)
    if (work === 'canary')
      expect(textOf(found.run.lines)).toMatch(/The cluster does not answer \(.+\); nothing is moved/)
  })

  test.each(WORKS)('a %s whose every write is done and never confirmed is carried through', (work) => {
    const found = outcome(`${work}, cuts answers off`)
    expectEnd(found, DONE[work])
    expect({ ...found.remains, holder: '' }).toEqual(settled(world.second.digest))
  })
})

describe('an API server that is gone for good', () => {
  test.each(WORKS)('a %s says so, and the next run finishes it', (work) => {
    const found = outcome(`${work}, gone for good`)
    expectEnd(found, 'unreadable-cluster')
    expect(textOf(found.run.lines)).toMatch(/::error::.*unreadable-cluster.*can't be reached: connect ECONNREFUSED/)
    const again = outcome(`${work}, run again`)
    expectEnd(again, DONE[work])
    expect(again.remains).toEqual(settled(world.second.digest))
  })
})
