import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { copyBlob, isIndex, isRegistryError, MediaType, sha256 } from '@ml-actions/registry'
import { drain, pushImage, refusalOf } from '../content.ts'
import { openAt, type RegistryForm, WAITING } from '../form.ts'

/** Blobs, manifests, tags: pushed in every way that the client knows, and read back. */
export function contentSuite(form: () => RegistryForm): void {
  test('what is pushed is read back, and nothing is found before', async () => {
    const client = openAt(form(), 'team/round-trip')
    expect(await client.resolve('v1')).toBeUndefined()
    expect(await client.tags()).toEqual([])
    const digest = await pushImage(client, 'layer', 'v1')
    const { manifest, bytes, descriptor } = await client.getManifest(digest)
    expect(sha256(bytes)).toBe(digest)
    expect(await client.resolve('v1')).toEqual(descriptor)
    const [layer] = isIndex(manifest) ? [] : manifest.layers
    expect((await client.getBlob(layer?.digest ?? sha256(''), { maxBytes: 100 })).toString()).toBe('layer')
    expect(await client.tags()).toEqual(['v1'])
    expect(await client.canPush()).toBe(true)
  })

  test('what is not there is not found, and is no error of another kind', async () => {
    const client = openAt(form(), 'nothing')
    const absent = sha256('absent')
    expect(await client.hasBlob(absent)).toBe(false)
    expect(await client.resolve(absent)).toBeUndefined()
    expect(await client.referrers(absent)).toEqual([])
    await client.deleteManifest(absent)
    const refusals = [
      await refusalOf(client.getManifest('v2')),
      await refusalOf(client.getBlob(absent, { maxBytes: 9 })),
      await refusalOf(drain(client.openBlob(absent))),
    ]
    expect(refusals.map(({ reason, status }) => [reason, status])).toEqual(Array(3).fill(['not-found', 404]))
  })

  test.each([
    ['in one request', undefined],
    ['in pieces', 10_000],
  ])('a blob goes up %s and comes down whole', async (_, chunkBytes) => {
    const client = openAt(form(), 'blobs', chunkBytes === undefined ? {} : { chunkBytes })
    const bytes = randomBytes(100_001)
    const { digest } = await client.putBlob({
      digest: sha256(bytes),
      size: bytes.length,
      async *open() {
        for (let start = 0; start < bytes.length; start += 777) yield bytes.subarray(start, start + 777)
      },
    })
    expect(bytes.equals(await drain(client.openBlob(digest)))).toBe(true)
    expect((await refusalOf(client.getBlob(digest, { maxBytes: 100_000 }))).reason).toBe('too-large')
  })

  test('bytes that are not what their digest says are not taken', async () => {
    const client = openAt(form(), 'lies')
    const lie = {
      digest: sha256('promised'),
      size: 5,
      async *open() {
        yield Buffer.from('other')
      },
    }
    const { reason, status, message } = await refusalOf(client.putBlob(lie))
    expect([reason, status]).toEqual(['rejected', 400])
    expect(message).toContain('DIGEST_INVALID')
    expect(await client.hasBlob(lie.digest)).toBe(false)
  })

  test('a manifest of what the repository has not is not taken', async () => {
    const client = openAt(form(), 'dangling')
    const config = { mediaType: MediaType.ociConfig, ...(await openAt(form(), 'elsewhere').putBlob(Buffer.from('{}'))) }
    const manifest = { schemaVersion: 2, mediaType: MediaType.ociManifest, config, layers: [] }
    const { reason, message } = await refusalOf(client.putManifest(manifest, MediaType.ociManifest))
    expect([reason, message.includes('MANIFEST_BLOB_UNKNOWN')]).toEqual(['rejected', true])
  })

  test('a blob is taken over from a neighbour, or copied', async () => {
    const [one, two, three] = ['copy/one', 'copy/two', 'copy/three'].map((name) => openAt(form(), name))
    if (one === undefined || two === undefined || three === undefined) throw new Error('three were opened')
    const blob = { mediaType: 'x/y', ...(await one.putBlob(Buffer.from('shared'))) }
    expect(await two.mountBlob(blob.digest, one.repository.name)).toBe(true)
    expect(await two.mountBlob(sha256('absent'), one.repository.name)).toBe(false)
    expect(await two.hasBlob(blob.digest)).toBe(true)
    await copyBlob(one, three, blob)
    expect((await three.getBlob(blob.digest, { maxBytes: 10 })).toString()).toBe('shared')
  })

  test('two jobs that set an immutable tag in one instant: one has it, and the other is told', async () => {
    const jobs = await Promise.all(
      ['one', 'two'].map(async (text) => {
        const client = openAt(form(), 'tag-race', WAITING)
        return { client, digest: await pushImage(client, text) }
      }),
    )
    const outcomes = await Promise.all(
      jobs.map(({ client, digest }) =>
        client.tag(digest, 'v1', { immutable: true }).catch((error: unknown) => {
          if (isRegistryError(error)) return error.reason
          throw error
        }),
      ),
    )
    expect(outcomes.toSorted()).toEqual(['created', 'immutable-tag'])
    const winner = jobs[outcomes.indexOf('created')]
    expect((await winner?.client.resolve('v1'))?.digest).toBe(winner?.digest)
  })

  test('an immutable tag stays, a moving one moves', async () => {
    const client = openAt(form(), 'tags')
    const [one, two] = [await pushImage(client, 'one'), await pushImage(client, 'two')]
    expect(await client.tag(one, 'v1', { immutable: true })).toBe('created')
    expect(await client.tag(one, 'v1', { immutable: true })).toBe('unchanged')
    const refused = await refusalOf(client.tag(two, 'v1', { immutable: true }))
    expect([refused.reason, refused.message]).toEqual([
      'immutable-tag',
      `the tag v1 already names ${one} and may not move to ${two}`,
    ])
    expect((await client.resolve('v1'))?.digest).toBe(one)
    expect(await client.tag(two, 'v1')).toBe('moved')
    expect((await client.resolve('v1'))?.digest).toBe(two)
  })

  test('a manifest is deleted with its tags, and may be deleted again', async () => {
    const client = openAt(form(), 'deleted')
    const [gone, kept] = [await pushImage(client, 'gone', 'a'), await pushImage(client, 'kept', 'b')]
    await client.tag(gone, 'c')
    await client.deleteManifest(gone)
    await client.deleteManifest(gone)
    expect(await client.resolve('a')).toBeUndefined()
    expect(await client.tags()).toEqual(['b'])
    expect((await client.resolve(kept))?.digest).toBe(kept)
  })
}
