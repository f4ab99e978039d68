import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { packTar, type TarEntry } from 'modern-tar'
import {
  appendLayer,
  copyBlob,
  type Digest,
  dockerCredentials,
  formatRepository,
  isLoopback,
  MediaType,
  modelLayer,
  modelTag,
  openRepository,
  parseReference,
  parseRepository,
  pullModel,
  pushModel,
  RegistryError,
  type RegistryReason,
  type RepositoryOptions,
  sha256,
} from '../../packages/registry/src/index.ts'
import { type SandboxRegistry, startRegistry } from '../../packages/sandbox/src/registry/index.ts'
import { drain, pushImage, refusalOf } from '../support/registry/content.ts'

const CREDENTIALS = { username: 'ci', password: 'pass:word with spaces' }
let scratch: string
let registry: SandboxRegistry
const servers: Server[] = []

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'registry-test-'))
  registry = await startRegistry({ dir: join(scratch, 'registry'), ...CREDENTIALS })
})
afterAll(async () => {
  await registry.stop()
  await rm(scratch, { recursive: true })
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

const noWait = { wait: async () => {} }
const open = (name: string, options: RepositoryOptions = {}) =>
  openRepository({ registry: registry.host, name }, { credentials: CREDENTIALS, ...noWait, ...options })

/** A server of our own making in the place of a registry. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return address === null || typeof address === 'string' ? '' : `127.0.0.1:${address.port}`
}
const at = (host: string, options: RepositoryOptions = {}) =>
  openRepository({ registry: host, name: 'a' }, { ...noWait, ...options })

const reason = async (work: Promise<unknown>): Promise<RegistryReason> => (await refusalOf(work)).reason

describe('references', () => {
  // Docker's own reading of names: distribution/reference's tests.
  test.each([
    ['python', 'docker.io/library/python', undefined],
    ['python:3.12-slim', 'docker.io/library/python', '3.12-slim'],
    ['org/app', 'docker.io/org/app', undefined],
    ['localhost:5000/a/b:v1', 'localhost:5000/a/b', 'v1'],
    ['ghcr.io/o/r', 'ghcr.io/o/r', undefined],
    ['[::1]:5000/x:y', '[::1]:5000/x', 'y'],
  ])('%s', (text, repository, tag) => {
    const reference = parseReference(text)
    expect([formatRepository(reference.repository), reference.tag, reference.digest]).toEqual([
      repository,
      tag,
      undefined,
    ])
  })

  test('a digest stands beside the tag', () => {
    const digest = sha256('x')
    expect(parseReference(`r.example/a:v1@${digest}`)).toEqual({
      repository: { registry: 'r.example', name: 'a' },
      tag: 'v1',
      digest,
    })
  })

  test.each([
    '',
    'UPPER',
    'a//b',
    'r.example/',
    'a:',
    'a@sha256:12',
    'r.example/a:b:c',
    '../a',
    'a\nb',
    'r.example/a b',
    `a/${'x'.repeat(300)}`,
    '-',
  ])('%j is refused', (text) => {
    expect(() => parseReference(text)).toThrow(RegistryError)
  })

  test('a repository takes no tag', () => {
    expect(() => parseRepository('r.example/a:v1')).toThrow('a repository has neither tag nor digest')
  })

  test('loopback is this machine and nothing that looks like it', () => {
    for (const host of ['localhost', 'localhost:1', '127.0.0.1', '127.9.9.9:5000', '[::1]:1', '::1'])
      expect(isLoopback(host)).toBe(true)
    for (const host of ['127.0.0.1.example', 'localhost.example:1', '10.0.0.1', '[::2]', '1.127.0.0.1'])
      expect(isLoopback(host)).toBe(false)
  })

  test('any text is read or refused, never anything else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', '/', ':', '-', '_', '@', ' ', '\n') }),
        (text) => {
          try {
            parseReference(text)
          } catch (error) {
            expect(error).toBeInstanceOf(RegistryError)
          }
        },
      ),
    )
  })
})

test('a blob is copied to another registry', async () => {
  const elsewhere = await startRegistry({ dir: join(scratch, 'elsewhere'), ...CREDENTIALS })
  const [from, to] = [
    open('copied'),
    openRepository({ registry: elsewhere.host, name: 'x' }, { credentials: CREDENTIALS }),
  ]
  const blob = { mediaType: 'x/y', ...(await from.putBlob(Buffer.from('shared'))) }
  await copyBlob(from, to, blob)
  expect((await to.getBlob(blob.digest, { maxBytes: 10 })).toString()).toBe('shared')
  await elsewhere.stop()
})

test('a blob that may not be read by this account’s token is uploaded', async () => {
  const posts: string[] = []
  const host = await serve((request, response) => {
    request.resume()
    if (request.url?.startsWith('/token')) return void response.end('{"token":"t"}')
    if (request.method === 'HEAD') return void response.writeHead(404).end()
    if (request.method === 'PUT') return void response.writeHead(201).end()
    posts.push(request.url ?? '')
    const mount = request.url?.includes('from=') ?? false
    const scope = 'repository:a:pull,push repository:b:pull'
    response
      .writeHead(mount ? 401 : 202, {
        location: '/v2/a/blobs/uploads/1',
        'www-authenticate': `Bearer realm="http://${host}/token",service="s",scope="${scope}",error="insufficient_scope"`,
      })
      .end()
  })
  const from = openRepository({ registry: host, name: 'b' }, noWait)
  await copyBlob(from, at(host), { mediaType: 'x/y', digest: sha256('x'), size: 1 }).catch(() => {})
  const mount = `/v2/a/blobs/uploads/?mount=${sha256('x')}&from=b`
  expect(posts.slice(0, 3)).toEqual([mount, mount, '/v2/a/blobs/uploads/'])
})

test('a manifest that is none is not sent', async () => {
  expect(await reason(open('bad').putManifest({ schemaVersion: 2 }, MediaType.ociManifest))).toBe('invalid-response')
  expect(await reason(open('bad').putManifest({}, 'text/html'))).toBe('unsupported')
})

describe('authorization', () => {
  test('a token that ran out is replaced', async () => {
    let tokens = 0
    const host = await serve((request, response) => {
      if (request.url?.startsWith('/token')) {
        tokens += 1
        return void response.end(JSON.stringify({ access_token: `t${tokens}` }))
      }
      const fresh = request.headers.authorization === 'Bearer t2'
      response
        .writeHead(fresh ? 404 : 401, { 'www-authenticate': `Bearer realm="http://${host}/token",service="s"` })
        .end()
    })
    const client = at(host)
    expect(await reason(client.resolve('v1'))).toBe('unauthorized')
    expect(await client.resolve('v1')).toBeUndefined()
    expect(tokens).toBe(2)
  })

  test('basic, where the registry asks for it', async () => {
    const seen: (string | undefined)[] = []
    const host = await serve((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(seen.at(-1) === undefined ? 401 : 404, { 'www-authenticate': 'Basic realm="x"' }).end()
    })
    expect(await at(host, { credentials: CREDENTIALS }).resolve('v1')).toBeUndefined()
    expect(seen).toEqual([undefined, `Basic ${Buffer.from('ci:pass:word with spaces').toString('base64')}`])
  })

  test('basic, for requests that left together', async () => {
    const waiting: (() => void)[] = []
    const host = await serve((request, response) => {
      const answer = (status: number): void =>
        void response.writeHead(status, { 'www-authenticate': 'Basic realm="x"' }).end()
      if (request.headers.authorization !== undefined) return answer(404)
      waiting.push(() => answer(401))
      if (waiting.length === 2) for (const each of waiting) each()
    })
    const client = at(host, { credentials: CREDENTIALS })
    expect(await Promise.all([client.resolve('v1'), client.resolve('v2')])).toEqual([undefined, undefined])
  })

  test('an identity token is exchanged', async () => {
    const host = await serve((request, response) => {
      if (request.method === 'POST') {
        void drain(request).then((body) => {
          expect(new URLSearchParams(body.toString()).get('refresh_token')).toBe('long-lived')
          response.end(JSON.stringify({ token: 'short' }))
        })
        return
      }
      const authorized = request.headers.authorization === 'Bearer short'
      response.writeHead(authorized ? 404 : 401, { 'www-authenticate': `Bearer realm="http://${host}/token"` }).end()
    })
    expect(await at(host, { credentials: { identityToken: 'long-lived' } }).resolve('v1')).toBeUndefined()
  })

  test('a realm or an upload elsewhere by plain http is not followed', async () => {
    const realm = await serve(
      (_, response) => void response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://r.example/t"' }).end(),
    )
    expect(await reason(at(realm, { credentials: CREDENTIALS }).resolve('v1'))).toBe('insecure')
    const upload = await serve((request, response) => {
      response.writeHead(request.method === 'HEAD' ? 404 : 202, { location: 'http://r.example/up' }).end()
    })
    expect(await reason(at(upload).putBlob(Buffer.from('x')))).toBe('insecure')
  })

  test('credentials stay with the registry when it redirects', async () => {
    const bytes = Buffer.from('stored elsewhere')
    const seen: (string | undefined)[] = []
    const store = await serve((request, response) => {
      seen.push(request.headers.authorization)
      response.end(bytes)
    })
    const host = await serve((request, response) => {
      if (request.headers.authorization === undefined)
        return void response.writeHead(401, { 'www-authenticate': 'Basic' }).end()
      response.writeHead(307, { location: `http://${store}/signed?signature=secret` }).end()
    })
    const client = at(host, { credentials: CREDENTIALS })
    expect((await client.getBlob(sha256(bytes), { maxBytes: 100 })).toString()).toBe('stored elsewhere')
    expect(seen).toEqual([undefined])
    const error = await refusalOf(client.getBlob(sha256('another'), { maxBytes: 100 }))
    expect(error.reason).toBe('digest-mismatch')
    expect(error.message).not.toContain('signature')
  })

  // What Go's server says; nginx's sentence names HTTPS too. An answer to HEAD has no body.
  test('a registry on loopback that wants TLS is spoken to so from then on', async () => {
    const seen: string[] = []
    const refusal = 'Client sent an HTTP request to an HTTPS server.\n'
    const secure: typeof fetch = async (input, init) => {
      const url = String(input instanceof Request ? input.url : input)
      seen.push(`${init?.method ?? 'GET'} ${url}`)
      if (url.startsWith('https:')) return new Response(null, { status: 404 })
      return new Response(init?.method === 'HEAD' ? null : refusal, { status: 400 })
    }
    const client = at('localhost:5000', { fetch: secure })
    expect(await client.resolve('v1')).toBeUndefined()
    expect(await client.hasBlob(sha256('x'))).toBe(false)
    expect(seen).toEqual([
      'HEAD http://localhost:5000/v2/a/manifests/v1',
      'GET http://localhost:5000/v2/',
      'HEAD https://localhost:5000/v2/a/manifests/v1',
      `HEAD https://localhost:5000/v2/a/blobs/${sha256('x')}`,
    ])
  })

  test('a public registry may not send us to this machine', async () => {
    const redirect: typeof fetch = async () =>
      new Response(null, { status: 307, headers: { location: 'http://127.0.0.1:1/x' } })
    const client = openRepository({ registry: 'r.example', name: 'a' }, { fetch: redirect, ...noWait })
    expect(await reason(client.getBlob(sha256('x'), { maxBytes: 1 }))).toBe('insecure')
  })
})

describe("docker's configuration", () => {
  const write = async (config: unknown) => {
    const directory = await mkdtemp(join(scratch, 'docker-'))
    await writeFile(join(directory, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config))
    return { directory }
  }
  const auth = Buffer.from('me:pa:ss').toString('base64')

  test.each([
    ['ghcr.io', { auths: { 'ghcr.io': { auth } } }, { username: 'me', password: 'pa:ss' }],
    ['docker.io', { auths: { 'https://index.docker.io/v1/': { auth } } }, { username: 'me', password: 'pa:ss' }],
    ['r.example', { auths: { 'https://r.example': { identitytoken: 'it' } } }, { identityToken: 'it' }],
    ['r.example', { auths: { other: { auth } } }, undefined],
    ['r.example', {}, undefined],
  ])('%s of %j', async (server, config, expected) => {
    expect(await dockerCredentials(server, await write(config))).toEqual(expected)
  })

  test('helpers are asked, or refused by name', async () => {
    const config = await write({ credHelpers: { 'r.example': 'ecr-login' }, credsStore: 'desktop' })
    const error = await refusalOf(dockerCredentials('r.example', config))
    expect([error.reason, error.message]).toEqual([
      'unsupported',
      expect.stringContaining('docker-credential-ecr-login'),
    ])
    const asked: string[] = []
    const runHelper = async (name: string, server: string) => {
      asked.push(`${name} ${server}`)
      return JSON.stringify({ Username: 'AWS', Secret: 's' })
    }
    expect(await dockerCredentials('r.example', { ...config, runHelper })).toEqual({ username: 'AWS', password: 's' })
    expect(asked).toEqual(['ecr-login r.example'])
  })

  test('no file is no credentials; a broken one is named and not quoted', async () => {
    expect(await dockerCredentials('r.example', { directory: scratch })).toBeUndefined()
    const error = await refusalOf(dockerCredentials('r.example', await write('{"auths": hunter2')))
    expect(`${error.message}${String(error.cause)}`).not.toContain('hunter2')
  })
})

describe('what passes is tried again, what does not is said', () => {
  const scripted = async (...answers: [status: number, headers?: Record<string, string>][]) => {
    let calls = 0
    const host = await serve((_, response) => {
      const [status, headers] = answers[Math.min(calls, answers.length - 1)] ?? [500]
      calls += 1
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end('{"errors":[{"code":"TEST","message":"said\\nso"}]}')
    })
    const waits: number[] = []
    const lines: string[] = []
    const client = at(host, { wait: async (ms) => void waits.push(ms), log: (line) => void lines.push(line) })
    return { client, waits, lines, host, calls: () => calls }
  }

  test('429 waits as long as it is told', async () => {
    const { client, waits, lines, host } = await scripted([429, { 'retry-after': '7' }], [404])
    expect(await client.resolve('v1')).toBeUndefined()
    expect(waits).toEqual([7000])
    expect(lines).toEqual([`HEAD ${host}/v2/a/manifests/v1 was answered 429; trying again in 7.0 s (1 of 5)`])
  })

  test('a manifest whose blobs a registry has not heard of yet is put again', async () => {
    let puts = 0
    const host = await serve((request, response) => {
      puts += 1
      const unknown = JSON.stringify({
        errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'blob unknown to registry' }],
      })
      response.writeHead(puts === 1 ? 400 : 201, { 'content-type': 'application/json' }).end(puts === 1 ? unknown : '')
      request.resume()
    })
    const manifest = {
      schemaVersion: 2,
      mediaType: MediaType.ociManifest,
      config: { mediaType: 'x/y', digest: sha256('c'), size: 1 },
      layers: [],
    }
    await at(host).putManifest(manifest, MediaType.ociManifest)
    expect(puts).toBe(2)
  })

  test.each([
    [503, 'unavailable', 5],
    [429, 'rate-limited', 5],
    [501, 'unavailable', 1],
    [403, 'denied', 1],
    [400, 'rejected', 1],
    [404, 'not-found', 1],
  ])('%i ends as %s after %i tries', async (status, expected, tries) => {
    const { client, calls } = await scripted([status])
    const error = await refusalOf(client.getManifest('v1'))
    expect([error.reason, error.status, calls()]).toEqual([expected, status, tries])
    expect(error.message).toContain('(TEST: said so)')
  })

  test('waits grow and stay in bounds', async () => {
    const { client, waits } = await scripted([503])
    await refusalOf(client.resolve('v1'))
    waits.forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index)
      expect(wait).toBeLessThanOrEqual(750 * 2 ** index)
    })
    expect(waits).toHaveLength(4)
  })

  test('a closed port is unavailable; a cancelled request is cancelled', async () => {
    const host = await serve(() => {})
    const port = await serve(() => {})
    const gone = servers.pop()
    await new Promise((resolve) => gone?.close(resolve))
    const error = await refusalOf(at(port, { attempts: 2 }).resolve('v1'))
    expect([error.reason, error.message]).toEqual([
      'unavailable',
      `HEAD ${port}/v2/a/manifests/v1 got no whole answer (ECONNREFUSED), 2 times`,
    ])
    const stop = new AbortController()
    const pending = refusalOf(at(host, { signal: stop.signal }).resolve('v1'))
    stop.abort()
    expect((await pending).reason).toBe('cancelled')
    const { host: busy } = await scripted([503])
    const soon = new AbortController()
    const waiting = openRepository({ registry: busy, name: 'a' }, { signal: soon.signal, log: () => soon.abort() })
    expect(await reason(waiting.resolve('v1'))).toBe('cancelled')
  })

  test.each(['with ranges', 'without ranges'])('a cut download goes on, %s', async (kind) => {
    const bytes = randomBytes(300_000)
    let calls = 0
    const host = await serve((request, response) => {
      calls += 1
      const [, from = '0'] = /bytes=([0-9]+)-/.exec(request.headers.range ?? '') ?? []
      const start = kind === 'with ranges' ? Number(from) : 0
      response.writeHead(start === 0 ? 200 : 206, {
        'content-length': bytes.length - start,
        ...(start === 0 ? {} : { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
      })
      if (calls < 4)
        response.write(bytes.subarray(start, start + calls * 70_000), () => setImmediate(() => response.destroy()))
      else response.end(bytes.subarray(start))
    })
    expect(bytes.equals(await drain(at(host).openBlob(sha256(bytes))))).toBe(true)
    expect(calls).toBe(kind === 'with ranges' ? 3 : 4)
  })

  test('an upload that is cut begins again; one that is too large goes in pieces', async () => {
    const bytes = randomBytes(20 * 1024 * 1024)
    const stored: Buffer[] = []
    let puts = 0
    const host = await serve((request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(404).end()
      if (request.method === 'POST')
        return void response.writeHead(202, { location: '/v2/a/blobs/uploads/1?state=x%2Fy' }).end()
      expect(request.url).toContain('/v2/a/blobs/uploads/1?state=x%2Fy')
      if (request.method === 'PATCH') {
        void drain(request).then((piece) => {
          expect(request.headers['content-range']).toBe(`${lengthOf(stored)}-${lengthOf(stored) + piece.length - 1}`)
          stored.push(piece)
          response.writeHead(202, { location: request.url ?? '' }).end()
        })
        return
      }
      puts += 1
      if (puts === 1) return void request.once('data', () => request.destroy())
      void drain(request).then(() => response.writeHead(puts === 2 ? 413 : 201).end())
    })
    await at(host).putBlob(bytes)
    expect([puts, stored.length, bytes.equals(Buffer.concat(stored))]).toEqual([3, 3, true])
  })
})

const lengthOf = (pieces: Buffer[]) => pieces.reduce((sum, piece) => sum + piece.length, 0)

describe('a registry that lies is found out', () => {
  const manifest = JSON.stringify({
    schemaVersion: 2,
    config: { mediaType: 'x/y', digest: sha256('c'), size: 1 },
    layers: [],
  })
  const answering = (body: string | Buffer, headers: Record<string, string> = {}) =>
    serve(
      (_, response) => void response.writeHead(200, { 'content-type': MediaType.ociManifest, ...headers }).end(body),
    )

  test.each<[string, string, Record<string, string>, Digest | 'v1', RegistryReason]>([
    ['other bytes than asked for', manifest, {}, sha256('other'), 'digest-mismatch'],
    ['other bytes than it says', manifest, { 'docker-content-digest': sha256('other') }, 'v1', 'digest-mismatch'],
    [
      'another type than it is',
      manifest.replace('{', `{"mediaType":"${MediaType.ociIndex}",`),
      {},
      'v1',
      'invalid-response',
    ],
    [
      'schema 1',
      manifest,
      { 'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws' },
      'v1',
      'unsupported',
    ],
    ['no JSON', '{', {}, 'v1', 'invalid-response'],
    ['a layer without a digest', manifest.replace('"layers":[]', '"layers":[{}]'), {}, 'v1', 'invalid-response'],
    ['more than a manifest may have', ' '.repeat(4 * 1024 * 1024 + 1), {}, 'v1', 'too-large'],
  ])('%s', async (_, body, headers, reference, expected) => {
    expect(await reason(at(await answering(body, headers)).getManifest(reference))).toBe(expected)
  })

  test('a blob of other bytes is refused when it ends', async () => {
    const client = at(await answering('something else'))
    expect(await reason(drain(client.openBlob(sha256('wanted'))))).toBe('digest-mismatch')
    expect(await reason(client.getBlob(sha256('wanted'), { maxBytes: 100 }))).toBe('digest-mismatch')
  })

  test('pages without end and pages elsewhere', async () => {
    const endless = await serve(
      (_, response) => void response.writeHead(200, { link: '<?x>; rel="next"' }).end('{"manifests":[]}'),
    )
    expect(await reason(at(endless).referrers(sha256('x')))).toBe('too-large')
    const elsewhere = await serve(
      (_, response) => void response.writeHead(200, { link: '<https://r.example/>; rel="next"' }).end('{"tags":[]}'),
    )
    expect(await reason(at(elsewhere).tags())).toBe('insecure')
  })
})

describe('a layer is appended', () => {
  test('not to an index whose attestations would become untrue', async () => {
    const client = open('attested')
    const image = await client.resolve(await pushImage(client, 'base'))
    const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' }
    const index = { schemaVersion: 2, mediaType: MediaType.ociIndex, manifests: [{ ...image, annotations }] }
    const { digest } = await client.putManifest(index, MediaType.ociIndex)
    const layer = { descriptor: { mediaType: 'x/y', digest, size: 1 }, diffId: digest, createdBy: 'x' }
    expect(await reason(appendLayer(client, digest, layer))).toBe('unsupported')
  })
})

describe('a model is an artifact', () => {
  const files = {
    'weights.bin': 'w'.repeat(5000),
    'sub/config.json': '{}',
    'sub/deep/ä ö.txt': 'umlauts',
    [`${'long/'.repeat(30)}x`]: '',
  }
  async function directoryOf(contents: Record<string, string>): Promise<string> {
    const directory = await mkdtemp(join(scratch, 'model-'))
    for (const [name, text] of Object.entries(contents)) {
      await mkdir(join(directory, name, '..'), { recursive: true })
      await writeFile(join(directory, name), text)
    }
    return directory
  }

  test('the same files give the same digest, whenever and by whom they were written', async () => {
    const client = open('models')
    const [one, two] = [
      await directoryOf(files),
      await directoryOf(Object.fromEntries(Object.entries(files).reverse())),
    ]
    await utimes(join(two, 'weights.bin'), 1, 1)
    const pushed = await pushModel(client, one, { annotations: { b: '1', a: '2' }, tag: 'v1' })
    expect(await pushModel(client, two, { annotations: { a: '2', b: '1' } })).toEqual(pushed)
    expect((await client.resolve('v1'))?.digest).toBe(pushed.digest)
    expect(await client.tags()).toEqual([modelTag(pushed.digest), 'v1'])
    const target = join(scratch, 'pulled', 'here')
    expect(await pullModel(client, pushed.digest, target)).toEqual({ layer: pushed.layer, files: 4, bytes: 5009 })
    for (const [name, text] of Object.entries(files)) expect(await readFile(join(target, name), 'utf8')).toBe(text)
    expect(await readdir(join(scratch, 'pulled'))).toEqual(['here'])
    expect(await reason(pullModel(client, pushed.digest, target))).toBe('rejected')
  })

  test('GNU tar reads the layer, and its digests are what sha256 of the bytes says', async () => {
    const client = open('models')
    const { layer, digest } = await pushModel(client, await directoryOf(files))
    const bytes = await client.getBlob(layer.digest, { maxBytes: 1e6 })
    expect(bytes.subarray(4, 10)).toEqual(Buffer.from([0, 0, 0, 0, 0, 255]))
    const { execFileSync } = await import('node:child_process')
    const listed = execFileSync('tar', ['--utc', '--full-time', '--quoting-style=literal', '-tvzf', '-'], {
      input: bytes,
      encoding: 'utf8',
    })
    expect(listed).toContain('-rw-r--r-- 0/0            5000 1970-01-01 00:00:00 model/weights.bin\n')
    expect(listed).toContain('drwxr-xr-x 0/0               0 1970-01-01 00:00:00 model/\n')
    const plain = createHash('sha256')
      .update(execFileSync('gzip', ['-dc'], { input: bytes }))
      .digest('hex')
    expect(layer.annotations).toEqual({ 'dev.ml-actions.diff-id': `sha256:${plain}` })
    expect(await modelLayer(client, digest, { maxBytes: 1e6 })).toEqual({
      descriptor: { mediaType: MediaType.ociLayerGzip, digest: layer.digest, size: layer.size },
      diffId: `sha256:${plain}`,
      createdBy: `model ${digest}`,
    })
    expect(await reason(modelLayer(client, digest, { maxBytes: 5000 }))).toBe('too-large')
  })

  test('nothing but files and directories is pushed', async () => {
    const directory = await directoryOf(files)
    await symlink('/etc/passwd', join(directory, 'link'))
    expect(await reason(pushModel(open('models'), directory))).toBe('unsafe-archive')
    expect(await reason(pushModel(open('models'), await directoryOf({})))).toBe('unsafe-archive')
  })

  async function pushArchive(entries: TarEntry[] | Buffer, annotations: Record<string, string> = {}): Promise<Digest> {
    const bytes = Buffer.isBuffer(entries) ? entries : gzipSync(await packTar(entries))
    const client = open('hostile')
    const layer = { mediaType: MediaType.ociLayerGzip, ...(await client.putBlob(bytes)), annotations }
    const config = { mediaType: MediaType.empty, ...(await client.putBlob(Buffer.from('{}'))) }
    const manifest = {
      schemaVersion: 2,
      mediaType: MediaType.ociManifest,
      artifactType: MediaType.model,
      config,
      layers: [layer],
    }
    return (await client.putManifest(manifest, MediaType.ociManifest)).digest
  }
  const file = (name: string, body = 'x'): TarEntry => ({ header: { name, size: body.length, type: 'file' }, body })

  test.each<[string, TarEntry[] | Buffer, RegistryReason]>([
    ['leaves by ..', [file('model/../../escaped')], 'unsafe-archive'],
    ['leaves by an absolute path', [file('/model/x')], 'unsafe-archive'],
    ['lies beside model/', [file('usr/bin/python')], 'unsafe-archive'],
    ['is model itself, as a file', [file('model')], 'unsafe-archive'],
    [
      'holds a symbolic link',
      [{ header: { name: 'model/l', size: 0, type: 'symlink', linkname: '/etc' } }],
      'unsafe-archive',
    ],
    [
      'holds a hard link',
      [{ header: { name: 'model/l', size: 0, type: 'link', linkname: '/etc/passwd' } }],
      'unsafe-archive',
    ],
    ['holds a device', [{ header: { name: 'model/d', size: 0, type: 'character-device' } }], 'unsafe-archive'],
    ['holds a name twice', [file('model/a'), file('model/a')], 'unsafe-archive'],
    ['holds a backslash', [file('model/a\\b')], 'unsafe-archive'],
    ['is a bomb of bytes', [file('model/zeros', '\0'.repeat(200_000))], 'too-large'],
    ['is a bomb of files', Array.from({ length: 60 }, (_, index) => file(`model/${index}`)), 'too-large'],
    ['is a bomb behind its end', gzipSync(Buffer.alloc(2_000_000)), 'too-large'],
    ['is empty', [], 'unsafe-archive'],
    ['is no gzip', Buffer.from('plain'), 'unsafe-archive'],
    ['is half a gzip', gzipSync(randomBytes(5000)).subarray(0, 2500), 'unsafe-archive'],
  ])('an archive that %s is refused and leaves nothing', async (_, entries, expected) => {
    const parent = await mkdtemp(join(scratch, 'target-'))
    const digest = await pushArchive(entries)
    const client = open('hostile')
    expect(await reason(pullModel(client, digest, join(parent, 'model'), { maxBytes: 100_000, maxFiles: 50 }))).toBe(
      expected,
    )
    expect(await readdir(parent)).toEqual([])
  })

  test('an archive is cut anywhere: it is refused, or it was whole', async () => {
    const whole = gzipSync(await packTar([file('model/a', 'a'.repeat(700)), file('model/b')]))
    const client = open('hostile')
    const parent = await mkdtemp(join(scratch, 'target-'))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 1 }), async (length) => {
        expect(await reason(pullModel(client, await pushArchive(whole.subarray(0, length)), join(parent, 'x')))).toBe(
          'unsafe-archive',
        )
      }),
      { numRuns: 15 },
    )
  })

  test('a wrong diff id and a foreign artifact are refused', async () => {
    const client = open('hostile')
    const lying = await pushArchive([file('model/a')], { 'dev.ml-actions.diff-id': sha256('other') })
    expect(await reason(pullModel(client, lying, join(scratch, 'lying')))).toBe('digest-mismatch')
    expect(await reason(pullModel(client, await pushImage(client, 'image'), join(scratch, 'foreign')))).toBe(
      'unsupported',
    )
  })
})
