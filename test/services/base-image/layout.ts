/** An OCI image of one layer, as the archive that `docker load` and `podman load` read. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { command } from '../command.ts'

export interface Image {
  /** The files of the image; removed when they are in it. */
  readonly tar: string
  /** Where image.tar goes, and `digest`, that of its manifest. */
  readonly folder: string
  readonly name: string
  readonly created: Date
}

const ENV = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'LANG=C.UTF-8',
  'PIP_CERT=/etc/ssl/certs/ca-certificates.crt',
  'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt',
]

export async function writeImage({ tar, folder, name, created }: Image): Promise<void> {
  const layout = join(folder, 'layout')
  const blobs = join(layout, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })
  const put = async (mediaType: string, value: object): Promise<Descriptor> => {
    const text = JSON.stringify(value)
    const digest = createHash('sha256').update(text).digest('hex')
    await writeFile(join(blobs, digest), text)
    return { mediaType, digest: `sha256:${digest}`, size: Buffer.byteLength(text) }
  }
  const packed = join(folder, 'layer')
  await pipeline(createReadStream(tar), createGzip({ level: 6 }), createWriteStream(packed))
  const layer = await sha256(packed)
  await rename(packed, join(blobs, layer))
  const config = await put('application/vnd.oci.image.config.v1+json', {
    created: created.toISOString(),
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ENV, Cmd: ['python3'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${await sha256(tar)}`] },
    history: [{ created: created.toISOString(), created_by: 'mmdebstrap' }],
  })
  const manifest = await put('application/vnd.oci.image.manifest.v1+json', {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config,
    layers: [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: `sha256:${layer}`,
        size: (await stat(join(blobs, layer))).size,
      },
    ],
  })
  const annotations = { 'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': name.split(':').at(-1) }
  const index = { schemaVersion: 2, manifests: [{ ...manifest, annotations }] }
  await writeFile(join(layout, 'index.json'), JSON.stringify(index))
  await writeFile(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  await writeFile(join(folder, 'digest'), manifest.digest)
  await command(['tar', '-cf', join(folder, 'image.tar'), '-C', layout, '.'])
  await rm(layout, { recursive: true })
  await rm(tar)
}

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
