import {
  type AppendableLayer,
  configWith,
  type Descriptor,
  type Digest,
  isRecord,
  MediaType,
  type RepositoryClient,
} from '@ml-actions/registry'
import { type BaseImage, nameOf } from './base.ts'
import type { ImageConfiguration } from './configuration.ts'

/** The configuration that a base begins with, to be changed by the Dockerfile. */
export function configurationOf(base: BaseImage): ImageConfiguration {
  const settings = isRecord(base.config['config']) ? base.config['config'] : {}
  const text = (name: string): string | undefined => (typeof settings[name] === 'string' ? settings[name] : undefined)
  const healthcheck = settings['Healthcheck']
  return {
    env: new Map(
      texts(settings['Env']).map((entry) => [entry.split('=', 1)[0] ?? '', entry.slice(entry.indexOf('=') + 1)]),
    ),
    labels: new Map(
      isRecord(settings['Labels'])
        ? Object.entries(settings['Labels']).map(([name, value]) => [name, String(value)])
        : [],
    ),
    exposed: new Set(isRecord(settings['ExposedPorts']) ? Object.keys(settings['ExposedPorts']) : []),
    volumes: new Set(isRecord(settings['Volumes']) ? Object.keys(settings['Volumes']) : []),
    user: text('User'),
    workdir: text('WorkingDir') || '/',
    command: Array.isArray(settings['Cmd']) ? texts(settings['Cmd']) : undefined,
    entrypoint: Array.isArray(settings['Entrypoint']) ? texts(settings['Entrypoint']) : undefined,
    shell: Array.isArray(settings['Shell']) ? texts(settings['Shell']) : ['/bin/sh', '-c'],
    stopSignal: text('StopSignal'),
    healthcheck: isRecord(healthcheck) ? healthcheck : undefined,
  }
}

/** Stores one platform's image: the base's layers, the new ones, and the configuration. Nothing in it says when it was made. */
export async function storeImage(
  client: RepositoryClient,
  base: BaseImage,
  layers: readonly AppendableLayer[],
  configuration: ImageConfiguration,
): Promise<Descriptor> {
  const settings = isRecord(base.config['config']) ? base.config['config'] : {}
  const config = configWith(
    { ...base.config, created: '1970-01-01T00:00:00Z', config: { ...settings, ...settingsOf(configuration) } },
    layers,
    {},
  )
  const stored = await client.putBlob(Buffer.from(JSON.stringify(config)))
  const docker = base.mediaType === MediaType.dockerManifest
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...stored },
    layers: [
      ...base.layers.map((layer) => (docker ? { ...layer, mediaType: ociTypeOf(layer.mediaType) } : layer)),
      ...layers.map((layer) => layer.descriptor),
    ],
  }
  const descriptor = await client.putManifest(manifest, MediaType.ociManifest)
  return { ...descriptor, platform: base.platform }
}

/** One image as it is, or an index over several. */
export async function storeIndex(client: RepositoryClient, images: readonly Descriptor[]): Promise<Digest> {
  const [only, ...more] = images
  if (only !== undefined && more.length === 0) return only.digest
  const manifests = [...images].sort((one, other) => (platformName(one) < platformName(other) ? -1 : 1))
  const index = { schemaVersion: 2, mediaType: MediaType.ociIndex, manifests }
  return (await client.putManifest(index, MediaType.ociIndex)).digest
}

function platformName(descriptor: Descriptor): string {
  return descriptor.platform === undefined ? '' : nameOf(descriptor.platform)
}

function ociTypeOf(mediaType: string): string {
  return mediaType === MediaType.dockerLayerGzip ? MediaType.ociLayerGzip : mediaType
}

function settingsOf(configuration: ImageConfiguration): Record<string, unknown> {
  const { env, labels, exposed, volumes, user, workdir, command, entrypoint, stopSignal, healthcheck } = configuration
  return {
    Env: [...env].map(([name, value]) => `${name}=${value}`),
    Labels: Object.fromEntries(labels),
    ...(exposed.size === 0 ? {} : { ExposedPorts: Object.fromEntries([...exposed].map((port) => [port, {}])) }),
    ...(volumes.size === 0 ? {} : { Volumes: Object.fromEntries([...volumes].map((volume) => [volume, {}])) }),
    ...(user === undefined ? {} : { User: user }),
    WorkingDir: workdir,
    // An ENTRYPOINT takes the base's CMD away, so what is not set must not stay.
    Cmd: command,
    Entrypoint: entrypoint,
    ...(stopSignal === undefined ? {} : { StopSignal: stopSignal }),
    ...(healthcheck === undefined ? {} : { Healthcheck: healthcheck }),
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
