import type { RepositoryClient } from './client.ts'
import { RegistryError } from './error.ts'
import type { Descriptor } from './manifest.ts'

/** Brings a blob from one repository into another: mounted within a registry, streamed between two. */
export async function copyBlob(_from: RepositoryClient, _to: RepositoryClient, _blob: Descriptor): Promise<void> {
  throw new RegistryError('unsupported', 'not built yet')
}
