import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { appliableRoute, FIELD_MANAGER, isDeployment, readLastGood, withoutCanary } from '@ml-actions/kubernetes'
import type { Digest } from '@ml-actions/registry'
import { NAMESPACE, startLoad, startWorld, type World } from './canary-promote-world.ts'

// A run that was killed while it promoted, and what a person can do about it.

let world: World
let load: ReturnType<typeof startLoad>
let serving: Digest
let releases = 0

const DEPLOYMENT = { deployment: '42', 'github-token': 'ghs_token', url: 'https://app.example.org' }

beforeAll(async () => {
  world = await startWorld()
  serving = await world.image('release 0', 'ok')
  await world.deploy(serving, false)
}, 60_000)
afterAll(() => world.stop())
beforeEach(() => {
  load = startLoad(world.router.url, 150)
})
afterEach(() => load.stop())

async function place(behaviour: string = 'ok'): Promise<Digest> {
  const digest = await world.image(`release ${++releases}`, behaviour)
  expect(await world.deploy(digest, true)).toBe('canary-placed')
  return digest
}

/** Promotes in a process of its own and kills it once a line says so. */
async function killedAt(text: string): Promise<void> {
  let killed = false
  await world.spawnAction({}, {}, (line, kill) => {
    if (killed || !line.includes(text)) return
    killed = true
    kill('SIGKILL')
  })
  expect(killed).toBe(true)
}

async function stableAlone(digest: Digest): Promise<void> {
  expect(await world.weights()).toEqual(['app:100'])
  expect(await world.exists('Deployment', 'app-canary')).toBe(false)
  expect(await world.exists('Service', 'app-canary')).toBe(false)
  const image = expect.stringContaining(digest)
  expect(await world.state()).toMatchObject({ phase: 'idle', weight: 0, stable: { image } })
  const found = await world.cluster.get({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'app',
    namespace: NAMESPACE,
  })
  if (found === undefined || !isDeployment(found)) throw new Error('no stable Deployment')
  expect(found.spec?.template.spec?.containers[0]?.image).toContain(digest)
  expect(readLastGood(found)).toMatchObject({ image })
}

describe('a promotion that was killed half-way', () => {
  test('a canary is sent back on request, without Prometheus', async () => {
    await place()
    expect(await world.promote({ mode: 'abort', 'prometheus-url': '' })).toMatchObject({ reason: 'aborted' })
    await stableAlone(serving)
  }, 60_000)

  test('is taken back on request: the release before is stable again', async () => {
    await place()
    await killedAt('Updating stable to')
    expect(await world.state()).toMatchObject({ phase: 'promoting' })
    const ended = await world.promote({ mode: 'abort', 'prometheus-url': '' })
    expect(ended).toMatchObject({ verdict: 'inconclusive', reason: 'aborted' })
    await stableAlone(serving)
    await load.stop()
    expect(load.seen.filter(({ status }) => status !== 200)).toEqual([])
  }, 60_000)

  test('goes on without naming a canary again that was out of the route already', async () => {
    const digest = await place()
    await killedAt('Stable has 100 % of the traffic again')
    const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', name: 'app', namespace: NAMESPACE }
    const found = await world.cluster.get(route)
    if (found === undefined) throw new Error('no route')
    await world.cluster.apply(appliableRoute(withoutCanary(found, 'app')), { fieldManager: FIELD_MANAGER, force: true })
    const ended = await world.promote()
    expect(ended.reason).toBe('promoted')
    expect(ended.log).not.toContain('Stable has 100 % of the traffic again')
    await stableAlone(digest)
    serving = digest
  }, 60_000)
})

describe('a release that can’t serve as stable', () => {
  test('keeps the traffic on the canary, which serves it, until somebody takes it back', async () => {
    const digest = await place('as stable: crashes')
    const ended = await world.promote(DEPLOYMENT)
    expect(ended).toMatchObject({ verdict: 'fail', reason: 'promotion-blocked', outputs: { weight: '50' } })
    expect(ended.message).toContain('stable did not come up')
    expect(ended.message).toContain('Container app crashes again and again')
    expect(await world.weights()).toEqual(['app:50', 'app-canary:50'])
    expect(await world.state()).toMatchObject({
      phase: 'promoting',
      canary: { image: expect.stringContaining(digest) },
    })
    expect(world.deploymentStatuses.at(-1)).toMatchObject({
      state: 'failure',
      description: expect.stringContaining('promotion-blocked'),
    })
    expect(await world.promote({ mode: 'abort', 'prometheus-url': '' })).toMatchObject({ reason: 'aborted' })
    await stableAlone(serving)
    await load.stop()
    expect(load.seen.filter(({ status }) => status !== 200)).toEqual([])
  }, 60_000)

  test.each([
    ['errors', 'fails more often than the canary did'],
    ['slow', 'is slower than the canary was'],
  ])(
    'is found out when the traffic returns to it: %s',
    async (behaviour, said) => {
      const digest = await place(`as stable: ${behaviour}`)
      const ended = await world.promote()
      expect(ended).toMatchObject({ verdict: 'fail', reason: 'promotion-blocked', outputs: { weight: '50' } })
      expect(ended.message).toContain(`the new stable ${said}; the canary has 50 % of the traffic again`)
      expect(await world.state()).toMatchObject({ canary: { image: expect.stringContaining(digest) } })
      expect(await world.promote({ mode: 'abort', 'prometheus-url': '' })).toMatchObject({ reason: 'aborted' })
      await stableAlone(serving)
    },
    60_000,
  )

  test('is not taken for slow while it warms up', async () => {
    const digest = await place('as stable: cold')
    expect(await world.promote({ 'warm-up': '2s' })).toMatchObject({ verdict: 'pass', reason: 'promoted' })
    await stableAlone(digest)
    serving = digest
  }, 60_000)
})
