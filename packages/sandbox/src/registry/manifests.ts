import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { digestOf, digestsOf, isRecord } from './json.ts'
import { noSuchPage, OciError } from './oci-error.ts'
import type { Storage } from './storage.ts'

const MAX_BYTES = 4 * 1024 * 1024
const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json'
const IMAGE = new Set([OCI_IMAGE, 'application/vnd.docker.distribution.manifest.v2+json'])
const INDEX = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
])
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/

/** Whether the subjects of manifests are taken note of. */
export type Referrers = 'api' | 'none'

/** HEAD and GET of a manifest, with the type that it was stored with. */
export async function getManifest(
  storage: Storage,
  request: Request,
  name: string,
  reference: string,
): Promise<Response> {
  if (!isReference(reference)) return noSuchPage()
  const hex = await resolve(storage, name, reference)
  const record = hex === undefined ? undefined : await storage.manifest(name, hex)
  if (hex === undefined || record === undefined) throw new OciError('MANIFEST_UNKNOWN', 'manifest unknown')
  const etag = `"sha256:${hex}"`
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304 })
  // Only for this type does it ask, and `*/*` does not count.
  if (record.mediaType === OCI_IMAGE && !(request.headers.get('accept') ?? '').includes(OCI_IMAGE)) {
    throw new OciError('MANIFEST_UNKNOWN', 'OCI manifest found, but accept header does not support OCI manifests')
  }
  const headers = {
    'content-type': record.mediaType,
    'content-length': String(record.size),
    'docker-content-digest': `sha256:${hex}`,
    etag,
  }
  if (request.method === 'HEAD') return new Response(null, { headers })
  return new Response(Readable.toWeb(createReadStream(storage.blobPath(hex))), { headers })
}

/** PUT of a manifest under a tag or its digest. What it names must belong to this repository. */
export async function putManifest(
  storage: Storage,
  request: Request,
  name: string,
  reference: string,
  referrers: Referrers,
): Promise<Response> {
  if (!isReference(reference)) return noSuchPage()
  const mediaType = (request.headers.get('content-type') ?? '').split(';', 1)[0] ?? ''
  if (!IMAGE.has(mediaType) && !INDEX.has(mediaType)) {
    throw new OciError('MANIFEST_INVALID', `manifests of type ${JSON.stringify(mediaType)} are not served here`)
  }
  const bytes = Buffer.from(await request.arrayBuffer())
  if (bytes.length > MAX_BYTES) throw new OciError('SIZE_INVALID', `manifest is larger than ${MAX_BYTES} bytes`)
  const hex = createHash('sha256').update(bytes).digest('hex')
  if (reference.includes(':') && reference !== `sha256:${hex}`) {
    throw new OciError('DIGEST_INVALID', 'provided digest did not match uploaded content')
  }
  const manifest = parse(bytes)
  await checkMembers(storage, name, manifest, INDEX.has(mediaType))
  await storage.putManifest(name, hex, mediaType, bytes)
  const subject = referrers === 'api' ? digestOf(manifest['subject']) : undefined
  if (subject !== undefined)
    await storage.putReferrer(name, hexOf(subject), hex, descriptor(manifest, mediaType, hex, bytes))
  if (!reference.includes(':')) await storage.putTag(name, reference, hex)
  return new Response(null, {
    status: 201,
    headers: {
      location: `/v2/${name}/manifests/sha256:${hex}`,
      'docker-content-digest': `sha256:${hex}`,
      'content-length': '0',
      ...(subject === undefined ? {} : { 'oci-subject': subject }),
    },
  })
}

/** DELETE of a manifest by digest, tags included. */
export async function deleteManifest(storage: Storage, name: string, reference: string): Promise<Response> {
  if (!reference.includes(':')) throw new OciError('UNSUPPORTED', 'deleting a tag is not served here; delete by digest')
  const hex = hexOf(reference)
  if ((await storage.manifest(name, hex)) === undefined) throw new OciError('MANIFEST_UNKNOWN', 'manifest unknown')
  const manifest = parse(await readFile(storage.blobPath(hex)))
  const subject = digestOf(manifest['subject'])
  await storage.deleteManifest(name, hex, subject === undefined ? undefined : hexOf(subject))
  return new Response(null, { status: 202, headers: { 'content-length': '0' } })
}

function isReference(text: string): boolean {
  return text.includes(':') || TAG.test(text)
}

async function resolve(storage: Storage, name: string, reference: string): Promise<string | undefined> {
  return reference.includes(':') ? hexOf(reference) : storage.tag(name, reference)
}

function hexOf(digest: string): string {
  const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(digest) ?? []
  if (hex === undefined) throw new OciError('DIGEST_INVALID', 'only sha256 digests are served here')
  return hex
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(bytes.toString('utf8'))
    if (isRecord(manifest)) return manifest
  } catch {}
  throw new OciError('MANIFEST_INVALID', 'manifest is not a JSON object')
}

async function checkMembers(
  storage: Storage,
  name: string,
  manifest: Record<string, unknown>,
  index: boolean,
): Promise<void> {
  const config = digestOf(manifest['config'])
  const layers = digestsOf(manifest['layers'])
  const members = config === undefined || layers === undefined ? undefined : [config, ...layers]
  const digests = index ? digestsOf(manifest['manifests']) : members
  if (digests === undefined) throw new OciError('MANIFEST_INVALID', 'manifest names no digests where it must')
  for (const digest of digests) {
    const found = index ? await storage.manifest(name, hexOf(digest)) : await storage.blobSize(name, hexOf(digest))
    if (found === undefined) throw new OciError('MANIFEST_BLOB_UNKNOWN', `${digest} unknown to repository`)
  }
}

function descriptor(manifest: Record<string, unknown>, mediaType: string, hex: string, bytes: Buffer): object {
  const config = manifest['config']
  return {
    mediaType,
    digest: `sha256:${hex}`,
    size: bytes.length,
    artifactType: manifest['artifactType'] ?? (isRecord(config) ? config['mediaType'] : undefined),
    annotations: manifest['annotations'],
  }
}
