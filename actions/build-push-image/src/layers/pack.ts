import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  type AppendableLayer,
  gzip,
  MediaType,
  type RepositoryClient,
  type TarMember,
  writeTar,
} from '@ml-actions/registry'

/** Packs members into a layer in a scratch directory, pushes it, and says how it is named. The same members, the same bytes. */
export async function packLayer(
  client: RepositoryClient,
  members: readonly TarMember[],
  createdBy: string,
  scratch: string,
): Promise<AppendableLayer> {
  const plain = createHash('sha256')
  const compressed = createHash('sha256')
  let size = 0
  const tar = async function* () {
    for await (const chunk of writeTar(members)) {
      plain.update(chunk)
      yield chunk
    }
  }
  const archive = async function* () {
    for await (const chunk of gzip(tar())) {
      compressed.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  const path = join(scratch, 'layer.tar.gz')
  await pipeline(archive, createWriteStream(path))
  const digest = `sha256:${compressed.digest('hex')}` as const
  await client.putBlob({ digest, size, open: () => createReadStream(path) })
  return {
    descriptor: { mediaType: MediaType.ociLayerGzip, digest, size },
    diffId: `sha256:${plain.digest('hex')}`,
    createdBy,
  }
}
