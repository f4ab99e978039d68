import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { attach, list } from '@ml-actions/attestation'
import { pullModel, pushModel, type RepositoryOptions, sha256 } from '@ml-actions/registry'
import { drain, noteOn, pushImage, refusalOf, writeModel } from '../content.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../fault-proxy.ts'
import { openAt, type RegistryForm } from '../form.ts'

const UPLOADS = /\/blobs\/uploads\//

/** What a registry does on a bad day, and that no content is lost, doubled or half there afterwards. */
export function faultsSuite(form: () => RegistryForm): void {
  let proxy: FaultProxy
  let waits: number[]
  const open = (name: string, options: RepositoryOptions = {}) =>
    openAt({ ...form(), host: proxy.host }, name, { wait: async (ms) => void waits.push(ms), ...options })

  beforeEach(async () => {
    proxy = await startFaultProxy(form().host)
    waits = []
  })
  afterEach(async () => {
    await proxy.stop()
    expect(proxy.left()).toBe(0)
  })

  test('429 is waited out, as long as it says', async () => {
    const client = open('limited')
    const digest = await pushImage(client, 'limited', 'v1')
    const slowly: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '7' } }
    proxy.spoil('HEAD', /manifests/, slowly)
    proxy.spoil('HEAD', /manifests/, slowly)
    expect((await client.resolve('v1'))?.digest).toBe(digest)
    expect(waits).toEqual([7000, 7000])
  })

  test('429 without end is rate-limited, 503 without end unavailable', async () => {
    const client = open('exhausted', { attempts: 3 })
    proxy.always((method) => (method === 'HEAD' ? { kind: 'answer', status: 429 } : undefined))
    expect((await refusalOf(client.resolve('v1'))).reason).toBe('rate-limited')
    proxy.always(() => ({ kind: 'answer', status: 503 }))
    expect((await refusalOf(client.getManifest('v1'))).reason).toBe('unavailable')
    expect(waits).toHaveLength(4)
  })

  test.each<[string, RepositoryOptions, string, Fault]>([
    ['an upload in one request', {}, 'PUT', { kind: 'cut the request', after: 150_000 }],
    ['an upload in pieces', { chunkBytes: 100_000 }, 'PATCH', { kind: 'cut the request', after: 50_000 }],
    ['an upload whose answer is lost', {}, 'PUT', { kind: 'lose the answer' }],
    ['a piece whose answer is lost', { chunkBytes: 100_000 }, 'PATCH', { kind: 'lose the answer' }],
    ['an opening whose answer is lost', {}, 'POST', { kind: 'lose the answer' }],
    ['an upload answered 500', {}, 'PUT', { kind: 'answer', status: 500 }],
  ])('%s begins again, and the blob is whole', async (_, options, method, fault) => {
    const client = open('cut-uploads', options)
    const bytes = randomBytes(300_000)
    proxy.spoil(method, UPLOADS, fault)
    const { digest } = await client.putBlob(bytes)
    expect(waits).toHaveLength(1)
    expect(bytes.equals(await openAt(form(), 'cut-uploads').getBlob(digest, { maxBytes: 300_000 }))).toBe(true)
  })

  test('an upload that is too large for one request goes in pieces', async () => {
    const client = open('too-large')
    const bytes = randomBytes(9 * 1024 * 1024)
    proxy.spoil('PUT', UPLOADS, { kind: 'answer', status: 413 })
    const { digest } = await client.putBlob(bytes)
    expect(proxy.seen.filter((line) => line.startsWith('PATCH'))).toHaveLength(2)
    expect(sha256(await drain(openAt(form(), 'too-large').openBlob(digest)))).toBe(digest)
  })

  test('a download that is cut goes on where it was', async () => {
    const client = open('cut-downloads')
    const bytes = randomBytes(500_000)
    const { digest } = await client.putBlob(bytes)
    proxy.spoil('GET', /blobs/, { kind: 'cut the answer', after: 200_000 })
    proxy.spoil('GET', /blobs/, { kind: 'cut the answer', after: 100_000 })
    expect(bytes.equals(await drain(client.openBlob(digest)))).toBe(true)
    const ranges = proxy.seen.flatMap((line) => /bytes=.*/.exec(line) ?? [])
    expect(ranges).toEqual([expect.stringMatching(/^bytes=\d+-$/), expect.stringMatching(/^bytes=\d+-$/)])
  })

  test('a manifest and a tag whose answers are lost are there', async () => {
    const client = open('lost-answers')
    proxy.spoil('PUT', /manifests/, { kind: 'lose the answer' })
    const digest = await pushImage(client, 'image')
    proxy.spoil('PUT', /manifests/, { kind: 'lose the answer' })
    expect(await client.tag(digest, 'v1', { immutable: true })).toBe('created')
    expect((await client.resolve('v1'))?.digest).toBe(digest)
  })

  test('a whole push with a fault at every third request ends as one without', async () => {
    const kinds: readonly Fault[] = [
      { kind: 'answer', status: 503 },
      { kind: 'lose the answer' },
      { kind: 'answer', status: 429 },
      { kind: 'cut the request', after: 0 },
    ]
    let count = 0
    let spoiled = 0
    proxy.always((_, path) => {
      // A token is asked for once.
      if (path.startsWith('/token')) return undefined
      count += 1
      if (count % 3 !== 0) return undefined
      spoiled += 1
      return kinds[spoiled % kinds.length]
    })
    const scratch = await mkdtemp(join(tmpdir(), 'bad-day-'))
    const directory = await writeModel(join(scratch, 'model'), 100_000)
    const client = open('bad-day')
    const { digest } = await pushModel(client, directory)
    await attach(client, digest, noteOn(digest, 'trained'), { kind: 'none' })
    expect((await pullModel(client, digest, join(scratch, 'pulled'))).files).toBe(2)
    expect(spoiled).toBeGreaterThan(4)
    const calm = openAt(form(), 'calm-day')
    expect((await pushModel(calm, directory)).digest).toBe(digest)
    expect(await list(openAt(form(), 'bad-day'), digest)).toHaveLength(1)
    await rm(scratch, { recursive: true })
  })
}
