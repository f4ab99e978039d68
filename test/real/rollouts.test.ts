import { afterAll, describe, expect, test } from '@jest/globals'
import { FAILURES } from './rollouts/cases.ts'
import { isUnplaced } from './rollouts/facts.ts'
import type { Failure } from './rollouts/failure.ts'
import { SURVIVORS } from './rollouts/slow.ts'
import { type Observer, observe, record, table, type Verdict } from './rollouts/verdicts.ts'
import { openWorld, type Run, type Stage, type World } from './rollouts/world.ts'

// @seconds 430
// Each runs in a namespace of its own with the rights that the action's README asks for. Nothing here asserts a time: the table
// at the end tells them.

const GPU = 'nvidia.com/gpu'
const LIMIT_MS = 10 * 60_000
const verdicts: Verdict[] = []
let opened: Promise<World> | undefined

/** Concurrent tests begin before `beforeAll` does. */
function theWorld(): Promise<World> {
  opened ??= openWorld()
  return opened
}

afterAll(async () => {
  await (await opened)?.close()
  process.stdout.write(`\n${table(verdicts)}\n\n`)
}, LIMIT_MS)

describe('a rollout that fails', () => {
  test.concurrent.each(FAILURES.map((failure) => [failure.name, failure] as const))('%s', fails, LIMIT_MS)
})

async function fails(name: string, failure: Failure): Promise<void> {
  const world = await theWorld()
  const { images, cluster } = world
  const stage = await world.stage(`fails-${FAILURES.indexOf(failure)}`)
  for (const rule of failure.rules?.(stage.namespace) ?? []) await stage.applyToCluster(rule)
  for (const object of failure.before ?? []) await stage.apply(object)
  expectOutcome(await stage.release(images.first), { verdict: 'pass', reason: 'first-release' })
  await stage.serves('first')

  const observer = await observe(cluster, stage.namespace, (objects) => failure.isSeen(objects))
  const stopTraffic = stage.watchTraffic()
  const run = await stage.release(failure.image?.(images) ?? images.second, failure.change, failure.inputs)
  const answers = await stopTraffic()
  await observer.stop()

  const said = run.lines.find(({ text }) => text.startsWith(`${failure.class}: `))
  await record(name, said?.at ?? Date.now(), observer.objectsAt(said?.at ?? Date.now()))
  expectOutcome(run, {
    verdict: 'fail',
    reason: failure.class,
    'failure-class': failure.class,
    container: failure.container,
    'exit-code': failure.exitCode?.toString(),
    'rolled-back': 'true',
  })
  expect(said?.text).toMatch(failure.cause)
  expect(run.lines.find(({ text }) => text.startsWith('What to do: '))?.text).toMatch(failure.advice)
  if (failure.log !== undefined) expect(run.lines.map(({ text }) => text)).toContain(failure.log)
  expect([...answers]).toEqual(['first'])
  await stage.serves('first')
  tellTime(name, failure.class, failure.fact, observer, run)
}

function tellTime(name: string, kind: string, fact: string, observer: Observer, run: Run): void {
  const said = run.lines.find(({ text }) => text.startsWith(`${kind}: `))
  const seenAt = observer.seenAt()
  if (seenAt === undefined || said === undefined) throw new Error(`the cluster never showed ${fact}`)
  verdicts.push({ name, class: kind, fact, ms: said.at - seenAt })
}

describe('a surge past the GPUs of the node', () => {
  const both = { resources: { requests: { cpu: '10m' }, limits: { memory: '128Mi', [GPU]: '2' } } }

  test.concurrent(
    'is told before it is sent, where the account may look; else by the scheduler',
    async () => {
      const world = await theWorld()
      const { first, second } = world.images
      const stage = await world.stage('gpu')
      const change = { container: both }
      expectOutcome(await stage.release(first, change), { verdict: 'pass', reason: 'first-release' })
      const before = await stage.generation()

      const observer = await observe(world.cluster, stage.namespace, isUnplaced)
      const sent = await stage.release(second, change)
      await observer.stop()
      expectOutcome(sent, { verdict: 'fail', reason: 'scheduling', 'rolled-back': 'true' })
      const lines = sent.lines.map(({ text }) => text)
      expect(lines).toContainEqual(expect.stringMatching(/free is not known: the account may not list nodes/))
      expect(lines).toContainEqual(expect.stringMatching(/^scheduling: .*Insufficient nvidia\.com\/gpu/))
      expect(lines).toContainEqual(expect.stringMatching(/^What to do: .*a deadlock.*maxSurge: 0, maxUnavailable: 1/))
      tellTime('a surge past the GPUs, sent', 'scheduling', 'Unschedulable', observer, sent)

      await stage.allowCapacity()
      const after = await stage.generation()
      expect(after).toBeGreaterThan(before)
      const refused = await stage.release(second, change)
      const outcome = {
        verdict: 'fail',
        reason: 'no-capacity',
        'failure-class': 'scheduling',
        'rolled-back': undefined,
      }
      expectOutcome(refused, outcome)
      const message = refused.lines.find(({ text }) => text.startsWith('::error::'))?.text
      expect(message).toMatch(
        new RegExp(
          `asks for 2 ${GPU}, and no node has as many free: .* has 0 of 2 free \\(held by ${stage.namespace}/app-.*a deadlock.*Nothing was sent`,
        ),
      )
      expect(await stage.generation()).toBe(after)
      await stage.serves('first')

      // What the message advises.
      const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
      const swapped = await stage.release(second, { ...change, spec: { strategy } })
      expectOutcome(swapped, { verdict: 'pass', reason: 'deployed' })
      await stage.serves('second')
    },
    LIMIT_MS,
  )
})

/** Waits until the Service answers as the second release; what it answered meanwhile besides the two is returned. */
async function untilSecond(stage: Stage, stopTraffic: () => Promise<ReadonlySet<string>>): Promise<readonly string[]> {
  await stage.serves('second').catch(async (error: unknown) => {
    await stopTraffic()
    throw error
  })
  return [...(await stopTraffic())].filter((answer) => answer !== 'first' && answer !== 'second')
}

describe('a rollout that looks doomed', () => {
  test.concurrent.each(SURVIVORS.map((survivor) => [survivor.name, survivor] as const))(
    'and is not: %s',
    async (_, { change, said }) => {
      const { images, stage: open } = await theWorld()
      const stage = await open('waits')
      expectOutcome(await stage.release(images.first), { verdict: 'pass', reason: 'first-release' })
      await stage.serves('first')
      const stopTraffic = stage.watchTraffic()
      const run = await stage.release(images.second, change)
      expect(await untilSecond(stage, stopTraffic)).toEqual([])
      expectOutcome(run, { verdict: 'pass', reason: 'deployed' })
      expect(run.lines.map(({ text }) => text)).toContainEqual(expect.stringMatching(said))
    },
    LIMIT_MS,
  )

  // Alone and last: no other pod finds a place meanwhile.
  test(
    'and is not: a node under pressure that recovers',
    async () => {
      const world = await theWorld()
      const stage = await world.stage('pressed')
      expectOutcome(await stage.release(world.images.first), { verdict: 'pass', reason: 'first-release' })
      await stage.serves('first')
      const stopTraffic = stage.watchTraffic()
      await world.pressNode()
      const run = await stage.release(world.images.second)
      const others = await untilSecond(stage, stopTraffic)
      expectOutcome(run, { verdict: 'pass', reason: 'deployed' })
      expect(others).toEqual([])
      const said = /is not scheduled yet: .*untolerated taint/
      expect(run.lines.map(({ text }) => text)).toContainEqual(expect.stringMatching(said))
    },
    LIMIT_MS,
  )
})

/** Some outputs of a run; where they differ, its whole output is shown. */
function expectOutcome(run: Run, expected: Readonly<Record<string, string | undefined>>): void {
  const { outputs } = run
  const found = Object.fromEntries(Object.keys(expected).map((key) => [key, outputs[key]]))
  const output = run.lines.map(({ text }) => text)
  expect({ ...found, output }).toEqual({ ...expected, output })
  expect(run.exitCode).toBe(expected['verdict'] === 'pass' ? 0 : 1)
}
