import type { RepositoryClient } from '../client.ts'
import type { Digest } from '../digest.ts'
import { RegistryError } from '../error.ts'
import type { Descriptor } from '../manifest.ts'

/** A pushed model: the digest by which everything names it, and its one layer. */
export interface ModelArtifact {
  readonly digest: Digest
  readonly layer: Descriptor
}

/** Pushes a directory as a model artifact. The same files give the same digest. */
export async function pushModel(
  _client: RepositoryClient,
  _directory: string,
  _options: { readonly annotations?: Readonly<Record<string, string>>; readonly tag?: string } = {},
): Promise<ModelArtifact> {
  throw new RegistryError('unsupported', 'not built yet')
}
