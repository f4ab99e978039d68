import { getBlob, hasBlob, openBlob } from './blobs.ts'
import type { BlobSource, RepositoryClient, RepositoryOptions } from './client.ts'
import { type Digest, sha256 } from './digest.ts'
import { addToFallbackList, dropFromFallbackList } from './fallback-list.ts'
import { Session } from './http/session.ts'
import { type Descriptor, parseManifest } from './manifest.ts'
import { deleteManifest, getManifest, headManifest, putManifestBytes } from './manifests.ts'
import type { Repository } from './reference.ts'
import { listReferrers } from './referrers.ts'
import { listTags, tagManifest } from './tags.ts'
import { canPush, mountBlob, uploadBlob } from './uploads.ts'

/** A client for one repository. Nothing is sent before the first request is made. */
export function openRepository(repository: Repository, options: RepositoryOptions = {}): RepositoryClient {
  const { name } = repository
  const store = {
    session: new Session(repository.registry, options),
    name,
    pull: [`repository:${name}:pull`],
    push: [`repository:${name}:pull,push`],
    remove: [`repository:${name}:pull,delete`],
    chunkBytes: options.chunkBytes,
  }

  async function putManifest(content: Uint8Array | object, mediaType: string, reference?: string): Promise<Descriptor> {
    const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content))
    const manifest = parseManifest(bytes, mediaType)
    const { descriptor, subject } = await putManifestBytes(store, bytes, mediaType, reference)
    if (manifest.subject !== undefined && subject === undefined) await addToFallbackList(store, descriptor, manifest)
    return descriptor
  }

  async function remove(digest: Digest): Promise<void> {
    const found = await headManifest(store, digest)
    if (found === undefined) return
    const { manifest } = await getManifest(store, digest)
    await deleteManifest(store, digest)
    if (manifest.subject !== undefined) await dropFromFallbackList(store, digest, manifest.subject.digest)
  }

  async function putBlob(content: Uint8Array | BlobSource): Promise<{ digest: Digest; size: number }> {
    const blob = 'open' in content ? content : inMemory(content)
    if (!(await hasBlob(store, blob.digest))) await uploadBlob(store, blob)
    return { digest: blob.digest, size: blob.size }
  }

  return {
    repository,
    resolve: (reference) => headManifest(store, reference),
    getManifest: (reference) => getManifest(store, reference),
    putManifest,
    deleteManifest: remove,
    hasBlob: (digest) => hasBlob(store, digest),
    getBlob: (digest, { maxBytes }) => getBlob(store, digest, maxBytes),
    openBlob: (digest) => openBlob(store, digest),
    putBlob,
    mountBlob: (digest, from) => mountBlob(store, digest, from),
    tag: (target, tag, { immutable = false } = {}) => tagManifest(store, target, tag, immutable),
    tags: () => listTags(store),
    referrers: (digest, artifactType) => listReferrers(store, digest, artifactType),
    canPush: () => canPush(store),
  }
}

function inMemory(bytes: Uint8Array): BlobSource {
  return {
    digest: sha256(bytes),
    size: bytes.length,
    async *open() {
      yield bytes
    },
  }
}
