import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Cluster, loadConnection, openCluster, type Snapshot, sharingWatches } from '@ml-actions/kubernetes'

const PODS = { apiVersion: 'v1', kind: 'Pod' }
const SELECTION = { namespace: 'default' }

describe('watches that are shared', () => {
  let server: Server
  let cluster: Cluster
  let folder: string
  let listStatus: number
  let asked: string[]
  /** The open watches. */
  let open: Set<ServerResponse>
  const followers: AbortController[] = []

  beforeEach(async () => {
    listStatus = 200
    asked = []
    open = new Set()
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      asked.push(url.searchParams.has('watch') ? 'watch' : 'list')
      if (url.pathname === '/api/v1') {
        asked.pop()
        const resources = [{ name: 'pods', kind: 'Pod', namespaced: true, verbs: ['list', 'watch'] }]
        response.end(JSON.stringify({ kind: 'APIResourceList', groupVersion: 'v1', resources }))
      } else if (url.searchParams.has('watch')) {
        open.add(response)
        response.once('close', () => open.delete(response))
        response.flushHeaders()
      } else {
        const list = { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: [] }
        const refusal = { kind: 'Status', status: 'Failure', code: 403, reason: 'Forbidden', message: 'no' }
        response.writeHead(listStatus).end(JSON.stringify(listStatus === 200 ? list : refusal))
      }
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    folder = await mkdtemp(join(tmpdir(), 'shared-watch-'))
    const kubeconfig = join(folder, 'kubeconfig')
    const content = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: 'u', user: { token: 'token' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }
    await writeFile(kubeconfig, JSON.stringify(content))
    cluster = sharingWatches(openCluster(await loadConnection({ kubeconfig, env: {} })))
  })
  afterEach(async () => {
    for (const follower of followers.splice(0)) follower.abort()
    cluster.close()
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true, force: true })
  })

  const follow = () => {
    const stop = new AbortController()
    followers.push(stop)
    const iterator = cluster.watch(PODS, SELECTION, stop.signal)[Symbol.asyncIterator]()
    const next = async (): Promise<readonly string[] | undefined> => {
      const result: IteratorResult<Snapshot, unknown> = await iterator.next()
      return result.done === true ? undefined : result.value.items.map(({ metadata }) => metadata.name)
    }
    return { next, stop: () => stop.abort() }
  }
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const send = (name: string, resourceVersion: string): void => {
    const object = { kind: 'Pod', apiVersion: 'v1', metadata: { name, namespace: 'default', resourceVersion } }
    for (const response of open) response.write(`${JSON.stringify({ type: 'ADDED', object })}\n`)
  }

  test('all follow one, also who comes later; it ends with the last of them', async () => {
    const [one, other] = [follow(), follow()]
    expect(await Promise.all([one.next(), other.next()])).toEqual([[], []])
    const [changed, too] = [one.next(), other.next()]
    await until(() => open.size === 1)
    send('a', '2')
    expect(await Promise.all([changed, too])).toEqual([['a'], ['a']])
    const late = follow()
    expect(await late.next()).toEqual(['a'])
    expect(asked).toEqual(['list', 'watch'])

    const [, ...waiting] = [one, other, late].map((follower) => follower.next())
    one.stop()
    send('b', '3')
    expect(await Promise.all(waiting)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    const ends = [other.next(), late.next()]
    other.stop()
    late.stop()
    expect(await Promise.all(ends)).toEqual([undefined, undefined])
    await until(() => open.size === 0)
  })

  test('all are told what it fails of, and the next one tries anew', async () => {
    listStatus = 403
    const all = await Promise.allSettled([follow().next(), follow().next()])
    expect(all.map((each) => each.status === 'rejected' && String(each.reason))).toEqual([
      expect.stringContaining('no'),
      expect.stringContaining('no'),
    ])
    expect(asked).toEqual(['list'])
    listStatus = 200
    expect(await follow().next()).toEqual([])
  })
})
