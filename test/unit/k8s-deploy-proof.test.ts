import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { attach, isRelease, list, PredicateType, testResult } from '@ml-actions/attestation'
import { isRecord, readRelease, valueAt } from '@ml-actions/kubernetes'
import { type Digest, hexOf, parseDigest, sha256 } from '@ml-actions/registry'
import { loadPolicy, policyDigest } from '@ml-actions/validation-policy'
import {
  LABELS,
  MANIFESTS,
  NAMESPACE,
  POLICY,
  type Ran,
  type Release,
  startWorld,
  type World,
} from './k8s-deploy-world.ts'

// What must be proven before anything is sent, and what is said where it is not.

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.stop())

function ending({ conclusion, error }: Ran): string {
  const reason = error !== undefined && 'reason' in error ? String(error.reason) : (error?.stack ?? '')
  return conclusion === undefined ? `error ${reason}` : `${conclusion.verdict} ${conclusion.reason}`
}
const said = ({ conclusion, error }: Ran): string => conclusion?.message ?? error?.message ?? ''
const workload = (name: string) =>
  world.cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace: NAMESPACE })
const models = () => `${world.registry.host}/octo/models`
const put = (file: string, text: string): Promise<void> => writeFile(join(world.workspace, file), text)

describe('the policy of this checkout', () => {
  const RULES = `rules:\n  - accuracy >= 0.9\nlabels: ${LABELS}\n`
  const own = { mode: 'observe', policy: 'validation.yml', 'policy-digest': '', 'labels-digest': '' }
  const judgedBy = (policy: Digest, labels: Digest = LABELS): Promise<Release> =>
    world.release(`judged by ${policy} on ${labels}`, 'ok', undefined, undefined, { policy, labels })
  let digest: Digest
  beforeAll(async () => {
    await put('validation.yml', RULES)
    digest = policyDigest(await loadPolicy({ policy: join(world.workspace, 'validation.yml') }))
  })

  test('is what the model must have been judged by, on the labels that it pins', async () => {
    const { image } = await judgedBy(digest)
    expect(ending(await world.act({ ...own, digest: image }))).toBe('pass would-deploy')
    const same = { 'policy-digest': digest, 'labels-digest': LABELS }
    expect(ending(await world.act({ ...own, ...same, digest: image }))).toBe('pass would-deploy')
    const elsewhere = await judgedBy(digest, sha256('easy labels'))
    expect(ending(await world.act({ ...own, digest: elsewhere.image }))).toBe('fail dataset-mismatch')
  })

  test('overridden by inputs of the validation, it has another digest, and the refusal says so', async () => {
    const lax = policyDigest(await loadPolicy({ policy: join(world.workspace, 'validation.yml'), alpha: 0.4 }))
    const { image } = await judgedBy(lax)
    const ran = await world.act({ ...own, digest: image })
    expect(ending(ran)).toBe('fail policy-mismatch')
    expect(said(ran)).toContain('go before the policy file and change the digest')
    const claimed = await world.act({ ...own, 'policy-digest': lax, digest: image })
    expect(ending(claimed)).toBe('error policy-mismatch')
    expect(said(claimed)).toContain(`\`policy-digest\` is ${lax}`)
    // The word of another job alone is what it was before: believed.
    expect(ending(await world.act({ mode: 'observe', digest: image, 'policy-digest': lax }))).toBe('pass would-deploy')
  })

  test.each([
    ['is not there', undefined],
    ['is no YAML', 'rules: ['],
    ['has no rules', 'alpha: 0.1'],
    ['has a key that nobody knows', `${RULES}alfa: 0.1`],
    ['pins nothing', 'rules: [accuracy >= 0.9]\nlabels: []'],
    ['pins what is no digest', `rules: [accuracy >= 0.9]\nlabels: [${LABELS}, latest]`],
  ])('%s: nothing is sent', async (_, text) => {
    const { image } = await judgedBy(digest)
    if (text === undefined) await rm(join(world.workspace, 'other.yml'), { force: true })
    else await put('other.yml', text)
    const ran = await world.act({ ...own, mode: 'deploy', policy: 'other.yml', digest: image })
    expect(ending(ran)).toBe('error invalid-policy')
    expect(await workload('app')).toBeUndefined()
  })

  test('the labels that are asked for are among those that it pins', async () => {
    const ran = await world.act({
      ...own,
      'labels-digest': sha256('easy labels'),
      digest: (await judgedBy(digest)).image,
    })
    expect(ending(ran)).toBe('error dataset-mismatch')
    expect(said(ran)).toContain(`pins ${LABELS}`)
  })
})

describe('the chain', () => {
  test('the verdict of this run decides: removed, it leaves no older one behind', async () => {
    const { image, model, validation } = await world.release('judged twice', 'ok')
    const failed = testResult({
      challenger: model,
      challengerName: 'model',
      result: 'FAILED',
      reason: 'rule-not-met',
      policy: POLICY,
      labels: LABELS,
      challengerPredictions: sha256('predictions'),
      passed: [],
      warned: [],
      failed: ['accuracy >= 0.9'],
      finishedOn: '2030-01-15T11:31:00Z',
    })
    const asked = { mode: 'observe', digest: image, 'model-repository': models() }
    expect(ending(await world.act({ ...asked, validation }))).toBe('pass would-deploy')
    const { digest } = await attach(world.open('octo/models'), model, failed, world.signing)
    expect(ending(await world.act({ ...asked, validation: digest }))).toBe('fail failed-not-passed')
    await world.open('octo/models').deleteManifest(digest)
    const ran = await world.act({ ...asked, validation: digest })
    expect(ending(ran)).toBe('fail validation-gone')
    expect(said(ran)).toContain('Validate the model again')
    expect(ending(await world.act({ ...asked, validation: model }))).toBe('fail validation-mismatch')
  })

  test('a model that is gone is refused, and the message says what to do', async () => {
    const { image, model } = await world.release('gone', 'ok')
    await world.open('octo/models').deleteManifest(model)
    const asked = { mode: 'observe', digest: image }
    const ran = await world.act({ ...asked, 'model-repository': models() })
    expect(ending(ran)).toBe('fail model-gone')
    expect(said(ran)).toContain('Push the model again')
    expect(ending(await world.act({ ...asked, 'model-repository': models(), require: 'recorded' }))).toBe(
      'fail model-gone',
    )
    expect(ending(await world.act(asked))).toBe('pass would-deploy')
  })

  test('images beside the release are told as not walked, in the summary and in the record', async () => {
    const { image } = await world.release('with a companion', 'ok')
    const companion = await world.release('companion', 'ok')
    const other = `${world.registry.host}/octo/app@${companion.image}`
    const worker = MANIFESTS.split('---').find((text) => text.includes('kind: Deployment')) ?? ''
    await put('k8s/worker.yaml', worker.replaceAll(/app\b(?=[,}])/g, 'worker').replaceAll(/: app$/gm, ': worker'))
    const ran = await world.act({ digest: image, replaces: 'app', images: `worker=${other}` })
    await rm(join(world.workspace, 'k8s/worker.yaml'))
    expect(ending(ran)).toBe('pass first-release')
    expect(ran.conclusion?.summary).toContain('Not walked')
    expect(ran.conclusion?.summary).toContain(hexOf(companion.image))
    const [record] = await list(world.open('octo/app'), image, PredicateType.release)
    expect(record?.manifest.digest).toBe(ran.conclusion?.outputs?.attestation)
    const envelope: unknown =
      record?.content.kind === 'envelope' ? JSON.parse(Buffer.from(record.content.bytes).toString()) : undefined
    const payload = isRecord(envelope) ? Buffer.from(String(envelope['payload']), 'base64').toString() : ''
    const predicate: unknown = valueAt(JSON.parse(payload), 'predicate')
    expect(isRelease(predicate) ? predicate.annotations : undefined).toEqual({ 'images-not-walked': [other] })
  }, 60_000)

  test('what serves with an unknown model is neither a champion nor a first release', async () => {
    const serving = await world.release('nobody knows', 'ok')
    expect(ending(await world.act({ digest: serving.image, require: 'none' }))).toBe('pass deployed')
    const status = await world.act({ mode: 'status' })
    expect(ending(status)).toBe('inconclusive model-unknown')
    expect(status.conclusion).toMatchObject({ outputs: { digest: serving.image } })
    expect(status.conclusion?.outputs).not.toHaveProperty('model')
    const next = await world.release('judged as a first release', 'ok')
    const ran = await world.act({ mode: 'observe', digest: next.image })
    expect(ending(ran)).toBe('fail champion-unknown')
    expect(said(ran)).toContain('once more without `canary`')
    expect(ending(await world.act({ digest: serving.image }))).toBe('pass deployed')
    expect(ending(await world.act({ mode: 'status' }))).toBe('pass serving')
    expect(ending(await world.act({ mode: 'observe', digest: next.image }))).toBe('fail champion-mismatch')
  }, 60_000)
})

describe('a canary on trial', () => {
  const stored = async (): Promise<unknown> =>
    (await readRelease(world.cluster, { namespace: NAMESPACE, name: 'app' }))?.state
  const statuses = (): readonly unknown[] =>
    world.github.filter(({ path }) => path.endsWith('/statuses')).map(({ body }) => valueAt(body, 'state'))
  let release: Release

  test('its deployment on GitHub stays in progress, and its number is handed on', async () => {
    const champion = (await world.act({ mode: 'status' })).conclusion?.outputs?.model
    release = await world.release('on trial', 'ok', champion === undefined ? undefined : parseDigest(champion))
    const ran = await world.act({
      digest: release.image,
      canary: 'true',
      environment: 'production',
      'github-token': 'token',
    })
    expect(ending(ran)).toBe('pass canary-placed')
    expect(ran.conclusion?.outputs).toMatchObject({ deployment: '42' })
    expect(statuses()).toEqual(['in_progress', 'in_progress'])
    expect(valueAt(world.github.at(-1)?.body, 'description')).toMatch(/^Canary on trial: /)
    // Nothing is left for the post step to end.
    expect(ran.states.get('deployment')).toBe('')
  }, 60_000)

  test('without an environment there is no number', async () => {
    const ran = await world.act({ digest: release.image, canary: 'true' })
    expect(ending(ran)).toBe('pass canary-placed')
    expect(ran.conclusion?.outputs).not.toHaveProperty('deployment')
  }, 60_000)

  test('what promotion will apply follows the manifest; other pods are another trial', async () => {
    const placed = { digest: release.image, canary: 'true' }
    await put(
      'k8s/app.yaml',
      MANIFESTS.replace('metadata: {name: app}\nspec:\n  replicas: 1', 'metadata: {name: app}\nspec:\n  replicas: 2'),
    )
    expect(ending(await world.act(placed))).toBe('pass canary-placed')
    expect(valueAt(await stored(), 'canary', 'manifest', 'spec', 'replicas')).toBe(2)

    const cpu = (state: unknown): unknown => {
      const containers = valueAt(state, 'spec', 'template', 'spec', 'containers')
      return Array.isArray(containers) ? valueAt(containers[0], 'resources', 'requests', 'cpu') : undefined
    }
    await put('k8s/app.yaml', MANIFESTS.replace('cpu: 100m', 'cpu: 200m'))
    const refused = await world.act(placed)
    expect(ending(refused)).toBe('error canary-running')
    expect(said(refused)).toContain('the same image in other pods now')
    expect(cpu(await workload('app-canary'))).toBe('100m')
    expect(ending(await world.act({ ...placed, 'on-running-canary': 'supersede' }))).toBe('pass canary-placed')
    expect(cpu(await workload('app-canary'))).toBe('200m')
    expect(cpu(valueAt(await stored(), 'canary', 'manifest'))).toBe('200m')
    await put('k8s/app.yaml', MANIFESTS)
  }, 60_000)
})
