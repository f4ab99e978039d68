import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  acquireLease,
  type Cluster,
  loadConnection,
  openCluster,
  type ReleaseState,
  readRelease,
  writeRelease,
} from '@ml-actions/kubernetes'
import { startCluster } from '@ml-actions/sandbox'
import { type ApiProxy, startApiProxy } from '../support/cluster/api-proxy.ts'

// The API server does what it was asked to, and the connection ends before it can say so: once for every write.

const target = { namespace: 'ml', name: 'app' }
const state: ReleaseState = {
  schema: 1,
  phase: 'idle',
  stable: { image: 'registry.example/app@sha256:1' },
  weight: 0,
  steps: [{ at: '2030-01-15T11:00:00Z', weight: 0, decision: 'placed' }],
  epoch: 1,
}

let embedded: Awaited<ReturnType<typeof startCluster>>
let proxy: ApiProxy
let cluster: Cluster
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cut-'))
  embedded = await startCluster({
    dir,
    token: 'token',
    registry: { host: '127.0.0.1:9', username: 'ci', password: 'none' },
    namespaces: ['ml'],
  })
  proxy = await startApiProxy(embedded)
  const kubeconfig = embedded.kubeconfig.replaceAll(embedded.url, proxy.url)
  cluster = openCluster(await loadConnection({ kubeconfig, env: {} }))
  const heard = new Set<string>()
  proxy.atWrite((place, moment) => {
    const word = proxy.writes[place - 1] ?? ''
    if (moment === 'before' || heard.has(word)) return false
    heard.add(word)
    return true
  })
})
afterAll(async () => {
  cluster.close()
  await proxy.stop()
  await embedded.stop()
  await rm(dir, { recursive: true, force: true })
})

describe('a write whose answer is lost', () => {
  test('of a release and its Lease is found to have been done', async () => {
    const lease = await acquireLease(cluster, {
      namespace: 'ml',
      name: 'app-release',
      holder: 'run',
      durationSeconds: 30,
      waitMs: 0,
    })
    const first = await writeRelease(cluster, target, state, undefined)
    expect(first.state).toEqual(state)
    const second = await writeRelease(cluster, target, { ...state, phase: 'idle', epoch: lease.epoch }, first)
    expect((await readRelease(cluster, target))?.resourceVersion).toBe(second.resourceVersion)
    const service = { apiVersion: 'v1', kind: 'Service', metadata: target }
    await cluster.apply({ ...service, ...{ spec: { ports: [{ port: 80 }] } } }, { fieldManager: 'ml-actions' })
    await cluster.delete({ apiVersion: 'v1', kind: 'Service', ...target })
    expect(await cluster.get({ apiVersion: 'v1', kind: 'Service', ...target })).toBeUndefined()
    await lease.release().catch(() => undefined)
    expect(proxy.writes).toEqual([
      'take the Lease',
      'take the Lease',
      'release state: idle',
      'release state: idle',
      'PATCH services/app',
      'PATCH services/app',
      'DELETE services/app',
      'DELETE services/app',
      'give the Lease back',
    ])
  })

  test('that never arrived is told', async () => {
    proxy.atWrite((_, moment) => moment === 'before')
    const stored = await readRelease(cluster, target)
    const next = writeRelease(cluster, target, { ...state, weight: 5, epoch: 9 }, stored)
    await expect(next).rejects.toMatchObject({ status: 0, reason: 'Unreachable' })
  })
})
