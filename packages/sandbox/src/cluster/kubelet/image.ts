import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import {
  type Descriptor,
  hexOf,
  isIndex,
  isRegistryError,
  openRepository,
  parseReference,
  type Reference,
  type RepositoryClient,
} from '@ml-actions/registry'
import { at, isObject, type Json, listOf, parseJson, textOf } from '../json.ts'
import { extractLayer, type Whiteouts } from './layer.ts'
import { overlay } from './rootfs.ts'

/** How a process starts by its image. */
export interface ImageConfig {
  readonly environment: readonly string[]
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly workingDirectory: string
}

/** An image on the node. */
export interface Image {
  readonly id: string
  readonly bytes: number
  readonly root: string
  readonly config: ImageConfig
}

/** A pull that failed, with the waiting reason that the kubelet shows for it. */
export class PullError extends Error {
  readonly reason: 'ErrImagePull' | 'InvalidImageName' | 'ErrImageNeverPull'

  constructor(reason: PullError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

interface RegistryAccess {
  readonly host: string
  readonly username: string
  readonly password: string
}

const MAX_CONFIG_BYTES = 4 * 1024 * 1024

/** The images of the node: pulled from one registry, layers cached by their digests. */
export class ImageStore {
  readonly #dir: string
  readonly #layers: string
  readonly #registry: RegistryAccess
  readonly #known = new Map<string, Image>()
  readonly #running = new Map<string, Promise<unknown>>()

  constructor(dir: string, layers: string, registry: RegistryAccess) {
    this.#dir = dir
    this.#layers = layers
    this.#registry = registry
  }

  /** The image when it was pulled before under this very name. */
  present(image: string): Image | undefined {
    return this.#known.get(image)
  }

  /** Pulls an image. Throws `PullError` in the words of the kubelet and containerd. */
  async pull(image: string): Promise<Image> {
    const reference = parse(image)
    try {
      const pulled = await this.#pull(reference)
      this.#known.set(image, pulled)
      return pulled
    } catch (error) {
      throw pullError(image, error)
    }
  }

  async #pull({ repository, tag, digest }: Reference): Promise<Image> {
    if (repository.registry !== this.#registry.host) {
      throw new Error(`failed to do request: the embedded cluster pulls from ${this.#registry.host} only`)
    }
    const { username, password } = this.#registry
    const client = openRepository(repository, { credentials: { username, password }, attempts: 1 })
    let { descriptor, manifest } = await client.getManifest(digest ?? tag ?? 'latest')
    if (isIndex(manifest)) {
      const architecture = process.arch === 'x64' ? 'amd64' : process.arch
      const match = manifest.manifests.find(
        ({ platform }) => platform?.os === 'linux' && platform.architecture === architecture,
      )
      if (match === undefined) throw new Error('no match for platform in manifest: not found')
      ;({ descriptor, manifest } = await client.getManifest(match.digest))
    }
    if (isIndex(manifest)) throw new Error('an index inside an index is not an image')
    const { layers, config } = manifest
    const parsed = configOf(parseJson((await client.getBlob(config.digest, { maxBytes: MAX_CONFIG_BYTES })).toString()))
    const root = await this.#once(join(this.#dir, 'images', hexOf(descriptor.digest)), async (directory) => {
      for (const layer of layers) {
        const unpacked = await this.#layer(client, layer)
        const whiteouts = whiteoutsOf(parseJson(await readFile(join(unpacked, 'whiteouts.json'), 'utf8')))
        await overlay(join(unpacked, 'root'), whiteouts, directory)
      }
    })
    const bytes = layers.reduce((sum, layer) => sum + layer.size, config.size)
    return { id: `${repository.registry}/${repository.name}@${descriptor.digest}`, bytes, root, config: parsed }
  }

  #layer(client: RepositoryClient, layer: Descriptor): Promise<string> {
    return this.#once(join(this.#layers, hexOf(layer.digest)), async (directory) => {
      const root = join(directory, 'root')
      await mkdir(root)
      const whiteouts = await extractLayer(decompressed(client.openBlob(layer.digest), layer.mediaType), root)
      await writeFile(join(directory, 'whiteouts.json'), JSON.stringify(whiteouts))
    })
  }

  /** Fills a directory once, whoever asks how often; a directory that is there is complete. */
  async #once(directory: string, fill: (directory: string) => Promise<void>): Promise<string> {
    const running = this.#running.get(directory) ?? this.#fill(directory, fill)
    this.#running.set(directory, running)
    try {
      await running
    } finally {
      this.#running.delete(directory)
    }
    return directory
  }

  async #fill(directory: string, fill: (directory: string) => Promise<void>): Promise<void> {
    if (await stat(directory).catch(() => undefined)) return
    const unfinished = `${directory}.${randomUUID()}`
    await mkdir(unfinished, { recursive: true })
    try {
      await fill(unfinished)
      await rename(unfinished, directory)
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true })
      // Another cluster that shares the directory may have been faster.
      if (!(await stat(directory).catch(() => undefined))) throw error
    }
  }
}

function parse(image: string): Reference {
  try {
    return parseReference(image)
  } catch {
    // github.com/distribution/reference, `ParseNormalizedNamed`.
    const [remote = ''] = (image.includes('/') ? image.replace(/^[^/]*[.:][^/]*\//, '') : `library/${image}`).split(':')
    const why = remote === remote.toLowerCase() ? '' : `: repository name (${remote}) must be lowercase`
    const parsing = `couldn't parse image name "${image}": invalid reference format${why}`
    throw new PullError('InvalidImageName', `Failed to apply default image tag "${image}": ${parsing}`)
  }
}

function decompressed(blob: AsyncIterable<Uint8Array>, mediaType: string): AsyncIterable<Uint8Array> {
  if (mediaType.endsWith('gzip')) return through(blob, createGunzip())
  if (mediaType.endsWith('zstd')) return through(blob, createZstdDecompress())
  return blob
}

function through(blob: AsyncIterable<Uint8Array>, stage: NodeJS.ReadWriteStream): AsyncIterable<Uint8Array> {
  const source = Readable.from(blob)
  source.on('error', (error) => stage.emit('error', error))
  return chunksOf(source.pipe(stage))
}

async function* chunksOf(stream: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk
}

function configOf(document: Json | undefined): ImageConfig {
  const texts = (name: string): string[] => listOf(at(document, 'config', name)).flatMap((each) => textOf(each) ?? [])
  const workingDirectory = textOf(at(document, 'config', 'WorkingDir')) || '/'
  return { environment: texts('Env'), entrypoint: texts('Entrypoint'), command: texts('Cmd'), workingDirectory }
}

function whiteoutsOf(document: Json | undefined): Whiteouts {
  const texts = (value: Json | undefined): string[] => listOf(value).flatMap((each) => textOf(each) ?? [])
  return isObject(document)
    ? { paths: texts(document['paths']), opaque: texts(document['opaque']) }
    : { paths: [], opaque: [] }
}

function pullError(image: string, error: unknown): PullError {
  const named = image.includes('@') || /:[^/]+$/.test(image) ? image : `${image}:latest`
  const failed = `failed to pull and unpack image "${named}"`
  const text = error instanceof Error ? error.message : String(error)
  const unresolved = `${failed}: failed to resolve reference "${named}"`
  if (isRegistryError(error) && error.reason === 'not-found') {
    return new PullError('ErrImagePull', `rpc error: code = NotFound desc = ${unresolved}: ${named}: not found`)
  }
  if (isRegistryError(error) && (error.reason === 'unauthorized' || error.reason === 'denied')) {
    const { repository, digest, tag = 'latest' } = parseReference(image)
    const status = error.reason === 'denied' ? '403 Forbidden' : '401 Unauthorized'
    const why = `pulling from host ${repository.registry} failed with status code [manifests ${digest ?? tag}]: ${status}`
    return new PullError('ErrImagePull', `${unresolved}: ${why}`)
  }
  return new PullError('ErrImagePull', `${failed}: ${text}`)
}
