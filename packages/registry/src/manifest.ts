import { type Digest, isDigest } from './digest.ts'
import { RegistryError } from './error.ts'
import { MediaType } from './media-types.ts'

/** What names some content: its type, digest and size in bytes. */
export interface Descriptor {
  readonly mediaType: string
  readonly digest: Digest
  readonly size: number
  readonly artifactType?: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly platform?: Platform
}

/** The machine an image is for. */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
  readonly 'os.version'?: string
}

/** One image, or one artifact. */
export interface ImageManifest {
  readonly schemaVersion: 2
  readonly mediaType?: string
  readonly artifactType?: string
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  readonly subject?: Descriptor
  readonly annotations?: Readonly<Record<string, string>>
}

/** A list of images, one for each platform, or a list of referrers. */
export interface ImageIndex {
  readonly schemaVersion: 2
  readonly mediaType?: string
  readonly artifactType?: string
  readonly manifests: readonly Descriptor[]
  readonly subject?: Descriptor
  readonly annotations?: Readonly<Record<string, string>>
}

/** A manifest as it was read: its exact bytes, whose digest was verified, and what they say. */
export interface StoredManifest {
  readonly descriptor: Descriptor
  readonly manifest: ImageManifest | ImageIndex
  readonly bytes: Uint8Array
}

/** Whether a manifest is a list of manifests. */
export function isIndex(manifest: ImageManifest | ImageIndex): manifest is ImageIndex {
  return 'manifests' in manifest
}

/** A manifest's bytes as an object. Throws `RegistryError` `invalid-response` when it is not a manifest that can be used. */
export function parseManifest(bytes: Uint8Array, mediaType: string): ImageManifest | ImageIndex {
  const value = parseJson(bytes)
  switch (mediaType) {
    case MediaType.ociIndex:
    case MediaType.dockerIndex:
      if (isImageIndex(value)) return value
      break
    case MediaType.ociManifest:
    case MediaType.dockerManifest:
      if (isImageManifest(value)) return value
      break
    default:
      throw new RegistryError(
        'unsupported',
        `a manifest of type ${JSON.stringify(mediaType.slice(0, 100))} can't be read`,
      )
  }
  throw new RegistryError('invalid-response', `the manifest is not a valid ${mediaType}`)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new RegistryError('invalid-response', 'the manifest is not JSON', { cause })
  }
}

/** Whether a value from outside is an object and neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value from outside is an object whose values are all texts. */
export function isStringRecord(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string')
}

function isPlatform(value: unknown): value is Platform {
  return (
    isRecord(value) &&
    typeof value['os'] === 'string' &&
    typeof value['architecture'] === 'string' &&
    (value['variant'] === undefined || typeof value['variant'] === 'string')
  )
}

/** Whether a value from outside is a descriptor. */
export function isDescriptor(value: unknown): value is Descriptor {
  return (
    isRecord(value) &&
    typeof value['mediaType'] === 'string' &&
    isDigest(value['digest']) &&
    Number.isSafeInteger(value['size']) &&
    Number(value['size']) >= 0 &&
    (value['artifactType'] === undefined || typeof value['artifactType'] === 'string') &&
    (value['annotations'] === undefined || isStringRecord(value['annotations'])) &&
    (value['platform'] === undefined || isPlatform(value['platform']))
  )
}

function hasCommonFields(value: Record<string, unknown>): boolean {
  return (
    value['schemaVersion'] === 2 &&
    (value['mediaType'] === undefined || typeof value['mediaType'] === 'string') &&
    (value['artifactType'] === undefined || typeof value['artifactType'] === 'string') &&
    (value['subject'] === undefined || isDescriptor(value['subject'])) &&
    (value['annotations'] === undefined || isStringRecord(value['annotations']))
  )
}

function isImageIndex(value: unknown): value is ImageIndex {
  return (
    isRecord(value) &&
    hasCommonFields(value) &&
    Array.isArray(value['manifests']) &&
    value['manifests'].every(isDescriptor)
  )
}

function isImageManifest(value: unknown): value is ImageManifest {
  return (
    isRecord(value) &&
    hasCommonFields(value) &&
    isDescriptor(value['config']) &&
    Array.isArray(value['layers']) &&
    value['layers'].every(isDescriptor)
  )
}
