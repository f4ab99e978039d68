import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  appendLayer,
  isIndex,
  MediaType,
  modelLayer,
  modelTag,
  pullModel,
  pushModel,
  type RepositoryClient,
  sha256,
} from '@ml-actions/registry'
import { pushImage, writeModel } from '../content.ts'
import { openAt, type RegistryForm, WAITING } from '../form.ts'

/** A model as an artifact of its own, and as a layer of an image. */
export function modelsSuite(form: () => RegistryForm): void {
  let scratch: string
  let directory: string
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'models-'))
    directory = await writeModel(join(scratch, 'model'), 300_000)
  })
  afterAll(() => rm(scratch, { recursive: true }))

  test('is pushed with its tag, again to the same digest, and pulled', async () => {
    const client = openAt(form(), 'models')
    const pushed = await pushModel(client, directory, { annotations: { run: '1' } })
    expect(await pushModel(client, directory, { annotations: { run: '1' } })).toEqual(pushed)
    expect(await client.tags()).toEqual([modelTag(pushed.digest)])
    expect((await client.resolve(modelTag(pushed.digest)))?.digest).toBe(pushed.digest)
    const target = join(scratch, 'pulled')
    expect((await pullModel(client, pushed.digest, target)).files).toBe(2)
    for (const name of ['weights.bin', 'config/ä.json'])
      expect((await readFile(join(target, name))).equals(await readFile(join(directory, name)))).toBe(true)
  })

  test('is pushed by several jobs at once, and is there for each', async () => {
    const jobs = Array.from({ length: 4 }, () => openAt(form(), 'models/at-once', WAITING))
    const pushed = await Promise.all(jobs.map((client) => pushModel(client, directory)))
    const [model] = pushed
    if (model === undefined) throw new Error('four were pushed')
    expect(new Set(pushed.map(({ digest }) => digest)).size).toBe(1)
    expect((await pullModel(openAt(form(), 'models/at-once'), model.digest, join(scratch, 'at-once'))).files).toBe(2)
  })

  async function modelInImages(images: RepositoryClient) {
    const models = openAt(form(), 'layers/models')
    const { digest } = await pushModel(models, directory)
    const layer = await modelLayer(models, digest, { maxBytes: 1e7 })
    expect(await images.mountBlob(layer.descriptor.digest, models.repository.name)).toBe(true)
    return layer
  }

  test('is appended to an image', async () => {
    const images = openAt(form(), 'layers/image')
    const image = await pushImage(images, 'base')
    const layer = await modelInImages(images)
    const changes = { env: { B: '3', C: '4' }, labels: { l: 'm' }, annotations: { a: 'b' } }
    const { manifest } = await images.getManifest((await appendLayer(images, image, layer, changes)).digest)
    if (isIndex(manifest)) throw new Error('an image was expected')
    expect(manifest.layers.map((each) => each.digest)).toEqual([sha256('base'), layer.descriptor.digest])
    expect(manifest.annotations).toEqual({ a: 'b' })
    const config: unknown = JSON.parse((await images.getBlob(manifest.config.digest, { maxBytes: 10_000 })).toString())
    expect(config).toEqual({
      architecture: 'amd64',
      os: 'linux',
      config: { Env: ['A=1', 'B=3', 'C=4'], Labels: { l: 'm' } },
      rootfs: { type: 'layers', diff_ids: [sha256('base'), layer.diffId] },
      history: [{ created_by: layer.createdBy, comment: 'ml-actions' }],
    })
  })

  test('is appended to each image of an index', async () => {
    const images = openAt(form(), 'layers/index')
    const image = await pushImage(images, 'base')
    const layer = await modelInImages(images)
    const platform = { os: 'linux', architecture: 'amd64' }
    const index = {
      schemaVersion: 2,
      mediaType: MediaType.ociIndex,
      manifests: [{ ...(await images.resolve(image)), platform }],
    }
    const { digest } = await images.putManifest(index, MediaType.ociIndex)
    const appended = await appendLayer(images, image, layer)
    const list = (await images.getManifest((await appendLayer(images, digest, layer)).digest)).manifest
    expect(isIndex(list) && list.manifests).toEqual([{ ...appended, platform }])
  })
}
