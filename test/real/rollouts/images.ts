/** Images of the releases, made from the base image without a container engine. */
import { gzipSync } from 'node:zlib'
import {
  copyBlob,
  type Digest,
  isIndex,
  MediaType,
  openRepository,
  parseDigest,
  type RepositoryClient,
  rewriteImage,
  sha256,
  type TarMember,
  writeTar,
} from '@ml-actions/registry'
import { endpoints } from '../../services/endpoints.ts'

/** An image as the action's inputs name it. */
export interface Image {
  readonly repository: string
  readonly digest: Digest
}

const NAME = 'rollouts/service'

/** The images that the tests release, each in a registry of its own kind. */
export interface Images {
  readonly first: Image
  readonly second: Image
  /** Was never pushed. */
  readonly gone: Image
  /** Lies in a registry that asks for an account. */
  readonly private: Image
  /** Says that it is for another processor. */
  readonly foreign: Image
  /** Says that it is for this processor, and holds the program of another. */
  readonly mislabelled: Image
}

/** Pushes them. */
export async function pushImages(): Promise<Images> {
  const registry = await endpoints('registry')
  const base = await endpoints('base-image')
  const from = openRepository({ registry: registry.open, name: baseName(base.image) })
  const open = openRepository({ registry: registry.open, name: NAME })
  const { username, password } = registry
  const closed = openRepository({ registry: registry.basic, name: NAME }, { credentials: { username, password } })
  const copy = await copyImage(from, open, parseDigest(base.digest))
  const release = async (name: string) => (await rewriteImage(open, copy, [], { env: { RELEASE: name } })).digest
  const at = (digest: Digest): Image => ({ repository: `${registry.open}/${NAME}`, digest })
  return {
    first: at(await release('first')),
    second: at(await release('second')),
    gone: at(sha256('never pushed')),
    private: { repository: `${registry.basic}/${NAME}`, digest: await pushProgram(closed, 'amd64') },
    foreign: at(await pushIndex(open, 'riscv64')),
    mislabelled: at(await pushProgram(open, process.arch === 'arm64' ? 'arm64' : 'amd64')),
  }
}

function baseName(image: string): string {
  return image.slice(image.indexOf('/') + 1).replace(/:[^:/]+$/, '')
}

async function copyImage(from: RepositoryClient, to: RepositoryClient, digest: Digest): Promise<Digest> {
  const { manifest, bytes, descriptor } = await from.getManifest(digest)
  if (isIndex(manifest)) throw new Error('the base image is one image')
  for (const blob of [manifest.config, ...manifest.layers]) await copyBlob(from, to, blob)
  return (await to.putManifest(bytes, descriptor.mediaType)).digest
}

async function pushIndex(to: RepositoryClient, architecture: string): Promise<Digest> {
  const { descriptor } = await to.getManifest(await pushProgram(to, architecture))
  const manifests = [{ ...descriptor, platform: { architecture, os: 'linux' } }]
  const index = { schemaVersion: 2, mediaType: MediaType.ociIndex, manifests }
  return (await to.putManifest(index, MediaType.ociIndex)).digest
}

/** An image of one program for RISC-V: the head of its file is all that a processor looks at. */
async function pushProgram(to: RepositoryClient, architecture: string): Promise<Digest> {
  const head = Buffer.alloc(64)
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  head.writeUInt16LE(2, 16)
  head.writeUInt16LE(243, 18)
  head.writeUInt32LE(1, 20)
  const chunks: Uint8Array[] = []
  for await (const chunk of writeTar([file('serve', head)])) chunks.push(chunk)
  const layer = Buffer.concat(chunks)
  const blob = { mediaType: MediaType.ociLayerGzip, ...(await to.putBlob(gzipSync(layer))) }
  const document = {
    architecture,
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: [sha256(layer)] },
    config: { Entrypoint: ['/serve'] },
  }
  const config = { mediaType: MediaType.ociConfig, ...(await to.putBlob(Buffer.from(JSON.stringify(document)))) }
  const manifest = { schemaVersion: 2, mediaType: MediaType.ociManifest, config, layers: [blob] }
  return (await to.putManifest(manifest, MediaType.ociManifest)).digest
}

function file(name: string, bytes: Buffer): TarMember {
  return {
    type: 'file',
    name,
    mode: 0o755,
    size: bytes.length,
    open: async function* () {
      yield bytes
    },
  }
}
