// What the suites push: small, valid, and of their own making.
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Statement } from '@ml-actions/attestation'
import { type Digest, hexOf, isRecord, MediaType, RegistryError, type RepositoryClient } from '@ml-actions/registry'

/** Pushes an image of one layer. */
export async function pushImage(client: RepositoryClient, text: string, tag?: string): Promise<Digest> {
  const layer = await client.putBlob(Buffer.from(text))
  const settings = {
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ['A=1', 'B=2'] },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  }
  const config = await client.putBlob(Buffer.from(JSON.stringify(settings)))
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...config },
    layers: [{ mediaType: MediaType.ociLayer, ...layer }],
  }
  return (await client.putManifest(manifest, MediaType.ociManifest, tag)).digest
}

/** A statement on a manifest, told from others by its note. */
export function noteOn(subject: Digest, note: string, predicateType = 'https://example.test/note/v1'): Statement {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'subject', digest: { sha256: hexOf(subject) } }],
    predicateType,
    predicate: { note },
  }
}

/** The note of an attached envelope. */
export function noteIn(envelope: Uint8Array): unknown {
  const outer: unknown = JSON.parse(Buffer.from(envelope).toString())
  const inner: unknown =
    isRecord(outer) && typeof outer['payload'] === 'string'
      ? JSON.parse(Buffer.from(outer['payload'], 'base64').toString())
      : undefined
  return isRecord(inner) && isRecord(inner['predicate']) ? inner['predicate']['note'] : undefined
}

/** A directory as a training leaves it, with weights that gzip can't shrink. */
export async function writeModel(directory: string, bytes: number): Promise<string> {
  await mkdir(join(directory, 'config'), { recursive: true })
  await writeFile(join(directory, 'weights.bin'), randomBytes(bytes))
  await writeFile(join(directory, 'config', 'ä.json'), '{"layers": 3}')
  return dirname(join(directory, 'weights.bin'))
}

export async function drain(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The registry's refusal of some work. Throws when there was none. */
export async function refusalOf(work: Promise<unknown>): Promise<RegistryError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof RegistryError) return error
  throw new Error(`expected a RegistryError, got ${String(error)}`)
}
