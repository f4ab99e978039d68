import type { RepositoryClient } from './client.ts'
import { type Digest, parseDigest } from './digest.ts'
import { RegistryError } from './error.ts'
import { type Descriptor, type ImageIndex, type ImageManifest, isIndex, isRecord, isStringRecord } from './manifest.ts'
import { MediaType } from './media-types.ts'

/** A layer whose blob is in the repository already, with the digest of its uncompressed tar. */
export interface AppendableLayer {
  readonly descriptor: Descriptor
  readonly diffId: Digest
  /** How the layer came to be, for `docker history`. */
  readonly createdBy: string
}

/** What else changes in the image's configuration (environment, labels) and manifest (annotations, on an index too). */
export interface ConfigChanges {
  readonly env?: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

const MAX_CONFIG_BYTES = 8 * 1024 * 1024

/**
 * An image with one layer more, stored by digest; of an index, each image gets the layer. Attestation manifests of BuildKit
 * speak of images that the index then no longer holds, so an index that has some is refused with `unsupported`.
 */
export async function appendLayer(
  client: RepositoryClient,
  image: Digest,
  layer: AppendableLayer,
  changes: ConfigChanges = {},
): Promise<Descriptor> {
  return rewriteImage(client, image, [layer], changes)
}

/** As `appendLayer`, with any number of layers: none changes only the configuration and annotations. */
export async function rewriteImage(
  client: RepositoryClient,
  image: Digest,
  layers: readonly AppendableLayer[],
  changes: ConfigChanges,
): Promise<Descriptor> {
  const { manifest, descriptor } = await client.getManifest(image)
  if (!isIndex(manifest)) return rewriteOne(client, manifest, descriptor.mediaType, layers, changes)
  const manifests: Descriptor[] = []
  for (const entry of manifest.manifests) {
    if (entry.annotations?.['vnd.docker.reference.type'] !== undefined) {
      throw new RegistryError(
        'unsupported',
        `${image} holds BuildKit attestations, which would speak of images that are changed; build without them`,
      )
    }
    const rewritten = await rewriteImage(client, entry.digest, layers, changes)
    manifests.push({ ...entry, digest: rewritten.digest, size: rewritten.size })
  }
  const index: ImageIndex = { ...manifest, manifests, ...annotated(manifest.annotations, changes) }
  return client.putManifest(index, descriptor.mediaType)
}

async function rewriteOne(
  client: RepositoryClient,
  manifest: ImageManifest,
  mediaType: string,
  layers: readonly AppendableLayer[],
  changes: ConfigChanges,
): Promise<Descriptor> {
  const before: unknown = JSON.parse(
    (await client.getBlob(manifest.config.digest, { maxBytes: MAX_CONFIG_BYTES })).toString(),
  )
  if (!isRecord(before)) throw new RegistryError('invalid-response', 'the image has no configuration that can be read')
  const bytes = Buffer.from(JSON.stringify(configWith(before, layers, changes)))
  const { digest, size } = await client.putBlob(bytes)
  const docker = mediaType === MediaType.dockerManifest
  const added = layers.map(({ descriptor }) => ({
    ...descriptor,
    mediaType: docker ? dockerLayerType(descriptor.mediaType) : descriptor.mediaType,
  }))
  const rewritten: ImageManifest = {
    ...manifest,
    config: { ...manifest.config, digest, size },
    layers: [...manifest.layers, ...added],
    ...annotated(manifest.annotations, changes),
  }
  return client.putManifest(rewritten, mediaType)
}

function dockerLayerType(mediaType: string): string {
  if (mediaType === MediaType.ociLayerGzip) return MediaType.dockerLayerGzip
  throw new RegistryError('unsupported', `an image in Docker's format takes no layer of type ${mediaType}`)
}

function annotated(
  before: Readonly<Record<string, string>> | undefined,
  changes: ConfigChanges,
): { annotations?: Record<string, string> } {
  return changes.annotations === undefined ? {} : { annotations: { ...before, ...changes.annotations } }
}

/** An image configuration with these layers on top, and the changes made. */
export function configWith(
  config: Readonly<Record<string, unknown>>,
  layers: readonly AppendableLayer[],
  changes: ConfigChanges,
): Record<string, unknown> {
  const rootfs = isRecord(config['rootfs']) ? config['rootfs'] : {}
  const diffIds = textsOf(rootfs['diff_ids']).map(parseDigest)
  const history: unknown[] = Array.isArray(config['history']) ? config['history'] : []
  const settings = isRecord(config['config']) ? config['config'] : {}
  const labels = isStringRecord(settings['Labels']) ? settings['Labels'] : {}
  return {
    ...config,
    config: {
      ...settings,
      ...(changes.env === undefined ? {} : { Env: envWith(textsOf(settings['Env']), changes.env) }),
      ...(changes.labels === undefined ? {} : { Labels: { ...labels, ...changes.labels } }),
    },
    rootfs: { type: 'layers', diff_ids: [...diffIds, ...layers.map((layer) => layer.diffId)] },
    history: [...history, ...layers.map((layer) => ({ created_by: layer.createdBy, comment: 'ml-actions' }))],
  }
}

function envWith(before: readonly string[], changes: Readonly<Record<string, string>>): string[] {
  const kept = before.filter((entry) => !Object.hasOwn(changes, entry.split('=', 1)[0] ?? ''))
  return [...kept, ...Object.entries(changes).map(([name, value]) => `${name}=${value}`)]
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
