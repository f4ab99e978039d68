/** Reads a registry as somebody else would: by HTTP alone, with none of our own packages. */
import { createHash, verify } from 'node:crypto'

export interface Bare {
  readonly status: number
  readonly digest: string
  readonly value: unknown
}

const ACCEPT = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(',')

/** `GET /v2/PATH`, with the digest of the bytes that came. */
export async function bare(host: string, path: string): Promise<Bare> {
  const response = await fetch(`http://${host}/v2/${path}`, { headers: { accept: ACCEPT } })
  const bytes = Buffer.from(await response.arrayBuffer())
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  return { status: response.status, digest, value: response.ok ? JSON.parse(bytes.toString()) : undefined }
}

/** The value at a path of keys, where there is one. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let found = value
  for (const key of keys) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  return found
}

/** The elements of a list at a path; none where there is no list. */
export function listAt(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...keys)
  return Array.isArray(found) ? found : []
}

/** A DSSE envelope's payload, when its first signature is of this key. Throws otherwise. */
export function opened(envelope: unknown, publicKeyPem: string): unknown {
  const [type, payload] = [String(at(envelope, 'payloadType')), Buffer.from(String(at(envelope, 'payload')), 'base64')]
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload])
  const signature = Buffer.from(String(at(envelope, 'signatures', 0, 'sig')), 'base64')
  if (!verify('sha256', signed, publicKeyPem, signature)) throw new Error('the signature is of another key')
  return JSON.parse(payload.toString())
}
