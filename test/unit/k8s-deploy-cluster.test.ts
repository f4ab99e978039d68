import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { generateKeyPair } from '@ml-actions/attestation'
import {
  type ConfigMap,
  type Deployment,
  isDeployment,
  type ObjectReference,
  readLastGood,
  readRelease,
  valueAt,
  writeRelease,
} from '@ml-actions/kubernetes'
import { MANIFESTS, NAMESPACE, type Ran, type Release, startWorld, type World } from './k8s-deploy-world.ts'

// One story in the order it would happen: the embedded cluster runs the pods as processes of this machine.

let world: World
let first: Release
let second: Release
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.stop())

async function deployment(name = 'app'): Promise<Deployment | undefined> {
  const found = await world.cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace: NAMESPACE })
  return found !== undefined && isDeployment(found) ? found : undefined
}
const exists = async (kind: string, name: string): Promise<boolean> =>
  (await world.cluster.get(of(kind, name))) !== undefined
const of = (kind: string, name: string): ObjectReference => ({
  apiVersion: kind === 'HTTPRoute' ? 'gateway.networking.k8s.io/v1' : kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  name,
  namespace: NAMESPACE,
})
const ending = ({ conclusion, error }: Ran): string => {
  const reason = error !== undefined && 'reason' in error ? String(error.reason) : (error?.stack ?? '')
  return conclusion === undefined ? `error ${reason}` : `${conclusion.verdict} ${conclusion.reason}`
}
const backends = async (): Promise<unknown> => {
  const rules = valueAt(await world.cluster.get(of('HTTPRoute', 'app')), 'spec', 'rules')
  const refs = Array.isArray(rules) ? valueAt(rules[0], 'backendRefs') : undefined
  return Array.isArray(refs)
    ? refs.map((ref: unknown) => `${String(valueAt(ref, 'name'))}:${String(valueAt(ref, 'weight'))}`)
    : refs
}

describe('k8s-deploy against a cluster', () => {
  test('nothing serves, and that is known from a readable cluster only', async () => {
    expect(ending(await world.act({ mode: 'status', workload: 'app' }))).toBe('pass nothing-serves')
    const kubeconfig = `{apiVersion: v1, current-context: a, contexts: [{name: a, context: {cluster: c, user: u}}], clusters: [{name: c, cluster: {server: "http://127.0.0.1:9"}}], users: [{name: u, user: {token: x}}]}`
    first = await world.release('one', 'ok')
    expect(ending(await world.act({ digest: first.image, canary: 'true', kubeconfig }))).toBe(
      'error unreadable-cluster',
    )
  })

  test('plan and observe change nothing', async () => {
    for (const [mode, reason] of [
      ['plan', 'planned'],
      ['observe', 'would-deploy'],
    ] as const) {
      const ran = await world.act({ mode, digest: first.image })
      expect(ending(ran)).toBe(`pass ${reason}`)
      expect(ran.conclusion?.message).toContain('5 of 5 objects would change')
      expect(await deployment()).toBeUndefined()
    }
  })

  test('first release: deployed as stable though a canary was asked for', async () => {
    const ran = await world.act({
      digest: first.image,
      canary: 'true',
      sign: 'key',
      'signing-key': world.keys.privateKeyPem,
      environment: 'production',
      url: 'https://app.example.org',
      'github-token': 'token',
    })
    expect(world.github).toEqual([
      {
        path: '/repos/octo/model/deployments',
        body: expect.objectContaining({ ref: 'c'.repeat(40), environment: 'production', required_contexts: [] }),
      },
      { path: '/repos/octo/model/deployments/42/statuses', body: expect.objectContaining({ state: 'in_progress' }) },
      {
        path: '/repos/octo/model/deployments/42/statuses',
        body: expect.objectContaining({ state: 'success', environment_url: 'https://app.example.org' }),
      },
    ])
    expect(ran.states.get('deployment')).toBe('')
    expect(ending(ran)).toBe('pass first-release')
    expect(ran.conclusion?.outputs).toMatchObject({
      track: 'stable',
      model: first.model,
      digest: first.image,
      workload: 'app',
      'rolled-back': 'false',
    })
    expect(ran.conclusion?.outputs?.attestation).toMatch(/^sha256:/)
    const found = await deployment()
    expect(found && readLastGood(found)).toMatchObject({
      image: expect.stringContaining(first.image),
      model: first.model,
      revision: 'c'.repeat(40),
    })
    expect(found?.status?.availableReplicas).toBe(1)
    expect(ran.masked).toContain('very-secret-value')
    const status = await world.act({ mode: 'status' })
    expect(ending(status)).toBe('pass serving')
    expect(status.conclusion?.outputs).toMatchObject({ model: first.model, digest: first.image })
  }, 40_000)

  test('the same release again is no change, and is not compared with itself', async () => {
    const ran = await world.act({ digest: first.image })
    expect(ending(ran)).toBe('pass unchanged')
  }, 40_000)

  test('a release that was compared with another champion is refused', async () => {
    const wrong = await world.release('wrong champion', 'ok')
    expect(ending(await world.act({ digest: wrong.image }))).toBe('fail champion-mismatch')
  })

  test('a chain signed by an undeclared key is refused before anything is sent', async () => {
    const forged = await world.release('forged', 'ok', first.model, {
      kind: 'key',
      privateKeyPem: generateKeyPair().privateKeyPem,
    })
    const before = (await deployment())?.metadata.resourceVersion
    const ran = await world.act({ digest: forged.image })
    expect(ending(ran)).toBe('fail undeclared-signer')
    expect(ran.conclusion?.summary).toContain('undeclared-signer')
    expect((await deployment())?.metadata.resourceVersion).toBe(before)
  })

  test('a crash loop is named with exit code and log lines, and the last good release is back and serves', async () => {
    const broken = await world.release('broken', 'crash', first.model)
    const ran = await world.act({ digest: broken.image })
    expect(ending(ran)).toBe('fail crash')
    expect(ran.conclusion?.outputs).toMatchObject({
      'failure-class': 'crash',
      container: 'app',
      'exit-code': '3',
      'rolled-back': 'true',
    })
    expect(ran.conclusion?.summary).toContain('ModelError: the weights are corrupt')
    expect(ran.log).toContain('ModelError')
    const found = await deployment()
    expect(found?.spec?.template.spec?.containers[0]?.image).toContain(first.image)
    expect(found?.status?.availableReplicas).toBe(1)
    const status = await world.act({ mode: 'status' })
    expect(status.conclusion?.outputs).toMatchObject({ digest: first.image })
  }, 60_000)

  test('an image that is not there', async () => {
    const ran = await world.act({ digest: `sha256:${'0'.repeat(64)}`, require: 'none' })
    expect(ending(ran)).toBe('fail image')
    expect(ran.conclusion?.outputs).toMatchObject({ 'failure-class': 'image', 'rolled-back': 'true' })
  }, 60_000)

  test('a service that never gets ready: probe, after the time allowed', async () => {
    const slow = await world.release('unready', 'unready', first.model)
    const ran = await world.act({ digest: slow.image, timeout: '5s' })
    expect(ending(ran)).toBe('fail probe')
    expect(ran.conclusion?.message).toContain('GET /readyz')
    expect(ran.conclusion?.outputs).toMatchObject({ 'rolled-back': 'true' })
  }, 60_000)

  test('a canary stands beside the stable release with none of the traffic', async () => {
    second = await world.release('two', 'ok', first.model)
    const ran = await world.act({ digest: second.image, canary: 'true' })
    expect(ending(ran)).toBe('pass canary-placed')
    expect(ran.conclusion?.outputs).toMatchObject({ track: 'canary', route: 'app', 'previous-model': first.model })
    expect(await backends()).toEqual(['app:100', 'app-canary:0'])
    const canary = await deployment('app-canary')
    expect(canary?.spec?.selector.matchLabels).toEqual({ app: 'app-canary' })
    expect(canary?.spec?.template.metadata?.labels).toMatchObject({
      app: 'app-canary',
      'ml-actions.dev/track': 'canary',
    })
    expect(canary?.status?.availableReplicas).toBe(1)
    expect((await deployment())?.spec?.template.spec?.containers[0]?.image).toContain(first.image)
    const stored = await readRelease(world.cluster, { namespace: NAMESPACE, name: 'app' })
    expect(stored?.state).toMatchObject({
      phase: 'canary',
      weight: 0,
      stable: { model: first.model },
      canary: { model: second.model },
      route: { name: 'app', service: 'app' },
    })
    expect(stored?.state.canary?.manifest.metadata.name).toBe('app')
  }, 60_000)

  test("the release's state is fenced, written conditionally, and never guessed", async () => {
    const target = { namespace: NAMESPACE, name: 'app' }
    const stored = await readRelease(world.cluster, target)
    if (stored === undefined) throw new Error('no state')
    const stale = { ...stored.state, epoch: stored.state.epoch - 1 }
    await expect(writeRelease(world.cluster, target, stale, stored)).rejects.toThrow(/lease is of epoch/)
    const written = await writeRelease(world.cluster, target, stored.state, stored)
    expect(written.history).toEqual(stored.history)
    await expect(writeRelease(world.cluster, target, stored.state, stored)).rejects.toMatchObject({ status: 409 })

    const object = await world.cluster.get(of('ConfigMap', 'app-release'))
    if (object === undefined) throw new Error('no ConfigMap')
    const broken: ConfigMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: object.metadata,
      data: { 'state.json': '{"schema":2}' },
    }
    const { metadata } = await world.cluster.replace(broken)
    expect(ending(await world.act({ digest: second.image, canary: 'true' }))).toBe('error unreadable-state')
    await world.cluster.replace(
      Object.assign({ ...object }, { metadata: { ...object.metadata, resourceVersion: metadata.resourceVersion } }),
    )
  }, 60_000)

  test('the same canary again is no change; another release is refused by its name, or supersedes it', async () => {
    expect(ending(await world.act({ digest: second.image, canary: 'true' }))).toBe('pass canary-placed')
    const third = await world.release('three', 'ok', first.model)
    const refused = await world.act({ digest: third.image, canary: 'true' })
    expect(ending(refused)).toBe('error canary-running')
    expect(refused.error?.message).toContain(second.image)
    expect(ending(await world.act({ digest: third.image }))).toBe('error canary-running')
    const ran = await world.act({ digest: third.image, 'on-running-canary': 'supersede' })
    expect(ending(ran)).toBe('pass deployed')
    expect(await exists('Deployment', 'app-canary')).toBe(false)
    expect(await exists('Service', 'app-canary')).toBe(false)
    expect(await backends()).toEqual(['app:1'])
    const status = await world.act({ mode: 'status' })
    expect(status.conclusion?.outputs).toMatchObject({ digest: third.image })
    second = third
  }, 60_000)

  test('a canary that does not come up is removed and never had traffic', async () => {
    const broken = await world.release('broken canary', 'crash', second.model)
    const ran = await world.act({ digest: broken.image, canary: 'true' })
    expect(ending(ran)).toBe('fail crash')
    expect(await exists('Deployment', 'app-canary')).toBe(false)
    expect(await backends()).toEqual(['app:1'])
  }, 60_000)

  test('rollback puts the release before back', async () => {
    const ran = await world.act({ mode: 'rollback' })
    expect(ending(ran)).toBe('pass rolled-back')
    expect((await deployment())?.spec?.template.spec?.containers[0]?.image).toContain(first.image)
    expect((await world.act({ mode: 'status' })).conclusion?.outputs).toMatchObject({ digest: first.image })
  }, 60_000)

  test('a run that is cancelled halfway gives its lease back and the next one heals what it left', async () => {
    const next = await world.release('four', 'ok', first.model)
    const cancel = new AbortController()
    const ran = await world.act({ digest: next.image }, cancel.signal, (line) => {
      if (line.startsWith('Watch the rollout')) cancel.abort()
    })
    expect(ran.conclusion).toBeUndefined()
    expect((await world.act({ mode: 'status' })).conclusion?.outputs).toMatchObject({ digest: first.image })
    expect(ending(await world.act({ digest: next.image }))).toBe('pass deployed')
    expect((await world.act({ mode: 'status' })).conclusion?.outputs).toMatchObject({ digest: next.image })
  }, 60_000)

  test('a killed run: its post step gives the lease back, and without one it runs out; the next run heals', async () => {
    const next = await world.release('five', 'ok', first.model)
    const inputs = { digest: next.image, require: 'none', canary: 'false' }
    // Long enough that only the post step can end it, however slow the machine is.
    const killed = await world.spawnAction({ ...inputs, 'lease-duration': '10m' }, {}, (line, kill) => {
      if (line.includes('Watch the rollout')) kill('SIGKILL')
    })
    expect(killed.states).toHaveProperty('lease')
    expect(ending(await world.act(inputs))).toBe('error deployment-in-progress')
    const post = await world.spawnAction(inputs, killed.states, () => undefined)
    expect(post.output).toContain('Lease app-release is given back.')
    expect(ending(await world.act(inputs))).toMatch(/^pass (deployed|unchanged)$/)

    const again = await world.release('six', 'ok', first.model)
    const killedAgain = await world.spawnAction({ ...inputs, digest: again.image }, {}, (line, kill) => {
      if (line.includes('Watch the rollout')) kill('SIGKILL')
    })
    expect(killedAgain.code).toBeNull()
    expect(ending(await world.act({ ...inputs, digest: again.image, 'lease-wait': '10s' }))).toBe('pass deployed')
  }, 60_000)

  test('SIGTERM ends a run in order: cancelled, and the lease is free', async () => {
    const next = await world.release('seven', 'ok', first.model)
    const inputs = { digest: next.image, require: 'none' }
    const ended = await world.spawnAction(inputs, {}, (line, kill) => {
      if (line.includes('Watch the rollout')) kill('SIGTERM')
    })
    expect(ended.code).toBe(1)
    expect(ended.states).toMatchObject({ verdict: 'fail', reason: 'cancelled' })
    expect(ending(await world.act(inputs))).toBe('pass deployed')
  }, 60_000)

  test('two runs at once: one deploys, the other is told who does', async () => {
    const [one, other] = [
      await world.release('eight', 'ok', first.model),
      await world.release('nine', 'ok', first.model),
    ]
    const ran = await Promise.all([
      world.act({ digest: one.image, require: 'none' }),
      world.act({ digest: other.image, require: 'none' }),
    ])
    expect(ran.map(ending).sort()).toEqual(['error deployment-in-progress', 'pass deployed'])
  }, 60_000)

  test('who waited for another release is compared with that one, not with the one before', async () => {
    const { image, model: champion } = await world.release('champion', 'ok')
    await world.act({ digest: image, model: champion, require: 'none' })
    const [one, other] = [await world.release('ten', 'ok', champion), await world.release('eleven', 'ok', champion)]
    const inputs = { 'lease-wait': '20s' }
    const ran = await Promise.all([
      world.act({ ...inputs, digest: one.image }),
      world.act({ ...inputs, digest: other.image }),
    ])
    expect(ran.map(ending).sort()).toEqual(['fail champion-mismatch', 'pass deployed'])
  }, 60_000)

  test('fields that others hold are not taken silently', async () => {
    const found = await deployment()
    if (found?.spec === undefined) throw new Error('no deployment')
    const edited: Deployment = { ...found, spec: { ...found.spec, replicas: 2 } }
    await world.cluster.replace(edited, { fieldManager: 'kubectl-edit' })
    const ran = await world.act({ digest: first.image, require: 'none' })
    expect(ending(ran)).toBe('error conflict')
    expect(ran.error?.message).toContain('.spec.replicas is held by kubectl-edit')
    expect(ending(await world.act({ digest: first.image, require: 'none', 'force-conflicts': 'true' }))).toBe(
      'pass deployed',
    )
  }, 60_000)

  test('a canary that a dead run left unrecorded is removed by the next release', async () => {
    const target = { namespace: NAMESPACE, name: 'app' }
    const left = await world.release('left', 'ok')
    expect(ending(await world.act({ digest: left.image, canary: 'true', require: 'none' }))).toBe('pass canary-placed')
    const stored = await readRelease(world.cluster, target)
    if (stored === undefined) throw new Error('no state')
    const { canary: _canary, ...state } = stored.state
    await writeRelease(world.cluster, target, { ...state, phase: 'idle' }, stored)
    expect(ending(await world.act({ digest: left.image, require: 'none' }))).toBe('pass deployed')
    expect(await exists('Deployment', 'app-canary')).toBe(false)
    expect(await exists('Service', 'app-canary')).toBe(false)
    expect(await backends()).toEqual(['app:1'])
  }, 60_000)

  test('a second Deployment in the manifests is watched as well', async () => {
    const broken = await world.release('worker', 'crash')
    const worker = MANIFESTS.split('---').find((text) => text.includes('kind: Deployment')) ?? ''
    await mkdir(join(world.workspace, 'two'))
    await writeFile(join(world.workspace, 'two/app.yaml'), MANIFESTS)
    await writeFile(
      join(world.workspace, 'two/worker.yaml'),
      worker.replaceAll(/app\b(?=[,}])/g, 'worker').replaceAll(/: app$/gm, ': worker'),
    )
    const { digest } = (await world.act({ mode: 'status' })).conclusion?.outputs ?? {}
    const image = `${world.registry.host}/octo/app@${broken.image}`
    const ran = await world.act({
      digest: digest ?? '',
      manifests: 'two',
      replaces: 'app',
      images: `worker=${image}`,
      require: 'none',
    })
    expect(ending(ran)).toBe('fail crash')
    expect(ran.conclusion?.outputs).toMatchObject({ container: 'worker', workload: 'app' })
  }, 60_000)
})
