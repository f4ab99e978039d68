import type { RepositoryClient } from './client.ts'
import type { Digest } from './digest.ts'
import { RegistryError } from './error.ts'
import type { Descriptor } from './manifest.ts'

/** A layer whose blob is in the repository already, with the digest of its uncompressed tar. */
export interface AppendableLayer {
  readonly descriptor: Descriptor
  readonly diffId: Digest
  /** How the layer came to be, for `docker history`. */
  readonly createdBy: string
}

/** What else changes in the image's configuration and manifest. */
export interface ConfigChanges {
  readonly env?: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** An image (each platform of it, when it is an index) with one layer more, stored by digest. */
export async function appendLayer(
  _client: RepositoryClient,
  _image: Digest,
  _layer: AppendableLayer,
  _changes: ConfigChanges = {},
): Promise<Descriptor> {
  throw new RegistryError('unsupported', 'not built yet')
}
