import { UserError } from '@ml-actions/action'
import { copyTo, envelopeDigest, list, PredicateType } from '@ml-actions/attestation'
import {
  type AppendableLayer,
  copyBlob,
  type Descriptor,
  type Digest,
  isRegistryError,
  modelLayer,
  type RepositoryClient,
  rewriteImage,
} from '@ml-actions/registry'
import type { Base } from './bases.ts'
import type { Clients } from './clients.ts'
import type { Inputs } from './definition.ts'
import type { Reason } from './reasons.ts'

/** What is known of a build that the image shall say of itself. */
export interface Marks {
  readonly input: Digest
  readonly source: string
  readonly revision: string
  readonly created: string
  /** The base of the target stage, when it is an image. */
  readonly base: Base | undefined
}

/** The built image with the model as its last layer, and with labels and annotations; stored by digest. */
export async function finishImage(clients: Clients, built: Digest, inputs: Inputs, marks: Marks): Promise<Descriptor> {
  const layers =
    inputs.model === undefined || clients.models === undefined
      ? []
      : [await takeModel(clients, clients.models, inputs.model, inputs)]
  const own = marksOf(inputs, marks)
  return rewriteImage(clients.images, built, layers, {
    labels: { ...own, ...Object.fromEntries(inputs.labels ?? []) },
    annotations: { ...own, ...Object.fromEntries(inputs.annotations ?? []) },
  })
}

function marksOf(inputs: Inputs, { input, source, revision, created, base }: Marks): Record<string, string> {
  const opencontainers = 'org.opencontainers.image'
  return {
    [`${opencontainers}.created`]: created,
    ...(source === '' ? {} : { [`${opencontainers}.source`]: source }),
    ...(revision === '' ? {} : { [`${opencontainers}.revision`]: revision }),
    ...(base === undefined
      ? {}
      : { [`${opencontainers}.base.name`]: base.written, [`${opencontainers}.base.digest`]: base.digest }),
    'dev.ml-actions.input': input,
    ...(inputs.model === undefined ? {} : { 'dev.ml-actions.model': inputs.model }),
  }
}

async function takeModel(
  clients: Clients,
  models: RepositoryClient,
  model: Digest,
  inputs: Inputs,
): Promise<AppendableLayer> {
  try {
    const layer = await modelLayer(models, model, { maxBytes: inputs['model-size-limit'] })
    await copyBlob(models, clients.images, layer.descriptor)
    return layer
  } catch (error) {
    if (!isRegistryError(error) || error.reason === 'cancelled') throw error
    const large = error.reason === 'too-large'
    throw new UserError(
      {
        reason: (large ? 'model-too-large' : 'model-unavailable') satisfies Reason,
        what: `The model ${model} can't be put into the image: ${error.message}.`,
        fix: large
          ? 'Raise `model-size-limit`, or serve the model from a volume.'
          : 'Check `model` and `model-repository`.',
      },
      { cause: error },
    )
  }
}

/** Attaches to the image what is attached to its model about how it was judged. Returns how many statements there are. */
export async function copyValidations(clients: Clients, model: Digest, image: Digest): Promise<number> {
  const { images, models } = clients
  if (models === undefined) return 0
  const there = new Set((await list(images, image, PredicateType.testResult)).map(envelopeDigest))
  const found = (await list(models, model, PredicateType.testResult)).filter(
    (stored) => stored.content.kind === 'envelope',
  )
  await Promise.all(
    found.filter((stored) => !there.has(envelopeDigest(stored))).map((stored) => copyTo(models, images, stored, image)),
  )
  return found.length
}
