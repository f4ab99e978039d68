import { createHash } from 'node:crypto'

/** The sha256 digest of some bytes, in the registry's spelling. Only {@link parseDigest} and {@link sha256} make one. */
export type Digest = `sha256:${string}`

const PATTERN = /^sha256:[0-9a-f]{64}$/

/** Whether a text is a well-formed sha256 digest. Other algorithms are not digests here. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && PATTERN.test(text)
}

/** The text as a digest. Throws `TypeError` when it is anything but `sha256:` and 64 lower-case hexadecimal characters. */
export function parseDigest(text: string): Digest {
  if (!isDigest(text))
    throw new TypeError(`${JSON.stringify(text.slice(0, 100))} is not a digest (sha256: and 64 hexadecimal characters)`)
  return text
}

/** The digest of bytes held in memory. */
export function sha256(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** The 64 hexadecimal characters alone, as in-toto writes them under the key `sha256`. */
export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}
