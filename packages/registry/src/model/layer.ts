import type { AppendableLayer } from '../append-layer.ts'
import type { RepositoryClient } from '../client.ts'
import type { Digest } from '../digest.ts'
import { RegistryError } from '../error.ts'
import { layerOfModel } from './artifact.ts'
import { membersOfModel } from './pull.ts'

const MAX_FILES = 100_000

/**
 * The layer of a model artifact, fit to be put into an image: it was read whole, and holds nothing but files below `model/`,
 * so that it can't replace a program of the image. Throws `too-large` past `maxBytes` (unpacked).
 */
export async function modelLayer(
  client: RepositoryClient,
  model: Digest,
  limits: { readonly maxBytes: number },
): Promise<AppendableLayer> {
  const layer = await layerOfModel(client, model)
  if (layer.size > limits.maxBytes) {
    throw new RegistryError(
      'too-large',
      `the model's layer has ${layer.size} bytes, more than the ${limits.maxBytes} allowed`,
    )
  }
  const found: Digest[] = []
  const members = membersOfModel(client, layer, { ...limits, maxFiles: MAX_FILES }, (diffId) => found.push(diffId))
  for await (const member of members) {
    for await (const _ of member.bytes) {
      // Read to the end: the digests are checked there.
    }
  }
  const [diffId] = found
  if (diffId === undefined) throw new RegistryError('unsafe-archive', 'the model was not read to its end')
  const { mediaType, digest, size } = layer
  return { descriptor: { mediaType, digest, size }, diffId, createdBy: `model ${model}` }
}
