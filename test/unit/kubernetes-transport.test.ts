import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from '@jest/globals'
import {
  acquireLease,
  type Cluster,
  fieldConflicts,
  isRecord,
  type KubernetesError,
  type KubernetesObject,
  LeaseHeldError,
  loadConnection,
  openCluster,
  type Snapshot,
} from '@ml-actions/kubernetes'
import { until } from '../support/within.ts'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
type Handler = (seen: Seen, response: ServerResponse, count: number) => void

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function listen(handler: Handler): Promise<{ url: string; requests: Seen[] }> {
  const requests: Seen[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString() }
      requests.push(seen)
      handler(seen, response, requests.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  return { url: `http://127.0.0.1:${address.port}`, requests }
}

const kubeconfigOf = (server: string, user = 'token: secret-token'): string => `
apiVersion: v1
kind: Config
current-context: here
contexts:
  - {name: here, context: {cluster: c, user: u, namespace: ml}}
clusters:
  - {name: c, cluster: {server: "${server}"}}
users:
  - {name: u, user: {${user}}}
`

async function clusterAt(url: string): Promise<Cluster> {
  const cluster = openCluster(await loadConnection({ kubeconfig: kubeconfigOf(url), env: {} }))
  closing.push(async () => cluster.close())
  return cluster
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function status(code: number, reason: string, message: string, details: object = {}) {
  return { apiVersion: 'v1', kind: 'Status', status: 'Failure', code, reason, message, details }
}

const object = (name: string, resourceVersion: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'ml', resourceVersion },
})
const list = (resourceVersion: string, ...items: KubernetesObject[]) => ({
  kind: 'ConfigMapList',
  apiVersion: 'v1',
  metadata: { resourceVersion },
  items: items.map(({ metadata }) => ({ metadata })),
})
const KIND = { apiVersion: 'v1', kind: 'ConfigMap' }
const REFERENCE = { ...KIND, name: 'a', namespace: 'ml' }

async function failure(promise: Promise<unknown>): Promise<KubernetesError & { code?: string }> {
  return promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: KubernetesError) => error,
  )
}

describe('requests', () => {
  test('carry the token, and a missing object is undefined only where the server says that it is missing', async () => {
    const server = await listen((seen, response) =>
      seen.url.endsWith('/a')
        ? json(response, 404, status(404, 'NotFound', 'configmaps "a" not found', { name: 'a', kind: 'configmaps' }))
        : json(response, 404, status(404, 'NotFound', 'the server could not find the requested resource')),
    )
    const cluster = await clusterAt(server.url)
    expect(cluster.namespace).toBe('ml')
    expect(await cluster.get(REFERENCE)).toBeUndefined()
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-token')
    expect(await failure(cluster.get({ ...REFERENCE, name: 'b' }))).toMatchObject({ status: 404 })
  })

  test.each([401, 403])('an unreadable cluster (%d) is an error, never an absence', async (code) => {
    const server = await listen((_, response) => json(response, code, status(code, 'Forbidden', 'no')))
    expect(await failure((await clusterAt(server.url)).get(REFERENCE))).toMatchObject({ status: code })
    expect(server.requests).toHaveLength(1)
  })

  test('frame the body of DELETE, with the UID that must be there', async () => {
    const server = await listen((_, response) => json(response, 200, status(200, '', 'deleted')))
    await (await clusterAt(server.url)).delete(REFERENCE, { uid: 'u1', propagation: 'Foreground' })
    const [seen] = server.requests
    expect(seen?.headers['content-length']).toBe(String(seen?.body.length))
    expect(seen?.headers['transfer-encoding']).toBeUndefined()
    expect(JSON.parse(seen?.body ?? '')).toMatchObject({
      preconditions: { uid: 'u1' },
      propagationPolicy: 'Foreground',
    })
  })

  test('apply is strict, names its manager, and its conflicts name field and holder', async () => {
    const server = await listen((_, response) =>
      json(
        response,
        409,
        status(409, 'Conflict', 'Apply failed with 1 conflict', {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "kubectl-edit" using apps/v1 at 2026-01-01T00:00:00Z',
              field: '.spec.replicas',
            },
          ],
        }),
      ),
    )
    const error = await failure(
      (await clusterAt(server.url)).apply(object('a', '1'), { fieldManager: 'ml-actions', dryRun: true }),
    )
    expect(fieldConflicts(error)).toEqual([{ field: '.spec.replicas', manager: 'kubectl-edit' }])
    expect(server.requests[0]).toMatchObject({
      method: 'PATCH',
      url: '/api/v1/namespaces/ml/configmaps/a?fieldManager=ml-actions&dryRun=All&fieldValidation=Strict',
      headers: { 'content-type': 'application/apply-patch+yaml' },
    })
  })

  test('are tried again after 429, at the time the server asks for, whatever the method', async () => {
    const server = await listen((_, response, count) =>
      count === 1
        ? json(response, 429, status(429, 'TooManyRequests', 'slow down'), { 'Retry-After': '0' })
        : json(response, 200, object('a', '2')),
    )
    expect(await (await clusterAt(server.url)).replace(object('a', '1'))).toMatchObject({
      metadata: { resourceVersion: '2' },
    })
    expect(server.requests).toHaveLength(2)
  })

  test('reads are tried again after 5xx and cut answers', async () => {
    const server = await listen((_, response, count) => {
      if (count === 1) return json(response, 503, status(503, 'ServiceUnavailable', 'starting'))
      if (count === 2) {
        response.writeHead(200, { 'Content-Length': '1000' })
        response.write('{"kind"')
        return setImmediate(() => response.destroy())
      }
      return json(response, 200, object('a', '3'))
    })
    expect(await (await clusterAt(server.url)).get(REFERENCE)).toMatchObject({ metadata: { resourceVersion: '3' } })
    expect(server.requests).toHaveLength(3)
  })

  test('a write is not repeated after a 500, which is how the server answers a typo', async () => {
    const typo = 'failed to create typed patch object (ml/a; v1, Kind=ConfigMap): .dta: field not declared in schema'
    const server = await listen((_, response) => json(response, 500, status(500, '', typo)))
    const error = await failure((await clusterAt(server.url)).apply(object('a', '1'), { fieldManager: 'ml-actions' }))
    expect(error.reason).toBe('InvalidPatch')
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['replaced', 1, (cluster: Cluster) => cluster.replace(object('a', '1'))],
    ['created', 1, (cluster: Cluster) => cluster.create(object('a', '1'))],
    ['applied', 5, (cluster: Cluster) => cluster.apply(object('a', '1'), { fieldManager: 'ml-actions' })],
    ['deleted', 5, (cluster: Cluster) => cluster.delete(REFERENCE)],
  ])('after a cut connection, what is %s is tried %i times: twice must be once', async (_, times, write) => {
    const server = await listen((__, response) => void response.destroy())
    expect((await failure(write(await clusterAt(server.url)))).reason).toBe('Unreachable')
    expect(server.requests).toHaveLength(times)
  })
})

describe('watch', () => {
  /** Names in each snapshot until the last one is reached. */
  async function names(cluster: Cluster, until: string): Promise<string[]> {
    const stop = new AbortController()
    const seen: string[] = []
    const text = (snapshot: Snapshot): string =>
      snapshot.items.map((item) => `${item.metadata.name}@${item.metadata.resourceVersion}`).join(' ')
    for await (const snapshot of cluster.watch(KIND, { namespace: 'ml' }, stop.signal)) {
      seen.push(text(snapshot))
      if (text(snapshot) === until) stop.abort()
    }
    return seen
  }
  const line = (type: string, body: unknown): string => `${JSON.stringify({ type, object: body })}\n`
  const bookmark = (version: string): string =>
    line('BOOKMARK', { kind: 'ConfigMap', apiVersion: 'v1', metadata: { resourceVersion: version } })
  const isWatch = (seen: Seen): boolean => seen.url.includes('watch=true')

  test('follows changes, and a cut connection goes on from the last version, a bookmark included', async () => {
    const server = await listen((seen, response) => {
      if (!isWatch(seen)) return json(response, 200, list('10', object('a', '9')))
      const from = new URL(seen.url, 'http://x').searchParams.get('resourceVersion')
      response.writeHead(200)
      if (from === '10') {
        response.write(line('ADDED', object('b', '11')))
        // Half a line: the connection dies in the middle of an event.
        return response.write(`${bookmark('15')}{"type":"MODI`, () => response.destroy())
      }
      return response.end(`${line('MODIFIED', object('a', '16'))}${line('DELETED', object('b', '17'))}`)
    })
    const seen = await names(await clusterAt(server.url), 'a@16')
    expect(seen.slice(0, 2)).toEqual(['a@9', 'a@9 b@11'])
    expect(seen.at(-1)).toBe('a@16')
  })

  test('a quiet end goes on from the bookmark', async () => {
    const versions: (string | null)[] = []
    const server = await listen((seen, response) => {
      if (!isWatch(seen)) return json(response, 200, list('10'))
      versions.push(new URL(seen.url, 'http://x').searchParams.get('resourceVersion'))
      return response.end(versions.length === 1 ? bookmark('20') : line('ADDED', object('z', '21')))
    })
    expect(await names(await clusterAt(server.url), 'z@21')).toEqual(['', 'z@21'])
    expect(versions).toEqual(['10', '20'])
  })

  test.each([
    ['HTTP 410', (response: ServerResponse) => json(response, 410, status(410, 'Expired', 'too old resource version'))],
    [
      '200 and an ERROR event',
      (response: ServerResponse) =>
        void response.end(line('ERROR', status(410, 'Expired', 'too old resource version: 10 (99)'))),
    ],
    [
      'a 500 for a version it can not read',
      (response: ServerResponse) => json(response, 500, status(500, '', 'invalid resource version')),
    ],
  ])('lists again after %s', async (_, answer) => {
    let lists = 0
    const server = await listen((seen, response) => {
      if (!isWatch(seen)) {
        lists += 1
        return json(response, 200, lists === 1 ? list('10', object('a', '9')) : list('99', object('c', '98')))
      }
      return answer(response)
    })
    expect(await names(await clusterAt(server.url), 'c@98')).toEqual(['a@9', 'c@98'])
  })

  test('a watch that is not allowed throws', async () => {
    const server = await listen((seen, response) =>
      isWatch(seen) ? json(response, 403, status(403, 'Forbidden', 'no watch')) : json(response, 200, list('10')),
    )
    expect(await failure(names(await clusterAt(server.url), 'never'))).toMatchObject({ status: 403 })
  })
})

interface LeaseObject {
  readonly metadata: Record<string, unknown>
  readonly spec: Record<string, unknown>
}

function parseLease(text: string): LeaseObject {
  const value: unknown = JSON.parse(text)
  if (!isRecord(value) || !isRecord(value['metadata']) || !isRecord(value['spec'])) throw new Error('not a Lease')
  return { ...value, metadata: value['metadata'], spec: value['spec'] }
}

describe('Lease', () => {
  /** A Lease store with the server's optimistic concurrency. */
  async function leases(): Promise<{
    cluster: Cluster
    read: () => Record<string, unknown> | undefined
    break: () => void
    fail: (how: 'answer 503' | 'lose the answer' | undefined) => void
    refused: () => number
  }> {
    let refused = 0
    let failing: 'answer 503' | 'lose the answer' | undefined
    let stored: LeaseObject | undefined
    let version = 0
    const server = await listen((seen, response) => {
      if (seen.method === 'GET') {
        return stored === undefined
          ? json(response, 404, status(404, 'NotFound', 'not found', { name: 'app-release' }))
          : json(response, 200, stored)
      }
      if (failing === 'answer 503') refused += 1
      if (failing === 'answer 503') return json(response, 503, status(503, 'ServiceUnavailable', 'down'))
      const sent = parseLease(seen.body)
      const clash =
        seen.method === 'POST'
          ? stored !== undefined
          : sent.metadata['resourceVersion'] !== stored?.metadata['resourceVersion']
      if (clash)
        return json(response, 409, status(409, seen.method === 'POST' ? 'AlreadyExists' : 'Conflict', 'changed'))
      version += 1
      stored = { ...sent, metadata: { ...sent.metadata, resourceVersion: String(version) } }
      if (failing === 'lose the answer') return void response.destroy()
      return json(response, 200, stored)
    })
    return {
      cluster: await clusterAt(server.url),
      read: () => stored?.spec,
      refused: () => refused,
      fail: (how) => {
        failing = how
      },
      break: () => {
        version += 1
        if (stored !== undefined)
          stored = {
            ...stored,
            metadata: { ...stored.metadata, resourceVersion: String(version) },
            spec: { ...stored.spec, holderIdentity: 'thief', leaseTransitions: 9 },
          }
      },
    }
  }
  const options = (holder: string, durationSeconds = 30) => ({
    namespace: 'ml',
    name: 'app-release',
    holder,
    durationSeconds,
    waitMs: 0,
  })

  test('one of many who try at once wins; each win has an epoch of its own', async () => {
    const { cluster, read } = await leases()
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => acquireLease(cluster, options(`run-${index}`))),
    )
    const won = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const refused = tries.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []))
    expect(won).toHaveLength(1)
    expect(refused.every((error) => error instanceof LeaseHeldError && error.holder === won[0]?.holder)).toBe(true)
    await won[0]?.release()
    expect(read()?.['holderIdentity']).toBe('')
    const next = await acquireLease(cluster, options('later'))
    expect(next.epoch).toBe((won[0]?.epoch ?? 0) + 1)
    await next.release()
  })

  test('a holder that does not renew is waited out by our own clock, whatever the time it wrote', async () => {
    const { cluster } = await leases()
    const killed = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'app-release', namespace: 'ml' },
      spec: {
        holderIdentity: 'killed',
        leaseDurationSeconds: 1,
        renewTime: '2090-01-01T00:00:00.000000Z',
        leaseTransitions: 4,
      },
    }
    await cluster.create(killed)
    const startedAt = performance.now()
    const heir = await acquireLease(cluster, options('heir'))
    expect(performance.now() - startedAt).toBeGreaterThan(1000)
    expect(heir.epoch).toBe(5)
    await heir.release()
  })

  test('who lost it is told', async () => {
    const { cluster, break: steal } = await leases()
    const lease = await acquireLease(cluster, options('first'))
    steal()
    await expect(lease.renew()).rejects.toThrow(/held by thief/)
    expect(lease.lost.aborted).toBe(true)
    await lease.release()
  })

  test('is not lost while the server answers nobody, and is found out about as soon as it does', async () => {
    const { cluster, read, fail, refused, break: steal } = await leases()
    const lease = await acquireLease(cluster, options('first', 1))
    const before = read()?.['renewTime']
    fail('answer 503')
    // A renewal every third of a second: twice as long as the Lease lasts.
    await until(() => refused() >= 6)
    expect(lease.lost.aborted).toBe(false)
    fail(undefined)
    await until(() => read()?.['renewTime'] !== before)
    expect(lease.lost.aborted).toBe(false)
    fail('answer 503')
    steal()
    fail(undefined)
    await until(() => lease.lost.aborted)
    await lease.release()
    expect(read()?.['holderIdentity']).toBe('thief')
  })

  test('is not lost to a write of our own whose answer never came', async () => {
    const { cluster, read, fail } = await leases()
    const lease = await acquireLease(cluster, options('first'))
    fail('lose the answer')
    await expect(lease.renew()).rejects.toThrow()
    fail(undefined)
    await lease.renew()
    expect(lease.lost.aborted).toBe(false)
    fail('lose the answer')
    await expect(lease.renew()).rejects.toThrow()
    fail(undefined)
    await lease.release()
    expect(read()?.['holderIdentity']).toBe('')
  })
})

describe('kubeconfig', () => {
  const load = (kubeconfig: string, context?: string) =>
    loadConnection({ kubeconfig, env: {}, ...(context === undefined ? {} : { context }) })

  test.each([
    ['plain http elsewhere', kubeconfigOf('http://10.0.0.1:8080'), /plain http.*loopback only/],
    [
      'no TLS check',
      kubeconfigOf('https://k.example.org').replace('server:', 'insecure-skip-tls-verify: true, server:'),
      /insecure-skip-tls-verify is refused/,
    ],
    ['impersonation', kubeconfigOf('https://k.example.org', 'token: a, as: root'), /as is not supported/],
    [
      'no such cluster',
      kubeconfigOf('https://k.example.org').replace('cluster: c,', 'cluster: other,'),
      /has no cluster other; it has: c/,
    ],
    ['relative file in text', kubeconfigOf('https://k.example.org', 'tokenFile: token.txt'), /relative path token.txt/],
    ['not a kubeconfig', 'a:\n  - b\n c', /is not YAML/],
    ['a server that is no address', kubeconfigOf('k8s'), /not an https:\/\/ address/],
  ])('%s is refused by name', async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message)
  })

  test('an unknown context names those that are there', async () => {
    await expect(load(kubeconfigOf('https://k.example.org'), 'prod')).rejects.toThrow(
      'has no context prod; it has: here',
    )
  })

  test('credentials never appear in messages', async () => {
    await expect(load('users: [{token: hunter2}\n]]]')).rejects.not.toThrow(/hunter2/)
  })

  test('token files are read anew, relative to the kubeconfig', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))
    closing.push(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'config'), kubeconfigOf('http://127.0.0.1:1', 'tokenFile: token'))
    await writeFile(join(folder, 'token'), 'one\n')
    const connection = await load(join(folder, 'config'))
    expect(await connection.authorization?.()).toBe('Bearer one')
    await writeFile(join(folder, 'token'), 'two\n')
    expect(await connection.authorization?.()).toBe('Bearer two')
    expect(connection.secrets).toContain('one')
  })

  test('an exec plugin goes through kubectl proxy on a private socket', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubectl-'))
    closing.push(() => rm(folder, { recursive: true }))
    // A kubectl that serves the socket it is told to, as `kubectl proxy` does, and answers with its arguments.
    await writeFile(
      join(folder, 'kubectl'),
      `#!${process.execPath}
const socket = process.argv.find((a) => a.startsWith('--unix-socket=')).slice(14)
require('node:http').createServer((q, s) => s.end(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: process.argv[2] + q.headers.host } }))).listen(socket)
`,
      { mode: 0o755 },
    )
    const kubeconfig = kubeconfigOf(
      'https://eks.example.org',
      'exec: {apiVersion: client.authentication.k8s.io/v1, command: aws}',
    )
    const connection = await loadConnection({ kubeconfig, env: { PATH: folder } })
    const cluster = openCluster(connection)
    expect((await cluster.get(REFERENCE))?.metadata.name).toBe('proxylocalhost')
    cluster.close()
    await connection.close()
    await expect(loadConnection({ kubeconfig, env: { PATH: '/nonexistent' } })).rejects.toThrow(/needs kubectl on PATH/)
  })

  test('a certificate authority and a client certificate are used, and another authority is not believed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tls-'))
    closing.push(() => rm(folder, { recursive: true }))
    const certify = (name: string, subject: string): { cert: string; key: string } => {
      const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)]
      const san = ['-addext', 'subjectAltName=IP:127.0.0.1']
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-days',
          '2',
          '-subj',
          subject,
          ...san,
          '-keyout',
          key,
          '-out',
          cert,
        ],
        { stdio: 'ignore' },
      )
      return { cert, key }
    }
    const [own, client, other] = [
      certify('server', '/CN=server'),
      certify('client', '/CN=deployer'),
      certify('other', '/CN=other'),
    ]
    const server = createTlsServer(
      {
        cert: await readFile(own.cert),
        key: await readFile(own.key),
        ca: await readFile(client.cert),
        requestCert: true,
        rejectUnauthorized: true,
      },
      (request, response) => {
        const { socket } = request
        const name = socket instanceof TLSSocket ? socket.getPeerCertificate().subject.CN : ''
        json(response, 200, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })
      },
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()))
    const address = server.address()
    const url = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    const get = async (authority: string): Promise<KubernetesObject | undefined> => {
      const data = (await readFile(authority)).toString('base64')
      const kubeconfig = kubeconfigOf(url, `client-certificate: "${client.cert}", client-key: "${client.key}"`).replace(
        'server:',
        `certificate-authority-data: ${data}, server:`,
      )
      const cluster = openCluster(await loadConnection({ kubeconfig, env: { HTTPS_PROXY: 'http://127.0.0.1:9' } }))
      closing.push(async () => cluster.close())
      return cluster.get(REFERENCE)
    }
    expect((await get(own.cert))?.metadata.name).toBe('deployer')
    await expect(get(other.cert)).rejects.toThrow(/can't be reached/)
  })

  test('outside a pod there is no service account', async () => {
    await expect(loadConnection({ inCluster: true, env: {} })).rejects.toThrow(/KUBERNETES_SERVICE_HOST/)
  })
})
