/** Builds and a training while the registry has a bad day, and the runs after it. */
import { randomBytes } from 'node:crypto'
import { isRegistryError, openRepository, type RepositoryClient } from '@ml-actions/registry'
import { endpoints } from '../../services/endpoints.ts'
import { type FaultProxy, startFaultProxy } from '../../support/registry/fault-proxy.ts'
import { type Checkout, checkout, type Inputs, pushSmallBase, type Ran, RUN } from './world.ts'

const UPLOADS = /\/blobs\/uploads\//
const MANIFESTS = /\/manifests\//

/** A repository behind a proxy of its own, and what may be asked of it. */
export interface Place {
  readonly name: string
  readonly proxy: FaultProxy
  /** The repository as it is, past the proxy. */
  readonly images: RepositoryClient
  readonly work: Checkout
  readonly build: (inputs?: Inputs, onLine?: (line: string) => void) => Promise<Ran>
  readonly train: () => Promise<Ran>
}

/** Works in a place that is gone afterwards. Its image has a layer of 2 MB that nobody makes twice. */
async function inPlace<T>(label: string, work: (place: Place) => Promise<T>): Promise<T> {
  const { open } = await endpoints('registry')
  const name = `${RUN}/${label}`
  const images = openRepository({ registry: open, name })
  const base = await pushSmallBase(openRepository({ registry: open, name: `${name}-base` }))
  const proxy = await startFaultProxy(open)
  const place = await checkout()
  try {
    await place.write({
      Dockerfile:
        // A command of its own: the builder shares what it made among all that ask for the same.
        `ARG BASE\nFROM \${BASE}\nRUN --network=none : ${name}; head -c 2000000 /dev/urandom >/stamp\nCOPY app.py /app/\nUSER 1000\n`,
      'app.py': `print('${randomBytes(8).toString('hex')}')\n`,
    })
    const build = (inputs: Inputs = {}, onLine: (line: string) => void = () => undefined): Promise<Ran> =>
      place.run(
        'build-push-image',
        { image: `${proxy.host}/${name}`, 'build-args': `BASE=${base}`, ...inputs },
        { onLine },
      )
    const train = (): Promise<Ran> =>
      place.run('train-in-container', {
        engine: 'host',
        isolation: 'best-effort',
        run: 'head -c 3000000 /dev/urandom >"$ML_ACTIONS_MODEL_DIR/weights.bin"',
        'model-repository': `${proxy.host}/${name}`,
      })
    return await work({ name, proxy, images, work: place, build, train })
  } finally {
    await proxy.stop()
    await place.remove()
  }
}

/** Each kind of fault once or twice in one build, spread over its requests. */
export const badDay = () =>
  inPlace('bad-day', async ({ proxy, images, build }) => {
    for (const status of [500, 503]) proxy.spoil('HEAD', MANIFESTS, { kind: 'answer', status })
    for (const status of [500, 429]) proxy.spoil('POST', UPLOADS, { kind: 'answer', status })
    for (const after of [1_000_000, 500_000]) proxy.spoil('PUT', UPLOADS, { kind: 'cut the request', after })
    for (const status of [502, 503]) proxy.spoil('PUT', UPLOADS, { kind: 'answer', status })
    proxy.spoil('PUT', MANIFESTS, { kind: 'answer', status: 500 })
    proxy.spoil('PUT', MANIFESTS, { kind: 'lose the answer' })
    const ran = await build()
    return { ran, left: proxy.left(), images }
  })

/** A rate limit that lasts until BuildKit has given up and the action is about to push again. */
export const rateLimited = () =>
  inPlace('rate-limited', async ({ proxy, images, build }) => {
    let limited = true
    proxy.always((method, path) =>
      limited && method === 'PUT' && UPLOADS.test(path)
        ? { kind: 'answer', status: 429, headers: { 'retry-after': '3' } }
        : undefined,
    )
    const ran = await build({}, (line) => {
      if (line.includes('pushing again')) limited = false
    })
    return { ran, images }
  })

/** A registry that takes no manifest at all until after the run. */
export const takesNothing = () =>
  inPlace('takes-nothing', async ({ proxy, images, build }) => {
    proxy.always((method, path) =>
      method === 'PUT' && MANIFESTS.test(path) ? { kind: 'answer', status: 503 } : undefined,
    )
    const failed = await build()
    const tags = await images.tags()
    proxy.always(() => undefined)
    return { failed, tags, healed: await build(), images }
  })

/** A registry that breaks down after the builder has pushed, before the image has its statements. */
export const breaksDown = () =>
  inPlace('breaks-down', async ({ proxy, images, build }) => {
    proxy.always((method, path) =>
      method === 'PUT' && /\/manifests\/(?:in-|main)/.test(path) ? { kind: 'answer', status: 500 } : undefined,
    )
    const failed = await build()
    const tags = await images.tags()
    proxy.always(() => undefined)
    return { failed, tags, healed: await build(), images }
  })

/** A registry that lets blobs in and no push of this account. */
export const refuses = () =>
  inPlace('refuses', async ({ proxy, images, build }) => {
    proxy.always((method, path) =>
      method === 'PUT' && UPLOADS.test(path) ? { kind: 'answer', status: 403 } : undefined,
    )
    return { failed: await build(), tags: await images.tags() }
  })

/** A model whose push is cut and refused on the way, and one that can't be pushed at all. */
export const training = () =>
  inPlace('training', async ({ proxy, images, train }) => {
    for (const after of [2_000_000, 1_000_000]) proxy.spoil('PUT', UPLOADS, { kind: 'cut the request', after })
    proxy.spoil('PUT', UPLOADS, { kind: 'answer', status: 503 })
    proxy.spoil('PUT', MANIFESTS, { kind: 'answer', status: 500 })
    proxy.spoil('PUT', MANIFESTS, { kind: 'answer', status: 429, headers: { 'retry-after': '1' } })
    const ran = await train()
    const left = proxy.left()
    const before = await images.tags()
    proxy.always((method) => (method === 'PUT' ? { kind: 'answer', status: 503 } : undefined))
    const failed = await train()
    const tags = await images.tags()
    proxy.always(() => undefined)
    return { ran, left, failed, nothingNew: before.join() === tags.join(), healed: await train(), images }
  })

/** Reads every blob of an image through its digests. Throws what a half one would throw. */
export async function isWhole(client: RepositoryClient, digest: string): Promise<boolean> {
  try {
    const { manifest } = await client.getManifest(digest)
    if (!('layers' in manifest)) return false
    for (const { digest: blob } of [manifest.config, ...manifest.layers])
      await client.getBlob(blob, { maxBytes: 64 * 1024 * 1024 })
    return true
  } catch (error) {
    if (isRegistryError(error)) return false
    throw error
  }
}
