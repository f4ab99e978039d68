import type { RepositoryClient } from '../client.ts'
import type { Digest } from '../digest.ts'
import { RegistryError } from '../error.ts'
import { type Descriptor, isIndex } from '../manifest.ts'
import { MediaType } from '../media-types.ts'

/** The directory of the archive in which the model is, and so its place in an image: `/model`. */
export const MODEL_DIRECTORY = 'model'

/** Annotation of the layer: the digest of its uncompressed tar. */
export const DIFF_ID = 'dev.ml-actions.diff-id'

/** The one layer of a model artifact. Throws `unsupported` for a manifest that is something else. */
export async function layerOfModel(client: RepositoryClient, model: Digest): Promise<Descriptor> {
  const { manifest } = await client.getManifest(model)
  if (isIndex(manifest) || manifest.artifactType !== MediaType.model) {
    throw new RegistryError('unsupported', `${model} is not a model artifact (${MediaType.model})`)
  }
  const [layer, ...more] = manifest.layers
  if (layer === undefined || more.length > 0 || layer.mediaType !== MediaType.ociLayerGzip) {
    throw new RegistryError('unsupported', `the model ${model} does not have the one layer that it must have`)
  }
  return layer
}
