import type { RepositoryClient } from './client.ts'
import type { Descriptor } from './manifest.ts'

/** Brings a blob from one repository into another: taken over within a registry, streamed between two. */
export async function copyBlob(from: RepositoryClient, to: RepositoryClient, blob: Descriptor): Promise<void> {
  if (await to.hasBlob(blob.digest)) return
  const sameRegistry = from.repository.registry === to.repository.registry
  if (sameRegistry && from.repository.name === to.repository.name) return
  if (sameRegistry && (await to.mountBlob(blob.digest, from.repository.name))) return
  await to.putBlob({ digest: blob.digest, size: blob.size, open: () => from.openBlob(blob.digest) })
}
