import type { AppendableLayer } from '../append-layer.ts'
import type { RepositoryClient } from '../client.ts'
import type { Digest } from '../digest.ts'
import { RegistryError } from '../error.ts'

/** The layer of a model artifact, read whole and found to hold nothing but regular files under `model/`. */
export async function modelLayer(
  _client: RepositoryClient,
  _model: Digest,
  _limits: { readonly maxBytes: number },
): Promise<AppendableLayer> {
  throw new RegistryError('unsupported', 'not built yet')
}
