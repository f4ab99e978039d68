import { afterAll, describe, expect, test } from '@jest/globals'
import { FAILURES, type Failure } from './rollouts/cases.ts'
import { observe, record, table, type Verdict } from './rollouts/verdicts.ts'
import { openWorld, type Run, type World } from './rollouts/world.ts'

// Each runs in a namespace of its own with the rights that the action's README asks for. Nothing here asserts a time: the table
// at the end tells them.

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
  expect(await stage.ask()).toBe('first')

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
  expect(await stage.ask()).toBe('first')
  const seenAt = observer.seenAt()
  if (seenAt === undefined || said === undefined) throw new Error(`the cluster never showed ${failure.fact}`)
  verdicts.push({ name, class: failure.class, fact: failure.fact, ms: said.at - seenAt })
}

/** Some outputs of a run; where they differ, its whole output is shown. */
function expectOutcome(run: Run, expected: Readonly<Record<string, string | undefined>>): void {
  const { outputs } = run
  const found = Object.fromEntries(Object.keys(expected).map((key) => [key, outputs[key]]))
  const output = run.lines.map(({ text }) => text)
  expect({ ...found, output }).toEqual({ ...expected, output })
  expect(run.exitCode).toBe(expected['verdict'] === 'pass' ? 0 : 1)
}
