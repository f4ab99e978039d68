import {
  type Descriptor,
  type Digest,
  isIndex,
  isRecord,
  type Platform,
  RegistryError,
  type RepositoryClient,
} from '@ml-actions/registry'

/** One platform's image to build on. */
export interface BaseImage {
  readonly platform: Platform
  readonly mediaType: string
  readonly layers: readonly Descriptor[]
  readonly config: Readonly<Record<string, unknown>>
}

const MAX_CONFIG_BYTES = 8 * 1024 * 1024

/** The images of a base for the platforms asked; without any, the one for this machine's architecture, or the only one. */
export async function readBase(
  client: RepositoryClient,
  digest: Digest,
  platforms: readonly string[],
  ownArchitecture: string,
): Promise<BaseImage[]> {
  const { manifest, descriptor } = await client.getManifest(digest)
  if (!isIndex(manifest)) {
    const image = await readOne(client, descriptor)
    const wrong = platforms.find((platform) => platform !== nameOf(image.platform))
    if (wrong !== undefined) throw lacking(digest, wrong, [image.platform])
    return [image]
  }
  const images = manifest.manifests.filter((entry) => entry.platform !== undefined && entry.platform.os !== 'unknown')
  const wanted = platforms.length > 0 ? platforms : [`linux/${ownArchitecture}`]
  return Promise.all(
    wanted.map((platform) => {
      const found = images.find((entry) => entry.platform !== undefined && fits(entry.platform, platform))
      if (found === undefined)
        throw lacking(
          digest,
          platform,
          images.flatMap((entry) => entry.platform ?? []),
        )
      return readOne(client, found)
    }),
  )
}

async function readOne(client: RepositoryClient, descriptor: Descriptor): Promise<BaseImage> {
  const { manifest } = await client.getManifest(descriptor.digest)
  if (isIndex(manifest)) throw new RegistryError('unsupported', `${descriptor.digest} is a list within a list`)
  const config: unknown = JSON.parse(
    (await client.getBlob(manifest.config.digest, { maxBytes: MAX_CONFIG_BYTES })).toString(),
  )
  if (!isRecord(config))
    throw new RegistryError('invalid-response', `the base ${descriptor.digest} has no configuration`)
  const { os, architecture, variant } = {
    os: config['os'],
    architecture: config['architecture'],
    variant: config['variant'],
  }
  const platform = {
    os: typeof os === 'string' ? os : 'linux',
    architecture: typeof architecture === 'string' ? architecture : 'amd64',
    ...(typeof variant === 'string' ? { variant } : {}),
  }
  return { platform, mediaType: descriptor.mediaType, layers: manifest.layers, config }
}

/** `os/architecture[/variant]`. */
export function nameOf(platform: Platform): string {
  return [platform.os, platform.architecture, platform.variant].filter((part) => part !== undefined).join('/')
}

function fits(platform: Platform, wanted: string): boolean {
  return nameOf(platform) === wanted || `${platform.os}/${platform.architecture}` === wanted
}

function lacking(digest: Digest, wanted: string, has: readonly Platform[]): RegistryError {
  return new RegistryError(
    'unsupported',
    `the base ${digest} has no image for ${wanted}, only for ${has.map(nameOf).join(', ')}`,
  )
}
