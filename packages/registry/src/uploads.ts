import type { BlobSource } from './client.ts'
import type { Digest } from './digest.ts'
import { isRegistryError, RegistryError } from './error.ts'
import { withRetries } from './http/retry.ts'
import type { Session } from './http/session.ts'

/** One repository's blobs, written. */
export interface UploadStore {
  readonly session: Session
  readonly name: string
  readonly push: readonly string[]
  /** Pieces of this size instead of one request. */
  readonly chunkBytes: number | undefined
}

const OCTETS = { 'content-type': 'application/octet-stream' }
const CHUNK_BYTES = 8 * 1024 * 1024

/** Uploads a blob; a connection that breaks starts it again. A registry (or a proxy) that takes no large request gets pieces. */
export async function uploadBlob(store: UploadStore, blob: BlobSource): Promise<void> {
  let chunkBytes = store.chunkBytes
  await withRetries(store.session.retries, async () => {
    try {
      await (chunkBytes === undefined || blob.size <= chunkBytes
        ? inOne(store, blob)
        : inPieces(store, blob, chunkBytes))
    } catch (error) {
      if (chunkBytes !== undefined || !isRegistryError(error, 'too-large')) throw error
      chunkBytes = CHUNK_BYTES
      store.session.retries.log(`${error.message}; uploading in pieces of ${CHUNK_BYTES} bytes`)
      await inPieces(store, blob, chunkBytes)
    }
  })
}

/**
 * Takes a blob over from another repository of the registry; false when it must be uploaded. Who may not read there is refused
 * altogether by some registries, and may push here all the same.
 */
export async function mountBlob(store: UploadStore, digest: Digest, from: string): Promise<boolean> {
  try {
    const opened = await open(store, `?mount=${digest}&from=${encodeURIComponent(from)}`, [`repository:${from}:pull`])
    if (opened.location === undefined) return true
    await giveUp(store, opened.location)
  } catch (error) {
    if (!isRegistryError(error, 'unauthorized', 'denied')) throw error
  }
  return false
}

/** Whether an upload may be opened. */
export async function canPush(store: UploadStore): Promise<boolean> {
  try {
    const { location } = await open(store, '', [])
    if (location !== undefined) await giveUp(store, location)
    return true
  } catch (error) {
    if (isRegistryError(error, 'unauthorized', 'denied')) return false
    throw error
  }
}

interface Opened {
  /** Where the upload goes on; absent when the blob was mounted. */
  readonly location: string | undefined
  readonly minimumChunk: number
}

async function open(store: UploadStore, query: string, more: readonly string[]): Promise<Opened> {
  return store.session.call({
    method: 'POST',
    url: `/v2/${store.name}/blobs/uploads/${query}`,
    scopes: [...store.push, ...more],
    body: new Uint8Array(0),
    statuses: query === '' ? [202] : [201, 202],
    read: (response, url) => ({
      location: response.status === 201 ? undefined : locationOf(response, url),
      minimumChunk: Number(response.headers.get('oci-chunk-min-length') ?? 0) || 0,
    }),
  })
}

async function inOne(store: UploadStore, blob: BlobSource): Promise<void> {
  const { location } = await open(store, '', [])
  if (location === undefined) return
  await finish(store, location, blob.digest, blob)
}

async function inPieces(store: UploadStore, blob: BlobSource, chunkBytes: number): Promise<void> {
  const opened = await open(store, '', [])
  let location = opened.location
  let start = 0
  for await (const piece of pieces(blob.open(), Math.max(chunkBytes, opened.minimumChunk))) {
    if (location === undefined) return
    location = await store.session.once({
      method: 'PATCH',
      url: location,
      scopes: store.push,
      headers: { ...OCTETS, 'content-range': `${start}-${start + piece.length - 1}` },
      body: piece,
      statuses: [202],
      read: locationOf,
      lasting: true,
    })
    start += piece.length
  }
  if (location !== undefined) await finish(store, location, blob.digest, new Uint8Array(0))
}

async function finish(
  store: UploadStore,
  location: string,
  digest: Digest,
  body: Uint8Array | BlobSource,
): Promise<void> {
  // The location is kept as it is: its query may be signed.
  const url = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`
  await store.session.once({
    method: 'PUT',
    url,
    scopes: store.push,
    headers: OCTETS,
    body,
    statuses: [201],
    read: (response) => {
      const stored = response.headers.get('docker-content-digest')
      if (stored === null || stored === digest) return
      throw new RegistryError('digest-mismatch', `${digest} was uploaded and stored as ${stored.slice(0, 100)}`)
    },
    lasting: true,
  })
}

async function giveUp(store: UploadStore, location: string): Promise<void> {
  const call = {
    method: 'DELETE',
    url: location,
    scopes: store.push,
    statuses: [204, 202, 200],
    read: () => undefined,
  } as const
  // The registry forgets abandoned uploads by itself.
  await store.session.once(call).catch(() => {})
}

function locationOf(response: Response, url: URL): string {
  const location = response.headers.get('location')
  if (location === null || !URL.canParse(location, url.href)) {
    throw new RegistryError('invalid-response', `${url.host} opened an upload and did not say where`)
  }
  return new URL(location, url).href
}

async function* pieces(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let length = 0
  for await (let chunk of bytes) {
    while (length + chunk.length >= size) {
      const take = size - length
      yield Buffer.concat([...held, chunk.subarray(0, take)])
      chunk = chunk.subarray(take)
      held = []
      length = 0
    }
    if (chunk.length > 0) held.push(chunk)
    length += chunk.length
  }
  if (length > 0) yield Buffer.concat(held)
}
