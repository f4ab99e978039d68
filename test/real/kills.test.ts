import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { settled } from './faults/remains.ts'
import { type Lane, openWorld, type Release, type World } from './faults/world.ts'
import { allKills, type Job, type Kill, nameOf, WRITES } from './kills/cases.ts'
import { kill, type Outcome, whole } from './kills/kill.ts'

// The runner dies at a write, just before the API server hears of it or just after it answered; then the same job is run again.
// `ML_ACTIONS_EVERY_WRITE=1` dies before every write as well: to the cluster that is as after the one before, but later.
// @seconds 400

const LIMIT_MS = 20 * 60_000
const LANES = Number(process.env['ML_ACTIONS_LANES'] ?? 5)
const REQUESTS_PER_SECOND = 8
const JOBS: readonly Job[] = ['deployment', 'placing', 'promotion', 'watched promotion']
const every = process.env['ML_ACTIONS_EVERY_WRITE'] === '1'
const KILLS = allKills().filter((each) => every || each.moment === 'after')

let world: World
const seenWrites = new Map<Job, readonly string[]>()
const outcomes = new Map<Kill, { readonly outcome: Outcome; readonly release: Release } | { readonly error: unknown }>()

beforeAll(async () => {
  world = await openWorld('kills')
  const [kills, jobs] = [[...KILLS], [...JOBS]]
  const followed = await Promise.allSettled(Array.from({ length: LANES }, () => follow(kills, jobs)))
  tell()
  for (const lane of followed) if (lane.status === 'rejected') throw lane.reason
}, LIMIT_MS)
afterAll(() => world.close(), LIMIT_MS)

/** One namespace: whole jobs and kills from the same lists as all others, each with the other release than the one before. */
async function follow(kills: Kill[], jobs: Job[]): Promise<void> {
  let lane = await openLane()
  let next = world.second
  const turn = (): Release => {
    const now = next
    next = now === world.first ? world.second : world.first
    return now
  }
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift())
    seenWrites.set(job, await whole(lane, job, turn()))
  for (let each = kills.shift(); each !== undefined; each = kills.shift()) {
    const release = turn()
    const outcome = await tryOut(lane, each, release)
    outcomes.set(each, outcome)
    if ('error' in outcome || !outcome.outcome.passed) {
      // What it left is no place for another one.
      lane = await openLane()
      next = world.second
    }
  }
}

async function openLane(): Promise<Lane> {
  const lane = await world.lane(REQUESTS_PER_SECOND)
  await lane.arm()
  return lane
}

async function tryOut(lane: Lane, each: Kill, release: Release) {
  try {
    return { outcome: await kill(lane, each, release), release }
  } catch (error) {
    return { error }
  }
}

function tell(): void {
  const times = JOBS.map((job) => {
    const took = [...outcomes].flatMap(([each, result]) =>
      each.job === job && 'outcome' in result ? [result.outcome.tookMs / 1000] : [],
    )
    return `| ${job}, killed at ${took.length} moments | ${Math.min(...took).toFixed(1)}–${Math.max(...took).toFixed(1)} |`
  })
  process.stdout.write(`\n| Run again after SIGKILL | Seconds |\n| --- | ---: |\n${times.join('\n')}\n\n`)
}

describe('the writes of a job', () => {
  test.each(JOBS)('%s: these and no others', (job) => {
    expect(seenWrites.get(job)).toEqual(WRITES[job])
  })
})

describe('killed and run again', () => {
  test.each(KILLS.map((each) => [nameOf(each), each] as const))('%s', (_, each) => {
    const result = outcomes.get(each)
    if (result === undefined || 'error' in result)
      throw new Error(`it could not be tried out: ${String(result?.error)}`)
    const { outcome, release } = result
    const { killed, killedAt, passed, remains, failures, log } = outcome
    if (!passed) throw new Error(log)
    expect({ killed, killedAt, remains, failures }).toEqual({
      killed: true,
      killedAt: WRITES[each.job][each.place - 1],
      remains: settled(release.digest),
      failures: [],
    })
    expect(outcome.asked).toBeGreaterThan(REQUESTS_PER_SECOND)
  })
})
