import {
  type Digest,
  isIndex,
  isRecord,
  isRegistryError,
  isStringRecord,
  MediaType,
  type RepositoryClient,
} from '@ml-actions/registry'
import type { ImageInputs } from './image-inputs.ts'

/** What an image was made from, attached to it so that the next build can say what changed. It is believed by nobody. */
export interface InputRecord {
  readonly inputs: ImageInputs
  readonly model: string | null
}

const TYPE = 'application/vnd.ml-actions.image-inputs.v1+json'
const MAX_BYTES = 16 * 1024 * 1024
const EMPTY = Buffer.from('{}')

/** Attaches the record to an image, unless it is larger than anybody would read. */
export async function attachRecord(client: RepositoryClient, image: Digest, record: InputRecord): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(record))
  if (bytes.length > MAX_BYTES) return
  const subject = await client.resolve(image)
  if (subject === undefined) return
  const [layer, config] = await Promise.all([client.putBlob(bytes), client.putBlob(EMPTY)])
  await client.putManifest(
    {
      schemaVersion: 2,
      mediaType: MediaType.ociManifest,
      artifactType: TYPE,
      config: { mediaType: MediaType.empty, ...config },
      layers: [{ mediaType: TYPE, ...layer }],
      subject,
    },
    MediaType.ociManifest,
  )
}

/** The record of what a tag names, if there is one that can be read. */
export async function recordOf(client: RepositoryClient, tag: string): Promise<InputRecord | undefined> {
  try {
    const image = await client.resolve(tag)
    const [referrer] = image === undefined ? [] : await client.referrers(image.digest, TYPE)
    if (referrer === undefined) return undefined
    const { manifest } = await client.getManifest(referrer.digest)
    const [layer] = isIndex(manifest) ? [] : manifest.layers
    if (layer === undefined) return undefined
    const value: unknown = JSON.parse((await client.getBlob(layer.digest, { maxBytes: MAX_BYTES })).toString())
    return isRecordOfInputs(value) ? value : undefined
  } catch (error) {
    // It only explains; whatever is wrong with it must not stop a build.
    if (isRegistryError(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

function isRecordOfInputs(value: unknown): value is InputRecord {
  if (!isRecord(value) || !isRecord(value['inputs'])) return false
  const inputs = value['inputs']
  return (
    (value['model'] === null || typeof value['model'] === 'string') &&
    ['bases', 'arguments', 'tree'].every((part) => isStringRecord(inputs[part])) &&
    typeof inputs['dockerfile'] === 'string' &&
    ['platforms', 'secrets'].every((part) => Array.isArray(inputs[part]))
  )
}
