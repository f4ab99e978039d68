import type { Credentials } from './credentials.ts'
import type { Digest } from './digest.ts'
import type { Descriptor, StoredManifest } from './manifest.ts'
import type { Repository } from './reference.ts'

/** Content that can be read again from its start, so that a cut upload can be repeated. */
export interface BlobSource {
  readonly digest: Digest
  readonly size: number
  open(): AsyncIterable<Uint8Array>
}

/** What became of a tag. */
export type TagOutcome = 'created' | 'unchanged' | 'moved'

/** What a repository's client may be given; each has a default that fits production. */
export interface RepositoryOptions {
  /** Absent: anonymous. */
  readonly credentials?: Credentials | undefined
  readonly fetch?: typeof globalThis.fetch
  readonly signal?: AbortSignal | undefined
  /** One line for each retry and each fallback. */
  readonly log?: (line: string) => void
  /** How often a request is tried at all. */
  readonly attempts?: number
  /** How long to wait, in milliseconds; replaced by tests. */
  readonly wait?: (milliseconds: number) => Promise<void>
  /** Uploads larger than this go up in pieces of it. Absent: each in one request, which every registry takes. */
  readonly chunkBytes?: number
}

/**
 * One repository of a registry. Everything read is checked against its digest and bounded in size; every method throws
 * `RegistryError`.
 */
export interface RepositoryClient {
  readonly repository: Repository
  /** What a tag or digest names; `undefined` only when the registry says that it does not exist. */
  resolve(reference: string): Promise<Descriptor | undefined>
  /** The manifest of a tag or digest. Throws `not-found`. */
  getManifest(reference: string): Promise<StoredManifest>
  /** Stores a manifest by digest, or under a tag. Keeps the referrers' tag where the registry has no referrers. */
  putManifest(content: Uint8Array | object, mediaType: string, reference?: string): Promise<Descriptor>
  /** Removes a manifest by digest, and with it its tags. */
  deleteManifest(digest: Digest): Promise<void>
  hasBlob(digest: Digest): Promise<boolean>
  /** A blob in memory. Throws `too-large` past `maxBytes`. */
  getBlob(digest: Digest, limits: { readonly maxBytes: number }): Promise<Buffer>
  /** A blob's bytes as they come; at the end the digest is checked and `digest-mismatch` thrown. A cut connection is continued. */
  openBlob(digest: Digest): AsyncIterable<Uint8Array>
  /** Stores a blob unless it is there already. */
  putBlob(content: Uint8Array | BlobSource): Promise<{ readonly digest: Digest; readonly size: number }>
  /** Takes a blob over from another repository of the same registry; false when the registry wants it uploaded. */
  mountBlob(digest: Digest, fromRepositoryName: string): Promise<boolean>
  /** Names a manifest. An immutable tag that names another one is refused with `immutable-tag`. */
  tag(target: Digest, tag: string, options?: { readonly immutable?: boolean }): Promise<TagOutcome>
  tags(): Promise<string[]>
  /** Manifests whose subject is this one, by the referrers API or else the fallback tag. */
  referrers(digest: Digest, artifactType?: string): Promise<Descriptor[]>
  /** Whether this client may push, asked by opening an upload and giving it up. */
  canPush(): Promise<boolean>
}
