import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, loadConnection, openCluster } from '@ml-actions/kubernetes'
import { end } from '../services/daemon.ts'
import { endpoints } from '../services/endpoints.ts'
import { daemon, startApiServer } from '../services/kubernetes/index.ts'
import { pathsOf } from '../services/kubernetes/layout.ts'
import { realStage } from '../support/cluster/real.ts'
import type { Stage } from '../support/cluster/stage.ts'
import { serviceContext } from '../support/service-context.ts'

// @alone It ends the API server.

const LIMIT_MS = 180_000
const GONE_MS = 5_000

describe('an API server that is gone for a while', () => {
  const context = serviceContext('kubernetes')
  let here: Stage
  let cluster: Cluster
  beforeAll(async () => {
    here = await realStage()
    const { kubeconfig } = await endpoints('kubernetes')
    cluster = openCluster(await loadConnection({ kubeconfig: await readFile(kubeconfig, 'utf8'), env: {} }))
  }, LIMIT_MS)
  afterAll(async () => {
    await startApiServer(context)
    cluster.close()
    await here.stop()
  }, LIMIT_MS)

  test(
    'a watch goes on, and misses nothing that happened meanwhile',
    async () => {
      const kind = { apiVersion: 'v1', kind: 'ConfigMap' }
      const place = (name: string) => ({ ...kind, metadata: { name, namespace: here.namespace } })
      await cluster.create(place('before'))
      const watching = new AbortController()
      const seen = new Set<string>()
      const reading = (async () => {
        const selection = { namespace: here.namespace }
        for await (const { items } of cluster.watch(kind, selection, watching.signal)) {
          for (const { metadata } of items) seen.add(metadata.name)
        }
      })()
      await here.until('the first snapshot', async () => seen.has('before'))
      await end(daemon(pathsOf(context.state), 'apiserver'), { graceMs: 0 })
      await sleep(GONE_MS)
      await startApiServer(context)
      await here.until('a write', async () =>
        cluster.create(place('after')).then(
          () => true,
          () => false,
        ),
      )
      await here.until('what was written after', async () => seen.has('after'))
      watching.abort()
      await reading
      expect([...seen]).toEqual(expect.arrayContaining(['before', 'after']))
    },
    LIMIT_MS,
  )
})
