import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { summary } from '../real/outcome.ts'
import { runAll } from '../real/schedule.ts'
import { hasSpare } from '../real/spare.ts'
import { type Suite, suitesFor } from '../real/suites.ts'

const suite = (name: string, about: Partial<Suite> = {}): Suite => ({
  name,
  file: join('test/real', `${name}.test.ts`),
  needs: [],
  company: 'any',
  seconds: 30,
  ...about,
})

interface Around {
  /** Suites whose services come up when nobody else runs. */
  readonly late?: readonly string[]
  /** The processor has always time to spare. */
  readonly idle?: boolean
}

/** Runs suites that end in the order in which they began, and tells who ran together with whom. */
async function ran(suites: readonly Suite[], { late = [], idle = false }: Around = {}): Promise<string[]> {
  const running: string[] = []
  const seen: string[] = []
  const ends: (() => void)[] = []
  const services = Promise.withResolvers<void>()
  const spared = new Set<() => void>()
  const results = runAll(suites, {
    atOnce: 2,
    atMost: 4,
    spare(oneMore) {
      spared.add(oneMore)
      return () => spared.delete(oneMore)
    },
    ready: async ({ name }) => (late.includes(name) ? services.promise : undefined),
    async run({ name }) {
      running.push(name)
      seen.push(running.join('+'))
      await new Promise<void>((resolve) => ends.push(resolve))
      running.splice(running.indexOf(name), 1)
      return name
    },
  })
  while (seen.length < suites.length || running.length > 0) {
    await new Promise((resolve) => setImmediate(resolve))
    if (running.length === 0 && seen.length === suites.length - late.length) services.resolve()
    const before = running.length
    if (idle) for (const oneMore of spared) oneMore()
    await new Promise((resolve) => setImmediate(resolve))
    if (running.length === before) ends.shift()?.()
  }
  expect((await results).toSorted()).toEqual(suites.map(({ name }) => name).toSorted())
  return seen
}

describe('suites side by side', () => {
  test('long ones begin first, no more than there are places', async () => {
    const suites = [suite('a'), suite('b', { seconds: 300 }), suite('c', { seconds: 100 }), suite('d')]
    expect(await ran(suites)).toEqual(['b', 'b+c', 'c+a', 'a+d'])
  })

  test('one more begins while the processor has time to spare, to a limit', async () => {
    const suites = ['a', 'b', 'c', 'd', 'e'].map((name, at) => suite(name, { seconds: 90 - at }))
    expect(await ran(suites, { idle: true })).toEqual(['a', 'a+b', 'a+b+c', 'a+b+c+d', 'b+c+d+e'])
  })

  test('those that want calm have less company then, those that want to be alone none', async () => {
    const alone = ['a', 'b'].map((name) => suite(name, { company: 'none' }))
    const calm = ['c', 'd', 'e', 'f', 'g'].map((name) => suite(name, { company: 'calm' }))
    const seen = await ran([...alone, ...calm], { idle: true })
    expect(seen).toEqual(['c', 'c+d', 'c+d+e', 'd+e+f', 'e+f+g', 'a', 'b'])
  })

  test('what disturbs the others comes last, alone', async () => {
    const alone = { company: 'none' } as const
    const suites = [suite('a', { ...alone, seconds: 900 }), suite('b', alone), suite('c'), suite('d')]
    expect(await ran(suites)).toEqual(['c', 'c+d', 'a', 'b'])
  })

  test('what serves users has calm company, before those that have none', async () => {
    const calm = { company: 'calm' } as const
    const suites = [suite('a', { company: 'none' }), suite('b', calm), suite('c', { ...calm, seconds: 60 }), suite('d')]
    expect(await ran(suites)).toEqual(['d', 'c', 'c+b', 'a'])
  })

  test('one whose services are not there yet holds nobody back', async () => {
    expect(await ran([suite('late', { seconds: 900 }), suite('b'), suite('c')], { late: ['late'] })).toEqual([
      'b',
      'b+c',
      'late',
    ])
  })
})

test('the processor has time to spare where the kernel tells that it is waited for in less than three quarters', () => {
  const told = (percent: string): string =>
    `some avg10=${percent} avg60=3.76 avg300=27.50 total=30627524399\nfull avg10=0.00`
  expect(['0.00', '74.99', '75.00', '96.20'].map((percent) => hasSpare(told(percent)))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(hasSpare('')).toBe(false)
})

describe('what the files of the suites say', () => {
  test('which services they need, and what they disturb', () => {
    expect(suitesFor(['cluster-restart'])).toMatchObject([
      { name: 'cluster-restart', company: 'none', needs: ['registry', 'base-image', 'kubernetes'] },
    ])
    expect(suitesFor(['rollouts'])).toMatchObject([{ company: 'any' }])
    expect(suitesFor(['load'])).toMatchObject([{ company: 'calm' }])
    expect(suitesFor([], ['registry']).some(({ name }) => name === 'registry')).toBe(false)
  })

  test('a name that none has is refused, with those that there are', () => {
    expect(() => suitesFor(['clustre'])).toThrow(/There is no suite clustre; there are .*cluster, /)
  })
})

test('the table ends with what is not right', () => {
  const right = { name: 'registry', passed: 142, failed: 0, skipped: 0, seconds: 36, failures: [] }
  const problem = '1 of 3 failed; its log is x.log'
  const wrong = { name: 'gpu', passed: 2, failed: 1, skipped: 0, seconds: 7, problem, failures: ['a GPU is there'] }
  expect(summary([right, wrong])).toBe(`suite     passed  failed  skipped  seconds
registry     142       0        0       36
gpu            2       1        0        7
✗ gpu: 1 of 3 failed; its log is x.log
    a GPU is there`)
})
