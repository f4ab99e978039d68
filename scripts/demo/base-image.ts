import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Digest, MediaType, parseDigest, type RepositoryClient } from '@ml-actions/registry'
import { packTar } from 'modern-tar/fs'

interface PackedLayer {
  readonly file: string
  /** Of the compressed bytes. */
  readonly digest: Digest
  /** Of the tar inside. */
  readonly diffId: Digest
}

/** Where the serving packages lie in the image. */
const SITE_PACKAGES = '/opt/site-packages'

/**
 * Pushes the base of the example's image: the locked packages and nothing else. The interpreter is not in it, this
 * machine's stands in; the page says so. Returns the base's digest.
 */
export async function pushBaseImage(client: RepositoryClient, sitePackages: string, tag: string): Promise<Digest> {
  const layer = await packedLayer(sitePackages)
  const { size } = await stat(layer.file)
  await client.putBlob({ digest: layer.digest, size, open: () => createReadStream(layer.file) })
  const config = Buffer.from(
    JSON.stringify({
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: { Env: [`PYTHONPATH=${SITE_PACKAGES}`], WorkingDir: '/' },
      rootfs: { type: 'layers', diff_ids: [layer.diffId] },
      history: [{ created_by: 'the locked packages of the example' }],
    }),
  )
  const stored = await client.putBlob(config)
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...stored },
    layers: [{ mediaType: MediaType.ociLayerGzip, digest: layer.digest, size }],
  }
  return (await client.putManifest(manifest, MediaType.ociManifest, tag)).digest
}

/** The layer, packed once beside the packages; a file is complete when it has its name. */
async function packedLayer(sitePackages: string): Promise<PackedLayer> {
  const file = `${sitePackages}.tar.gz`
  const record = `${file}.json`
  if (existsSync(record)) {
    const kept: unknown = JSON.parse(await readFile(record, 'utf8'))
    if (isKept(kept)) return { file, digest: parseDigest(kept.digest), diffId: parseDigest(kept.diffId) }
  }
  const draft = `${file}.${randomUUID()}`
  const [inner, outer] = [createHash('sha256'), createHash('sha256')]
  const epoch = new Date(0)
  const tar = packTar(sitePackages, {
    map: (header) => ({
      ...header,
      name: `${SITE_PACKAGES.slice(1)}/${header.name}`,
      mtime: epoch,
      uid: 0,
      gid: 0,
      uname: '',
      gname: '',
    }),
  })
  tar.on('data', (chunk: Uint8Array) => inner.update(chunk))
  const zip = createGzip({ level: 1 })
  zip.on('data', (chunk: Uint8Array) => outer.update(chunk))
  await pipeline(tar, zip, createWriteStream(draft))
  const digests = { digest: `sha256:${outer.digest('hex')}`, diffId: `sha256:${inner.digest('hex')}` }
  await rename(draft, file)
  await writeFile(`${record}.${process.pid}`, JSON.stringify(digests))
  await rename(`${record}.${process.pid}`, record)
  return { file, digest: parseDigest(digests.digest), diffId: parseDigest(digests.diffId) }
}

function isKept(value: unknown): value is { readonly digest: string; readonly diffId: string } {
  return typeof value === 'object' && value !== null && 'digest' in value && 'diffId' in value
}
