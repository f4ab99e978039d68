import { request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  acquireLease,
  type Cluster,
  diagnose,
  isKubernetesObject,
  loadConnection,
  openCluster,
  type RolloutState,
  watchRollout,
} from '@ml-actions/kubernetes'
import { type RunningRouter, startRouter } from '@ml-actions/sandbox'
import { deployment, deploymentPath, type Stage, stage } from '../fixtures/cluster/stage.ts'

const READY = { readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 1 } }

/** The status of one request, with a connection of its own; 0 where there was no answer. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const sent = httpRequest(url, { agent: false }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', () => resolve(0))
    sent.end()
  })
}

describe('the actions’ own client and the router on the embedded cluster', () => {
  let here: Stage & { readonly kubeconfig: string }
  let cluster: Cluster
  let router: RunningRouter
  beforeAll(async () => {
    here = await stage({ watchHistory: 30 })
    cluster = openCluster(await loadConnection({ kubeconfig: here.kubeconfig, env: {} }))
    router = await startRouter({ clusterUrl: here.url, token: 'token' })
  })
  afterAll(async () => {
    cluster.close()
    await router.stop()
    await here.stop()
  })

  const apply = async (object: unknown) => {
    if (!isKubernetesObject(object)) throw new Error('not an object')
    const placed = { ...object, metadata: { ...object.metadata, namespace: 'default' } }
    return cluster.apply(placed, { fieldManager: 'test', force: true })
  }
  const outcome = async (name: string): Promise<RolloutState> => {
    const signal = AbortSignal.timeout(15_000)
    for await (const objects of watchRollout(cluster, { namespace: 'default', name, tickMs: 200 }, signal)) {
      const state = diagnose(objects, { now: Date.now(), graceMs: 500 })
      if (state.phase !== 'progressing') return state
    }
    throw new Error(`no outcome of ${name} in time`)
  }

  test.each([
    ['good', READY, { phase: 'complete', ready: 1 }],
    [
      'crash',
      { ...READY, command: ['python', '-c', 'raise SystemExit(3)'] },
      { phase: 'doomed', doom: { class: 'crash', exitCode: 3 } },
    ],
    ['image', { image: 'HOST/test/server:nope' }, { phase: 'doomed', doom: { class: 'image' } }],
    [
      'config',
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'no', key: 'a' } } }] },
      { phase: 'doomed', doom: { class: 'config' } },
    ],
    [
      'scheduling',
      { resources: { limits: { 'nvidia.com/gpu': 1 } } },
      { phase: 'doomed', doom: { class: 'scheduling' } },
    ],
  ])('a %s rollout is diagnosed', async (name, container, expected) => {
    const text = JSON.stringify(deployment(name, here.server, container)).replace('HOST', here.host)
    await apply(JSON.parse(text))
    expect(await outcome(name)).toMatchObject(expected)
    await cluster.delete({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name })
  })

  test('one of two holders gets the lease', async () => {
    const lease = { namespace: 'default', name: 'release', durationSeconds: 15, waitMs: 0 }
    const first = await acquireLease(cluster, { ...lease, holder: 'first' })
    await expect(acquireLease(cluster, { ...lease, holder: 'second' })).rejects.toThrow('is held by first')
    await first.release()
    const second = await acquireLease(cluster, { ...lease, holder: 'second' })
    expect(second.epoch).toBeGreaterThan(first.epoch)
    await second.release()
  })

  test('no request fails while pods that pause before they leave are replaced', async () => {
    const lifecycle = { preStop: { sleep: { seconds: 1 } } }
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
    const version = (word: string) =>
      deployment(
        'web',
        here.server,
        { ...READY, lifecycle, env: [{ name: 'ANSWER', value: word }] },
        { replicas: 2, strategy },
      )
    await apply(version('one'))
    await apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    })
    await apply({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web' },
      spec: { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
    })
    expect(await outcome('web')).toMatchObject({ phase: 'complete' })
    await here.until('traffic', async () => (await statusOf(router.url)) === 200)
    const answers = new Map<number, number>()
    let loading = true
    const load = (async () => {
      while (loading) {
        const status = await statusOf(router.url)
        answers.set(status, (answers.get(status) ?? 0) + 1)
        await sleep(5)
      }
    })()
    await apply(version('two'))
    await here.until('the new revision', async () => {
      const { body } = await here.request('GET', deploymentPath('web'))
      return body.status.observedGeneration === 2 && body.status.updatedReplicas === 2 && body.status.replicas === 2
    })
    await here.until('the old pods are gone', async () => (await here.pods('web')).length === 2)
    loading = false
    await load
    expect([...answers.keys()]).toEqual([200])
    expect(answers.get(200)).toBeGreaterThan(50)
  })
})
