import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  appliableRoute,
  canaryWeight,
  FIELD_MANAGER,
  type KubernetesObject,
  readRelease,
  valueAt,
  withCanaryWeight,
  withoutCanary,
  writeRelease,
} from '@ml-actions/kubernetes'
import { NAMESPACE, type Ran, type Release, startWorld, type World } from './k8s-deploy-world.ts'

// What a run finds after another one died, or after somebody else's hands: nothing of it may be taken for a clean start.

let world: World
let first: Release
beforeAll(async () => {
  world = await startWorld()
  first = await world.release('one', 'ok')
  expect(ending(await world.act({ digest: first.image }))).toBe('pass first-release')
}, 60_000)
afterAll(() => world.stop())

function ending({ conclusion, error }: Ran): string {
  const reason = error !== undefined && 'reason' in error ? String(error.reason) : (error?.stack ?? '')
  return conclusion === undefined ? `error ${reason}` : `${conclusion.verdict} ${conclusion.reason}`
}

async function read(kind: 'Deployment' | 'HTTPRoute'): Promise<KubernetesObject> {
  const apiVersion = kind === 'HTTPRoute' ? 'gateway.networking.k8s.io/v1' : 'apps/v1'
  const found = await world.cluster.get({ apiVersion, kind, name: 'app', namespace: NAMESPACE })
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}

/** Somebody else rewrites the annotations of the stable workload. */
async function annotate(change: (annotations: Record<string, string>) => Record<string, string>): Promise<void> {
  const found = await read('Deployment')
  const annotations = change({ ...found.metadata.annotations })
  await world.cluster.replace(Object.assign({ ...found }, { metadata: { ...found.metadata, annotations } }), {
    fieldManager: 'somebody',
  })
}

describe('k8s-deploy after an accident', () => {
  test.each([
    ['can’t be read', (all: Record<string, string>) => ({ ...all, 'ml-actions.dev/release': '{"image":1}' })],
    ['is gone', ({ 'ml-actions.dev/release': _lost, ...rest }: Record<string, string>) => rest],
  ])(
    'a record of what serves that %s is no first release; a rollback heals it',
    async (_, change) => {
      await annotate(change)
      const newcomer = await world.release('newcomer', 'ok')
      expect(ending(await world.act({ mode: 'status' }))).toBe('error unreadable-state')
      expect(ending(await world.act({ digest: newcomer.image }))).toBe('error unreadable-state')
      expect(ending(await world.act({ digest: newcomer.image, canary: 'true' }))).toBe('error unreadable-state')
      expect(ending(await world.act({ mode: 'rollback', 'force-conflicts': 'true' }))).toBe('pass rolled-back')
      expect((await world.act({ mode: 'status' })).conclusion?.outputs).toMatchObject({ digest: first.image })
    },
    60_000,
  )

  test('a canary is not compared with a stable release that a dead run left half changed', async () => {
    const second = await world.release('two', 'ok', first.model)
    const third = await world.release('three', 'ok', first.model)
    const cancel = new AbortController()
    const died = await world.act({ digest: second.image }, cancel.signal, (line) => {
      if (line.startsWith('Watch the rollout')) cancel.abort()
    })
    expect(died.conclusion).toBeUndefined()
    const refused = await world.act({ digest: third.image, canary: 'true' })
    expect(ending(refused)).toBe('error stable-unsettled')
    expect(refused.error?.message).toContain(second.image)
    expect(
      await world.cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'app-canary', namespace: NAMESPACE }),
    ).toBeUndefined()
    expect(ending(await world.act({ mode: 'rollback' }))).toBe('pass rolled-back')
    expect(ending(await world.act({ digest: third.image, canary: 'true' }))).toBe('pass canary-placed')
  }, 60_000)

  test('a canary that is put away leaves the route to whoever applies it next under our name', async () => {
    const fourth = await world.release('four', 'ok', first.model)
    const broken = await world.release('broken', 'crash', first.model)
    const superseding = { canary: 'true', 'on-running-canary': 'supersede' }
    expect(ending(await world.act({ ...superseding, digest: fourth.image }))).toBe('pass canary-placed')
    expect(ending(await world.act({ ...superseding, digest: broken.image }))).toBe('fail crash')
    const route = await read('HTTPRoute')
    const ours = valueAt(route, 'metadata', 'managedFields')
    const operations = (Array.isArray(ours) ? ours : []).map(
      (entry) => `${String(valueAt(entry, 'manager'))} ${String(valueAt(entry, 'operation'))}`,
    )
    expect(operations.filter((text) => text.startsWith(FIELD_MANAGER))).toEqual([`${FIELD_MANAGER} Apply`])
    const { name } = route.metadata
    const weighted = withCanaryWeight(route, 'app', 5)
    const applied = await world.cluster.apply(
      Object.assign(
        { apiVersion: route.apiVersion, kind: route.kind, metadata: { name, namespace: NAMESPACE } },
        { spec: valueAt(weighted, 'spec') },
      ),
      { fieldManager: FIELD_MANAGER },
    )
    expect(canaryWeight(applied, 'app')).toBe(5)
  }, 60_000)

  test('a canary that was half put away is placed anew, not taken for one on trial', async () => {
    const fifth = await world.release('five', 'ok', first.model)
    const placed = { digest: fifth.image, canary: 'true' }
    expect(ending(await world.act(placed))).toBe('pass canary-placed')
    const target = { namespace: NAMESPACE, name: 'app' }
    const stored = await readRelease(world.cluster, target)
    if (stored === undefined) throw new Error('no state')
    // As left by a run that died between taking the canary away and noting that it did.
    await writeRelease(world.cluster, target, { ...stored.state, weight: 50 }, stored)
    const alone = appliableRoute(withoutCanary(await read('HTTPRoute'), 'app'))
    await world.cluster.apply(alone, { fieldManager: FIELD_MANAGER, force: true })
    await world.cluster.delete({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'app-canary', namespace: NAMESPACE })
    expect(ending(await world.act(placed))).toBe('pass canary-placed')
    expect(canaryWeight(await read('HTTPRoute'), 'app')).toBe(0)
    expect((await readRelease(world.cluster, target))?.state).toMatchObject({ phase: 'canary', weight: 0 })
  }, 60_000)

  test('a job that died while it promoted is run again: the promotion is left to its next step', async () => {
    const sixth = await world.release('six', 'ok', first.model)
    const other = await world.release('seven', 'ok', first.model)
    const placed = { digest: sixth.image, canary: 'true', 'on-running-canary': 'supersede' }
    expect(ending(await world.act(placed))).toBe('pass canary-placed')
    const target = { namespace: NAMESPACE, name: 'app' }
    const stored = await readRelease(world.cluster, target)
    if (stored === undefined) throw new Error('no state')
    const half = await writeRelease(world.cluster, target, { ...stored.state, phase: 'promoting', weight: 50 }, stored)
    const again = await world.act(placed)
    expect(ending(again)).toBe('pass canary-placed')
    expect(again.conclusion?.message).toContain('is being promoted since')
    expect(again.conclusion?.outputs).toMatchObject({ digest: sixth.image, workload: 'app', namespace: NAMESPACE })
    expect(ending(await world.act({ ...placed, digest: other.image }))).toBe('error canary-running')
    expect(ending(await world.act({ digest: sixth.image }))).toBe('error canary-running')
    expect((await readRelease(world.cluster, target))?.resourceVersion).toBe(half.resourceVersion)
    await writeRelease(world.cluster, target, { ...stored.state, phase: 'going-back', weight: 0 }, half)
  }, 60_000)

  test('a canary that a dead run had begun to take back is put away, whatever comes next', async () => {
    const target = { namespace: NAMESPACE, name: 'app' }
    const stored = await readRelease(world.cluster, target)
    expect(stored?.state.phase).toBe('going-back')
    const next = await world.release('eight', 'ok', first.model)
    expect(ending(await world.act({ digest: next.image, canary: 'true' }))).toBe('pass canary-placed')
    const state = (await readRelease(world.cluster, target))?.state
    expect(state).toMatchObject({ phase: 'canary', weight: 0, canary: { image: expect.stringContaining(next.image) } })
    expect(state?.steps.map(({ decision }) => decision).slice(-2)).toEqual(['went-back', 'placed'])
  }, 60_000)
})
