import { createHash } from 'node:crypto'
import type { Digest } from './digest.ts'
import { isRegistryError, RegistryError } from './error.ts'
import { readBounded } from './http/body.ts'
import { backoff } from './http/retry.ts'
import type { Call, Session } from './http/session.ts'

/** One repository's blobs, read. */
export interface BlobStore {
  readonly session: Session
  readonly name: string
  readonly pull: readonly string[]
}

// Content that was compressed on the way would be unpacked by fetch, and its ranges would count other bytes.
const IDENTITY = { 'accept-encoding': 'identity' }

/** Whether a blob is there. */
export async function hasBlob(store: BlobStore, digest: Digest): Promise<boolean> {
  return store.session.call({
    method: 'HEAD',
    url: pathOf(store, digest),
    scopes: store.pull,
    statuses: [200, 404],
    read: (response) => response.status === 200,
  })
}

/** A blob in memory, of the right digest and not larger than said. */
export async function getBlob(store: BlobStore, digest: Digest, maxBytes: number): Promise<Buffer> {
  return store.session.call({
    method: 'GET',
    url: pathOf(store, digest),
    scopes: store.pull,
    headers: IDENTITY,
    statuses: [200],
    read: async (response) => {
      const bytes = await readBounded(response, maxBytes)
      checkDigest(digest, createHash('sha256').update(bytes).digest('hex'))
      return bytes
    },
  })
}

/**
 * A blob as it comes. When the connection breaks, the rest is asked for; a registry that serves no ranges sends all of it
 * again, and what was had is passed over. The digest is checked when everything was seen: until then nothing is to be believed.
 */
export async function* openBlob(store: BlobStore, digest: Digest): AsyncGenerator<Uint8Array> {
  const { retries } = store.session
  const hash = createHash('sha256')
  let seen = 0
  for (let tries = 1; ; tries += 1) {
    const before = seen
    try {
      for await (const chunk of readFrom(store, digest, seen)) {
        hash.update(chunk)
        seen += chunk.length
        yield chunk
      }
      checkDigest(digest, hash.digest('hex'))
      return
    } catch (error) {
      if (!isRegistryError(error) || !error.transient) throw error
      if (seen > before) tries = 1
      if (tries >= retries.attempts) throw error
      retries.log(`${error.message} after ${seen} bytes; going on from there`)
      await retries.wait(error.retryAfterMs ?? backoff(tries))
    }
  }
}

async function* readFrom(store: BlobStore, digest: Digest, start: number): AsyncGenerator<Uint8Array> {
  const call: Call<Response> = {
    method: 'GET',
    url: pathOf(store, digest),
    scopes: store.pull,
    headers: start === 0 ? IDENTITY : { ...IDENTITY, range: `bytes=${start}-` },
    statuses: start === 0 ? [200] : [200, 206],
    read: (response) => response,
    lasting: true,
  }
  const response = await store.session.once(call)
  let skip = response.status === 206 ? start - rangeStart(response) : start
  if (skip < 0) throw new RegistryError('invalid-response', `asked for the bytes from ${start}, got later ones`)
  const expected = Number(response.headers.get('content-length') ?? Number.NaN)
  let received = 0
  const body: AsyncIterable<Uint8Array> | null = response.body
  const chunks = (body ?? emptyBody())[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw store.session.cutOr(error, 'GET', new URL(call.url, store.session.origin))
      })
      if (next.done === true) break
      received += next.value.length
      const passed = Math.min(skip, next.value.length)
      skip -= passed
      if (passed < next.value.length) yield next.value.subarray(passed)
    }
  } finally {
    await chunks.return?.()
  }
  if (Number.isFinite(expected) && received < expected) {
    throw new RegistryError('unavailable', `a blob of ${expected} bytes ended after ${received}`, { transient: true })
  }
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

function rangeStart(response: Response): number {
  const [, start] = /^bytes ([0-9]+)-/.exec(response.headers.get('content-range') ?? '') ?? []
  return start === undefined ? 0 : Number(start)
}

function checkDigest(digest: Digest, hex: string): void {
  if (digest === `sha256:${hex}`) return
  throw new RegistryError('digest-mismatch', `a blob's bytes have the digest sha256:${hex}, not ${digest}`)
}

function pathOf(store: BlobStore, digest: Digest): string {
  return `/v2/${store.name}/blobs/${digest}`
}
