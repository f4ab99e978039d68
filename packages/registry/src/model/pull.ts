import type { RepositoryClient } from '../client.ts'
import type { Digest } from '../digest.ts'
import { RegistryError } from '../error.ts'
import type { Descriptor } from '../manifest.ts'

/** Bounds of what may come out of an archive. */
export interface ExtractionLimits {
  readonly maxBytes: number
  readonly maxFiles: number
}

/**
 * The files of a model artifact, in a directory that must not exist yet (or be empty): written beside it and renamed when
 * every byte was checked, so that it is whole or not there.
 */
export async function pullModel(
  _client: RepositoryClient,
  _model: Digest,
  _directory: string,
  _limits: Partial<ExtractionLimits> = {},
): Promise<{ readonly layer: Descriptor; readonly files: number; readonly bytes: number }> {
  throw new RegistryError('unsupported', 'not built yet')
}
