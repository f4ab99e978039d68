import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { list, PredicateType } from '@ml-actions/attestation'
import { isDeployment, readLastGood, withCanaryWeight } from '@ml-actions/kubernetes'
import type { Digest } from '@ml-actions/registry'
import { type Ended, NAMESPACE, startLoad, startWorld, type World } from './canary-promote-world.ts'

let world: World
let load: ReturnType<typeof startLoad>
let serving: Digest
let releases = 0

beforeAll(async () => {
  world = await startWorld()
  serving = await world.image('release 0', 'ok')
  await world.deploy(serving, false)
}, 60_000)
afterAll(async () => {
  await world.stop()
})
beforeEach(async () => {
  await world.restartMetrics()
  load = startLoad(world.router.url, 150)
})
afterEach(async () => {
  await load.stop()
})

const DEPLOYMENT = { deployment: '42', 'github-token': 'ghs_token', url: 'https://app.example.org' }

/** What GitHub was told last. */
const told = (): unknown => world.deploymentStatuses.at(-1)

/** Places a new release as canary; its name is what it answers with. */
async function place(behaviour: string): Promise<{ name: string; digest: Digest }> {
  const name = `release ${++releases}`
  const digest = await world.image(name, behaviour)
  expect(await world.deploy(digest, true)).toBe('canary-placed')
  return { name, digest }
}

async function expectStableAlone(digest: Digest): Promise<void> {
  expect(await world.weights()).toEqual(['app:100'])
  expect(await world.exists('Deployment', 'app-canary')).toBe(false)
  expect(await world.exists('Service', 'app-canary')).toBe(false)
  const state = await world.state()
  expect(state).toMatchObject({ phase: 'idle', weight: 0, stable: { image: expect.stringContaining(digest) } })
  expect(state?.canary).toBeUndefined()
}

/** What users saw: no request was lost on the way, and nothing came from the canary once it was settled. */
async function expectNoneLost(canary?: string, settledMs = Date.now()): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300))
  await load.stop()
  const lost = load.seen.filter(({ status }) => status !== 200 && status !== 500)
  expect(lost).toEqual([])
  if (canary !== undefined)
    expect(load.seen.filter(({ atMs, release }) => atMs > settledMs && release === canary)).toEqual([])
}

/** The e-values of the report, computed again in Python from the raw counts in it. */
function recompute({ outputs }: Pick<Ended, 'outputs'>): string {
  const script = join(import.meta.dirname, '../oracle/recompute_evalues.py')
  const ran = spawnSync('python3', [script, String(outputs['report'])], { encoding: 'utf8' })
  expect({ status: ran.status, text: ran.stdout + ran.stderr }).toMatchObject({ status: 0 })
  return ran.stdout
}

describe('canary-promote against a cluster, a router and metrics', () => {
  test('an equal release is promoted; every e-value follows from the stored counts', async () => {
    const { name, digest } = await place('ok')
    const ended = await world.promote({ digest, ...DEPLOYMENT })
    expect(ended).toMatchObject({ verdict: 'pass', reason: 'promoted' })
    expect(told()).toMatchObject({
      state: 'success',
      description: expect.stringContaining('promoted: '),
      environment_url: 'https://app.example.org',
      log_url: expect.stringContaining('/actions/runs/'),
    })
    expect(ended.log).toContain('errors is seen after')
    expect(recompute(ended)).toContain('pass (promoted): follows from these values')
    await expectStableAlone(digest)
    const stable = await world.cluster.get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'app',
      namespace: NAMESPACE,
    })
    expect(stable !== undefined && isDeployment(stable) && readLastGood(stable)).toMatchObject({
      image: `${world.registryHost}/octo/app@${digest}`,
      run: expect.stringContaining('octo/model/actions/runs/'),
    })
    const attached = await list(world.images, digest, PredicateType.promotion)
    expect(attached.map(({ manifest }) => manifest.digest)).toEqual([ended.outputs['attestation']])
    expect(JSON.parse(readFileSync(String(ended.outputs['statement']), 'utf8'))).toMatchObject({
      predicate: { outcome: 'promoted', evidence: { canary: { requests: expect.any(Number) } } },
    })
    expect(ended.summary).toContain('promoted')
    const report: unknown = JSON.parse(readFileSync(String(ended.outputs['report']), 'utf8'))
    expect(report).toMatchObject({
      page: { sections: expect.arrayContaining([expect.objectContaining({ title: 'Evidence on errors' })]) },
    })
    await expectNoneLost()
    expect(load.seen.at(-1)?.release).toBe(name)
    serving = digest
  }, 60_000)

  test.each(['whatever is on trial is meant', 'this run placed it'])(
    'then there is nothing to promote, where %s',
    async (what) => {
      expect(await world.promote(what.startsWith('this') ? { digest: serving } : {})).toMatchObject({
        verdict: 'pass',
        reason: 'nothing-to-promote',
        outputs: { image: expect.stringContaining(serving) },
      })
    },
  )

  test('a release that was overtaken is not promoted by what serves instead', async () => {
    const overtaken = await world.image('release overtaken', 'ok')
    const ended = await world.promote({ digest: overtaken, ...DEPLOYMENT })
    expect(ended).toMatchObject({ verdict: 'inconclusive', reason: 'superseded' })
    expect(ended.message).toContain(`${serving} serves`)
    expect(told()).toMatchObject({ state: 'error', description: expect.stringContaining('superseded') })
  })

  test('another release on trial is not touched, whatever is asked for', async () => {
    const mine = await world.image('release mine', 'ok')
    const { digest } = await place('ok')
    for (const mode of ['run', 'observe', 'plan', 'abort']) {
      const ended = await world.promote({ digest: mine, mode, ...DEPLOYMENT })
      expect([mode, ended]).toEqual([mode, expect.objectContaining({ verdict: 'inconclusive', reason: 'superseded' })])
      expect(ended.message).toContain(`${digest} is on trial`)
    }
    expect(await world.promote({ digest: serving })).toMatchObject({ verdict: 'pass', reason: 'nothing-to-promote' })
    expect(await world.state()).toMatchObject({ phase: 'canary', weight: 0 })
    expect(await world.weights()).toEqual(['app:100', 'app-canary:0'])
    expect(await world.promote({ digest, mode: 'abort', ...DEPLOYMENT })).toMatchObject({ reason: 'aborted' })
    expect(told()).toMatchObject({ state: 'failure', description: expect.stringContaining('aborted') })
    await expectStableAlone(serving)
  }, 60_000)

  test.each([
    ['errors', 'errors-harm'],
    ['slow', 'latency-harm'],
  ])(
    'a release with more %s goes back by itself',
    async (behaviour, reason) => {
      const { name } = await place(behaviour)
      const ended = await world.promote(DEPLOYMENT)
      const settled = Date.now()
      expect(told()).toMatchObject({ state: 'failure', description: expect.stringContaining(`${reason}: `) })
      expect(ended).toMatchObject({ verdict: 'fail', reason, outputs: { image: expect.stringContaining(serving) } })
      expect(recompute(ended)).toContain(`fail (${reason}): follows from these values`)
      await expectStableAlone(serving)
      await expectNoneLost(name, settled)
    },
    60_000,
  )

  test('the pods’ own metrics lead to the same verdict', async () => {
    await place('errors')
    const ended = await world.promote({ metrics: 'pods' })
    expect(ended).toMatchObject({ verdict: 'fail', reason: 'errors-harm' })
    expect(recompute(ended)).toContain('follows from these values')
    const report: unknown = JSON.parse(readFileSync(String(ended.outputs['report']), 'utf8'))
    expect(report).toMatchObject({ edges: [0.02, 0.1] })
    await expectStableAlone(serving)
  }, 60_000)

  test('with steps up to 100 the canary takes all traffic before stable is touched', async () => {
    const { digest } = await place('ok')
    const ended = await world.promote({ steps: '30, 100' })
    expect(ended.reason).toBe('promoted')
    const report: unknown = JSON.parse(readFileSync(String(ended.outputs['report']), 'utf8'))
    expect(report).toMatchObject({
      weights: expect.arrayContaining([
        expect.objectContaining({ weight: 100 }),
        expect.objectContaining({ weight: 50 }),
      ]),
    })
    recompute(ended)
    await expectStableAlone(digest)
    await expectNoneLost()
    serving = digest
  }, 60_000)

  test('metrics gone: it holds, then goes back, and never promotes blind', async () => {
    const { name } = await place('ok')
    const ended = await world.promote(
      { 'step-min': '3s' },
      { onLine: (line) => void (line.includes('| 20 % |') && world.killMetrics()) },
    )
    expect(ended).toMatchObject({ verdict: 'inconclusive', reason: 'blind' })
    expect(ended.log).toMatch(/hold: blind since/)
    expect(ended.log).not.toContain('| 50 % |')
    await expectStableAlone(serving)
    await expectNoneLost(name)
  }, 60_000)

  test('metrics that can’t be read at the start: nothing is moved', async () => {
    await place('ok')
    const before = world.deploymentStatuses.length
    const ended = await world.promote({
      'prometheus-url': 'http://127.0.0.1:9',
      deployment: '42',
      'github-token': 'no',
    })
    expect(ended).toMatchObject({ verdict: 'inconclusive', reason: 'metrics-unavailable' })
    // GitHub refused that token: a word in the log, and the same verdict.
    expect(ended.log).toContain("The deployment's status on GitHub is not written")
    expect(world.deploymentStatuses.length).toBe(before)
    expect(await world.weights()).toEqual(['app:100', 'app-canary:0'])
    expect(await world.promote({ mode: 'abort' })).toMatchObject({ verdict: 'inconclusive', reason: 'aborted' })
    await expectStableAlone(serving)
  }, 60_000)

  test('no load: nothing is promoted', async () => {
    await place('ok')
    await load.stop()
    const ended = await world.promote({ timeout: '2s' })
    expect(ended).toMatchObject({ verdict: 'inconclusive', reason: 'no-traffic' })
    await expectStableAlone(serving)
  }, 60_000)

  test('load that stops on the way: nothing is promoted; held, and continued by the next run', async () => {
    const { digest } = await place('ok')
    const held = await world.promote(
      { timeout: '4s', 'on-inconclusive': 'hold' },
      { onLine: (line) => void (line.includes('| 20 % |') && load.stop()) },
    )
    expect(held).toMatchObject({ verdict: 'inconclusive', outputs: { weight: '20' } })
    expect(['no-traffic', 'not-yet']).toContain(held.reason)
    expect(await world.weights()).toEqual(['app:80', 'app-canary:20'])
    load = startLoad(world.router.url, 150)
    const ended = await world.promote()
    expect(ended.reason).toBe('promoted')
    recompute(ended)
    await expectStableAlone(digest)
    await expectNoneLost()
    serving = digest
  }, 60_000)

  test('observe and plan tell, and touch nothing', async () => {
    await place('errors')
    const statuses = world.deploymentStatuses.length
    const planned = await world.promote({ mode: 'plan', ...DEPLOYMENT })
    expect(planned).toMatchObject({ verdict: 'pass', reason: 'planned' })
    expect(planned.log).toContain('An equal release is proven safe after')
    const route = await world.cluster.get({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      name: 'app',
      namespace: NAMESPACE,
    })
    if (route === undefined) throw new Error('no route')
    await world.cluster.replace(withCanaryWeight(route, 'app', 30))
    const before = JSON.stringify(await world.state())
    const ended = await world.promote({ mode: 'observe', ...DEPLOYMENT })
    expect(ended).toMatchObject({ verdict: 'fail', reason: 'would-go-back' })
    expect(world.deploymentStatuses.length).toBe(statuses)
    expect(ended.message).toContain('errors-harm')
    expect(JSON.stringify(await world.state())).toBe(before)
    expect(await world.weights()).toEqual(['app:70', 'app-canary:30'])
    expect((await world.promote({ mode: 'abort' })).reason).toBe('aborted')
  }, 60_000)

  test('a weight that somebody else sets ends the run: superseded', async () => {
    await place('ok')
    let done = false
    const meddle = async () => {
      const route = await world.cluster.get({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        name: 'app',
        namespace: NAMESPACE,
      })
      if (route !== undefined) await world.cluster.replace(withCanaryWeight(route, 'app', 77))
    }
    const ended = await world.promote(
      { 'step-min': '5s' },
      {
        onLine: (line) => {
          if (done || !line.includes('| 20 % |')) return
          done = true
          void meddle()
        },
      },
    )
    expect(ended).toMatchObject({ verdict: 'inconclusive', reason: 'superseded' })
    await expectStableAlone(serving)
  }, 60_000)

  test('a run that is cancelled goes back at once; its post step finishes', async () => {
    const { name } = await place('ok')
    let asked = 0
    const given = { 'step-min': '30s', ...DEPLOYMENT }
    const before = world.deploymentStatuses.length
    const main = await world.spawnAction(given, {}, (line, kill) => {
      if (asked === 0 && line.includes('| 20 % |')) {
        asked = Date.now()
        kill('SIGINT')
      }
    })
    expect(Date.now() - asked).toBeLessThan(5_000)
    expect(main).toMatchObject({ code: 1, outputs: { verdict: 'fail', reason: 'cancelled' } })
    expect(await world.weights()).toEqual(['app:100', 'app-canary:0'])
    expect(world.deploymentStatuses.length).toBe(before)
    const post = await world.spawnAction(given, main.states, () => undefined)
    expect(post.code).toBe(0)
    expect(told()).toMatchObject({ state: 'failure', description: expect.stringContaining('cancelled') })
    await expectStableAlone(serving)
    await expectNoneLost(name)
  }, 60_000)

  test('a run that is killed leaves the weight; the next one takes over and continues', async () => {
    const { digest } = await place('ok')
    let killed = false
    await world.spawnAction({ 'step-min': '30s' }, {}, (line, kill) => {
      if (!killed && line.includes('| 20 % |')) {
        killed = true
        kill('SIGKILL')
      }
    })
    expect(await world.weights()).toEqual(['app:80', 'app-canary:20'])
    const ended = await world.promote()
    expect(ended.reason).toBe('promoted')
    recompute(ended)
    await expectStableAlone(digest)
    await expectNoneLost()
    serving = digest
  }, 60_000)
})
