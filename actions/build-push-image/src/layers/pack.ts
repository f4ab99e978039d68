import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type AppendableLayer, MediaType, packTar, type RepositoryClient, type TarMember } from '@ml-actions/registry'

/** Packs members into a layer in a scratch directory, pushes it, and says how it is named. The same members, the same bytes. */
export async function packLayer(
  client: RepositoryClient,
  members: readonly TarMember[],
  createdBy: string,
  scratch: string,
): Promise<AppendableLayer> {
  const path = join(scratch, `${randomUUID()}.tar.gz`)
  const { digest, size, diffId } = await packTar(members, path)
  await client.putBlob({ digest, size, open: () => createReadStream(path) })
  await rm(path)
  return { descriptor: { mediaType: MediaType.ociLayerGzip, digest, size }, diffId, createdBy }
}
