import type { Digest } from './digest.ts'
import { isDigest, parseDigest, sha256 } from './digest.ts'
import { RegistryError } from './error.ts'
import { readBounded } from './http/body.ts'
import type { Call, Session } from './http/session.ts'
import { type Descriptor, parseManifest, type StoredManifest } from './manifest.ts'
import { ACCEPTED_MANIFESTS } from './media-types.ts'
import { isTag } from './reference.ts'

/** The distribution specification lets registries refuse more. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024

const ACCEPT = { accept: ACCEPTED_MANIFESTS }

/** One repository's manifests: its session and the scopes that its requests need. */
export interface ManifestStore {
  readonly session: Session
  readonly name: string
  readonly pull: readonly string[]
  readonly push: readonly string[]
  readonly remove: readonly string[]
}

/** What a tag or digest names, asked by HEAD; `undefined` when it does not exist. */
export async function headManifest(store: ManifestStore, reference: string): Promise<Descriptor | undefined> {
  const head = await store.session.call({
    method: 'HEAD',
    url: pathOf(store, reference),
    scopes: store.pull,
    headers: ACCEPT,
    statuses: [200, 404],
    read: (response) => (response.status === 404 ? 'absent' : describe(response, reference)),
  })
  if (head === 'absent') return undefined
  // An old registry leaves the digest or the length out: then the bytes tell.
  return head ?? (await getManifest(store, reference)).descriptor
}

function describe(response: Response, reference: string): Descriptor | undefined {
  const mediaType = mediaTypeOf(response)
  const size = Number(response.headers.get('content-length') ?? Number.NaN)
  const digest = response.headers.get('docker-content-digest')
  if (!isDigest(digest) || !Number.isSafeInteger(size) || mediaType === '') return undefined
  if (isDigest(reference) && digest !== reference) throw mismatch(reference, digest)
  return { mediaType, digest, size }
}

/** A manifest with its bytes, checked against the digest asked for and the one that the registry gives. */
export async function getManifest(store: ManifestStore, reference: string): Promise<StoredManifest> {
  return store.session.call({
    method: 'GET',
    url: pathOf(store, reference),
    scopes: store.pull,
    headers: ACCEPT,
    statuses: [200],
    read: async (response) => {
      const bytes = await readBounded(response, MAX_MANIFEST_BYTES)
      const digest = sha256(bytes)
      const declared = response.headers.get('docker-content-digest')
      if (isDigest(reference) && digest !== reference) throw mismatch(reference, digest)
      if (isDigest(declared) && digest !== declared) throw mismatch(declared, digest)
      const mediaType = mediaTypeOf(response)
      const manifest = parseManifest(bytes, mediaType)
      if (manifest.mediaType !== undefined && manifest.mediaType !== mediaType) {
        throw new RegistryError(
          'invalid-response',
          `a manifest says it is ${manifest.mediaType} and is served as ${mediaType}`,
        )
      }
      return { descriptor: { mediaType, digest, size: bytes.length }, manifest, bytes }
    },
  })
}

/** Stores a manifest's bytes; the subject that the registry took note of comes back with the descriptor. */
export async function putManifestBytes(
  store: ManifestStore,
  bytes: Uint8Array,
  mediaType: string,
  reference?: string,
): Promise<{ descriptor: Descriptor; subject: string | undefined }> {
  const digest = sha256(bytes)
  const subject = await store.session.call(manifestWrite(store, bytes, mediaType, reference ?? digest))
  return { descriptor: { mediaType, digest, size: bytes.length }, subject }
}

/** The request that stores a manifest's bytes; its answer is the subject that the registry took note of. */
export function manifestWrite(
  store: ManifestStore,
  bytes: Uint8Array,
  mediaType: string,
  reference: string,
): Call<string | undefined> {
  const digest = sha256(bytes)
  return {
    method: 'PUT',
    url: pathOf(store, reference),
    scopes: store.push,
    headers: { 'content-type': mediaType },
    body: bytes,
    statuses: [201],
    read: (response) => {
      const stored = response.headers.get('docker-content-digest')
      if (stored !== null && stored !== digest) throw mismatch(digest, stored)
      return response.headers.get('oci-subject') ?? undefined
    },
  }
}

/** Removes a manifest; one that is gone already is no error. */
export async function deleteManifest(store: ManifestStore, digest: Digest): Promise<void> {
  await store.session.call({
    method: 'DELETE',
    url: pathOf(store, digest),
    scopes: store.remove,
    statuses: [202, 200, 204, 404],
    read: () => undefined,
  })
}

function pathOf(store: ManifestStore, reference: string): string {
  const checked = reference.includes(':') ? parseDigest(reference) : reference
  if (!reference.includes(':') && !isTag(reference)) {
    throw new RegistryError('invalid-reference', `${JSON.stringify(reference.slice(0, 150))} is not a tag`)
  }
  return `/v2/${store.name}/manifests/${checked}`
}

function mediaTypeOf(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim() ?? ''
}

function mismatch(wanted: string, got: string): RegistryError {
  return new RegistryError(
    'digest-mismatch',
    `asked for ${wanted}, got ${got}: the content is not what its digest says`,
  )
}
