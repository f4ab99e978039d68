/** Small images, pushed without a container engine. */
import { gzipSync } from 'node:zlib'
import {
  type Credentials,
  type Descriptor,
  type Digest,
  isIndex,
  isRecord,
  MediaType,
  openRepository,
  parseDigest,
  parseRepository,
  type RepositoryClient,
  sha256,
  type TarMember,
  writeTar,
} from '@ml-actions/registry'
import { SERVER } from './stage.ts'

/** The server's image on nothing, for pods that find `python` on their node; returns its reference by digest. */
export async function pushServer(host: string, credentials: Credentials): Promise<string> {
  const client = openRepository(parseRepository(`${host}/test/server`), { credentials })
  return `${host}/test/server@${await pushOn(client, [], { architecture: 'amd64', os: 'linux' })}`
}

/** The server's image on one that holds `python`, in that image's repository; returns its reference by digest. */
export async function pushServerOn(repository: string, base: string): Promise<string> {
  const client = openRepository(parseRepository(repository), {})
  const { manifest } = await client.getManifest(parseDigest(base))
  if (isIndex(manifest)) throw new Error(`${repository}@${base} is an index`)
  const config: unknown = JSON.parse((await client.getBlob(manifest.config.digest, { maxBytes: 1e6 })).toString())
  if (!isRecord(config)) throw new Error(`${repository}@${base} has no configuration`)
  return `${repository}@${await pushOn(client, manifest.layers, config)}`
}

async function pushOn(
  client: RepositoryClient,
  below: readonly Descriptor[],
  config: Readonly<Record<string, unknown>>,
): Promise<Digest> {
  const layer = await serverLayer()
  const blob = { mediaType: MediaType.ociLayerGzip, ...(await client.putBlob(gzipSync(layer))) }
  const { rootfs } = config
  const diffs: unknown[] = isRecord(rootfs) && Array.isArray(rootfs['diff_ids']) ? rootfs['diff_ids'] : []
  const document = {
    ...config,
    history: [],
    rootfs: { type: 'layers', diff_ids: [...diffs, sha256(layer)] },
    config: { Env: ['ANSWER=image', PATH], Entrypoint: ['python'], Cmd: ['/app/main.py'] },
  }
  const stored = { mediaType: MediaType.ociConfig, ...(await client.putBlob(Buffer.from(JSON.stringify(document)))) }
  const manifest = { schemaVersion: 2, mediaType: MediaType.ociManifest, config: stored, layers: [...below, blob] }
  return (await client.putManifest(manifest, MediaType.ociManifest, 'server')).digest
}

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

async function serverLayer(): Promise<Buffer> {
  return tar([{ type: 'directory', name: 'app' }, file('app/main.py', SERVER)])
}

function file(name: string, text: string): TarMember {
  const bytes = Buffer.from(text)
  return {
    type: 'file',
    name,
    size: bytes.length,
    open: async function* () {
      yield bytes
    },
  }
}

async function tar(members: readonly TarMember[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeTar(members)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
