import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import * as faulty from './images/faulty.ts'
import { engineFull, runnerFull } from './images/full-disk.ts'
import { type Ran, tidy } from './images/world.ts'

jest.setTimeout(600_000)

/** All of it at once: most of the time is spent waiting for a registry to come back. */
async function all() {
  const [badDay, rateLimited, takesNothing, breaksDown, refuses, training, engine, runner] = await Promise.all([
    faulty.badDay(),
    faulty.rateLimited(),
    faulty.takesNothing(),
    faulty.breaksDown(),
    faulty.refuses(),
    faulty.training(),
    engineFull(),
    runnerFull(),
  ])
  return { badDay, rateLimited, takesNothing, breaksDown, refuses, training, engine, runner }
}

let seen: Awaited<ReturnType<typeof all>>
beforeAll(async () => {
  seen = await all()
})
afterAll(tidy)

const told = (label: string, { outputs, seconds }: Ran): void =>
  console.info(`${label}: ${outputs['reason']} in ${seconds} s`)

/** The builder did not run it again in the last of its builds. */
const ONCE = /RUN --network=none : [^\n]*\n#\d+ CACHED/

const digestOf = ({ outputs }: Ran): string => outputs['digest'] ?? ''

describe('the registry during a build', () => {
  test('answers 5xx and 429, cuts uploads and loses answers, one after the other: the image is built, tagged and whole', async () => {
    const { ran, left, images } = seen.badDay
    told('bad day', ran)
    expect(ran.outputs).toMatchObject({ reason: 'built', tags: 'main' })
    expect(left).toBe(0)
    expect(await faulty.isWhole(images, digestOf(ran))).toBe(true)
    expect((await images.resolve('main'))?.digest).toBe(digestOf(ran))
  })

  test('limits the rate for longer than BuildKit asks again: only the push is repeated', async () => {
    const { ran, images } = seen.rateLimited
    told('rate limit', ran)
    expect(ran.outputs['reason']).toBe('built')
    expect(ran.stdout).toContain('The registry did not take the image; pushing again in 5 s')
    expect(ran.stdout).toMatch(ONCE)
    expect(await faulty.isWhole(images, digestOf(ran))).toBe(true)
  })

  test('takes no manifest for good: by name, with no tag set; the next run pushes what was built', async () => {
    const { failed, tags, healed, images } = seen.takesNothing
    told('no manifest for good', failed)
    expect(failed.outputs).toMatchObject({ verdict: 'fail', reason: 'push-failed' })
    expect(failed.annotations.map(({ message }) => message).join()).toContain('503')
    expect(tags).toEqual([])
    expect(healed.outputs).toMatchObject({ reason: 'built', tags: 'main' })
    expect(healed.stdout).toMatch(ONCE)
    expect(await faulty.isWhole(images, digestOf(healed))).toBe(true)
  })

  test('breaks down before the tags are set: by name, with none of them; the next run builds nothing and sets them', async () => {
    const { failed, tags, healed, images } = seen.breaksDown
    told('breaks down before the tags', failed)
    expect(failed.outputs).toMatchObject({ verdict: 'fail', reason: 'push-failed' })
    expect(tags.filter((tag) => !/^(?:build-|sha256-)/.test(tag))).toEqual([])
    expect(healed.outputs).toMatchObject({ reason: 'labelled', tags: 'main' })
    expect(healed.stdout).not.toContain('Build with')
    expect((await images.resolve('main'))?.digest).toBe(digestOf(healed))
  })

  test('denies the push in its midst: by name, at once', () => {
    const { failed, tags } = seen.refuses
    told('denied in the midst', failed)
    expect(failed.outputs).toMatchObject({ verdict: 'fail', reason: 'push-denied' })
    expect(failed.annotations.map(({ message }) => message).join()).toContain('registry-username')
    expect(tags).toEqual([])
  })
})

describe('the registry during a training’s push', () => {
  test('cuts the upload and answers 5xx and 429: the model is there, whole', async () => {
    const { ran, left, images } = seen.training
    told('training, bad day', ran)
    expect(ran.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    expect(left).toBe(0)
    expect(await faulty.isWhole(images, ran.outputs['model'] ?? '')).toBe(true)
  })

  test('takes nothing: by name, with nothing new in it; the next run heals', async () => {
    const { failed, nothingNew, healed, images } = seen.training
    told('training, nothing taken', failed)
    expect(failed.outputs['reason']).toBe('push-failed')
    expect(nothingNew).toBe(true)
    expect(healed.outputs['reason']).toBe('trained')
    expect(await faulty.isWhole(images, healed.outputs['model'] ?? '')).toBe(true)
  })
})

describe('a full disk', () => {
  test.each(['running', 'packing'] as const)('of the engine, while %s: by name, and nothing is pushed', (when) => {
    const { [when]: ran, tags } = seen.engine
    told(`disk full while ${when}`, ran)
    expect(ran.outputs).toMatchObject({ verdict: 'fail', reason: 'disk-full' })
    expect(ran.annotations.map(({ message }) => message).join()).toContain('docker builder prune')
    expect(tags).toEqual([])
  })

  test('of the engine, with more room: built, and pushed', () => {
    told('after there was room', seen.engine.healed)
    expect(seen.engine.healed.outputs['reason']).toBe('built')
  })

  test('of the runner: by name, and nothing is pushed', () => {
    const { ran, tags } = seen.runner
    told('disk of the runner full', ran)
    expect(ran.outputs).toMatchObject({ verdict: 'fail', reason: 'disk-full' })
    expect(ran.annotations.map(({ message }) => message).join()).toContain('RUNNER_TEMP')
    expect(tags).toEqual([])
  })
})
