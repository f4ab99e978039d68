import {
  type Digest,
  isIndex,
  isRegistryError,
  layerOfModel,
  parseDigest,
  type RepositoryClient,
} from '@ml-actions/registry'
import { PredicateType } from '../predicates/predicate-types.ts'
import { dependencies, isBuildProvenance, type Provenance } from '../predicates/provenance.ts'
import { list } from '../stored.ts'
import { type Accepted, verifyAll } from '../verify.ts'
import { type ChainRefusal, refused } from './reasons.ts'
import type { ChainRecord } from './record.ts'
import type { ChainWalk } from './walk.ts'

/** The statement that the image's build made, and the model that it names. */
export interface Built {
  readonly ok: true
  readonly model: Digest
  readonly build: Accepted<Provenance>
}

/** From an image to its model, by a build statement that holds. */
export async function modelOfBuild(walk: ChainWalk, record: ChainRecord): Promise<Built | ChainRefusal> {
  const { accepted, refused: unaccepted } = verifyAll(await list(walk.images, walk.image, PredicateType.provenance), {
    policy: walk.policy,
    subject: walk.image,
    predicateType: PredicateType.provenance,
    guard: isBuildProvenance,
    now: walk.now,
    require: walk.require,
  })
  const [build] = accepted
  if (build === undefined) {
    record.missed('build', walk.image, unaccepted.message)
    if (unaccepted.reason === 'no-statement')
      return refused('not-attested', `no build statement is attached to ${walk.image}`)
    return refused(unaccepted.reason, `the build statement of ${walk.image} is refused: ${unaccepted.message}`)
  }
  const models = new Set(accepted.flatMap(({ statement }) => modelsOf(statement.predicate)))
  const [model, ...others] = models
  if (model === undefined) return refused('no-model', `the build statement of ${walk.image} names no model`)
  if (others.length > 0) return refused('ambiguous', `the build statements of ${walk.image} name different models`)
  record.found('build', walk.image, build, `built with the model ${model}`)
  const refusal = walk.models === undefined ? undefined : await compareLayers(walk, walk.models, model, record)
  return refusal ?? { ok: true, model, build }
}

function modelsOf(provenance: Provenance): Digest[] {
  return dependencies(provenance, 'model').flatMap(({ digest }) =>
    digest?.['sha256'] === undefined ? [] : [parseDigest(`sha256:${digest['sha256']}`)],
  )
}

/** Whether the model's own layer is in the image; `undefined` when it is. */
async function compareLayers(
  { images, image }: ChainWalk,
  models: RepositoryClient,
  model: Digest,
  record: ChainRecord,
): Promise<ChainRefusal | undefined> {
  try {
    const layer = await layerOfModel(models, model)
    if (await holdsLayer(images, image, layer.digest)) return undefined
    record.missed('model', image, `the image does not hold the layer ${layer.digest} on top`)
    return refused('model-not-in-image', `the layer of the model ${model} is not on top of ${image}`)
  } catch (error) {
    if (!isRegistryError(error, 'not-found')) throw error
    record.missed('model', model, 'the model is not in its repository, so its layer was not compared')
    // Whoever may delete a model could otherwise have the comparison left out.
    return refused(
      'model-gone',
      `the model ${model} is not in its repository, so its layer can't be looked for in the image`,
    )
  }
}

async function holdsLayer(images: RepositoryClient, image: Digest, layer: Digest): Promise<boolean> {
  const { manifest } = await images.getManifest(image)
  // On top of all others, where a build puts it: a later layer could replace its files.
  if (!isIndex(manifest)) return manifest.layers.at(-1)?.digest === layer
  const held = await Promise.all(manifest.manifests.map(({ digest }) => holdsLayer(images, digest, layer)))
  return held.length > 0 && held.every((each) => each)
}
