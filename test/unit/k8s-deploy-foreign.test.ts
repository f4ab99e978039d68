import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { NAMESPACE, type Ran, type Release, startWorld, type World } from './k8s-deploy-world.ts'

// A workload that was there before this action was used: what serves, serves, though nobody here knows its model.

let world: World
let theirs: Release
let ours: Release
beforeAll(async () => {
  world = await startWorld()
  theirs = await world.release('theirs', 'ok')
  ours = await world.release('judged as a first release', 'ok')
  await deployedByHand(1)
}, 60_000)
afterAll(() => world.stop())

const ending = ({ conclusion, error }: Ran): string =>
  conclusion === undefined ? `error ${error?.message}` : `${conclusion.verdict} ${conclusion.reason}`

async function deployedByHand(replicas: number): Promise<void> {
  const labels = { app: 'app' }
  const image = `${world.registry.host}/octo/app@${theirs.image}`
  const spec = { replicas, selector: { matchLabels: labels } }
  const template = { metadata: { labels }, spec: { containers: [{ name: 'app', image }] } }
  const metadata = { name: 'app', namespace: NAMESPACE }
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { ...spec, template } }
  await world.cluster.apply(object, { fieldManager: 'kubectl', force: true })
}

describe('k8s-deploy where somebody else deployed before', () => {
  test('is told what serves, and that it is neither a champion nor nothing', async () => {
    const ran = await world.act({ mode: 'status' })
    expect(ending(ran)).toBe('inconclusive model-unknown')
    expect(ran.conclusion?.message).toContain(theirs.image)
    expect(ran.conclusion?.message).toContain('Deploy the same image once more')
  })

  test('takes nothing for a first release, also where it may take the fields of others', async () => {
    for (const more of [
      { mode: 'observe' },
      { 'force-conflicts': 'true' },
      { 'force-conflicts': 'true', canary: 'true' },
    ])
      expect(ending(await world.act({ ...more, digest: ours.image }))).toBe('fail champion-unknown')
  })

  test('a workload that was never to run serves nothing', async () => {
    await deployedByHand(0)
    expect(ending(await world.act({ mode: 'status' }))).toBe('pass nothing-serves')
    const ran = await world.act({ mode: 'observe', digest: ours.image, 'force-conflicts': 'true' })
    expect(ending(ran)).toBe('pass would-deploy')
    await deployedByHand(1)
  })

  test('says so where nothing was asked for, and replaces it without a canary', async () => {
    const ran = await world.act({
      mode: 'plan',
      digest: ours.image,
      require: 'none',
      canary: 'true',
      'force-conflicts': 'true',
    })
    expect(ending(ran)).toBe('pass planned')
    expect(ran.log).toContain('without a canary')
  })

  test('takes over what serves by deploying it once more; from then on releases are compared with it', async () => {
    const ran = await world.act({ digest: theirs.image, require: 'none', model: theirs.model })
    expect(ending(ran)).toBe('pass deployed')
    expect((await world.act({ mode: 'status' })).conclusion).toMatchObject({
      reason: 'serving',
      outputs: { digest: theirs.image, model: theirs.model },
    })
    expect(ending(await world.act({ mode: 'observe', digest: ours.image }))).toBe('fail champion-mismatch')
  }, 60_000)
})
