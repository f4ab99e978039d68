import type { InputsOfAction, Services } from '@ml-actions/action'
import type { ModelVersion } from '@ml-actions/mlflow'
import { isDigest, openModels, parseDigest } from '@ml-actions/registry'
import type { Definition, Reason } from '../definition.ts'
import { registryProblem } from '../registry.ts'

type Inputs = InputsOfAction<Definition>

/** The champion: its digest, `none`, or nothing given; or why it is not known who it is. */
export type Champion =
  | { readonly known: true; readonly digest: string | undefined }
  | {
      readonly known: false
      readonly reason: Extract<
        Reason,
        | 'champion-not-found'
        | 'champion-without-digest'
        | 'champion-not-in-registry'
        | 'mlflow-unreadable'
        | 'registry-unreadable'
      >
      readonly message: string
    }

const LIMIT_MS = 60_000

/** The champion that the input names; an alias of MLflow is followed to a model that the registry has. */
export async function findChampion(inputs: Inputs, services: Services): Promise<Champion> {
  const [, model, alias] = /^models:\/([^@]+)@(.+)$/.exec(inputs.champion ?? '') ?? []
  if (model === undefined || alias === undefined) return { known: true, digest: inputs.champion }
  return services.log.phase(`Ask MLflow for ${inputs.champion}`, () => follow(model, alias, inputs, services))
}

async function follow(model: string, alias: string, inputs: Inputs, services: Services): Promise<Champion> {
  const { DIGEST_TAG, MlflowError, openTracking, versionOfAlias } = await import('@ml-actions/mlflow')
  const mlflow = openTracking(inputs, services, { limitMs: LIMIT_MS })
  try {
    const version = mlflow === undefined ? undefined : await versionOfAlias(mlflow, model, alias)
    if (version === undefined) {
      const message = `MLflow has no alias "${alias}" of a registered model "${model}". Where nothing serves yet, say so: \`champion: none\`.`
      return { known: false, reason: 'champion-not-found', message }
    }
    return await proven(version, `version ${version.version} of "${model}", which "${alias}" names,`, DIGEST_TAG)
  } catch (error) {
    if (!(error instanceof MlflowError) || error.reason === 'cancelled') throw error
    const message = `It can't be asked who the champion is (${error.reason}): ${error.message}`
    return { known: false, reason: 'mlflow-unreadable', message }
  }

  /** Tags can be changed by whoever may write to MLflow, sources can't: one that names a digest must name the same. */
  async function proven(version: ModelVersion, what: string, tag: string): Promise<Champion> {
    const digest = version.tags.get(tag) ?? ''
    const source = /^oci:.*@(sha256:[0-9a-f]{64})$/.exec(version.source)?.[1]
    if (!isDigest(digest) || (source !== undefined && source !== digest)) {
      const found =
        digest === '' ? `has no tag ${tag}` : `has the tag ${tag} "${digest}", and its source is ${version.source}`
      const message = `In MLflow ${what} ${found}, so that it is not known which model it is. train-in-container registers versions with \`mlflow-model\`.`
      return { known: false, reason: 'champion-without-digest', message }
    }
    const missing = await missingInRegistry(digest)
    if (missing !== undefined) return missing
    services.log.info(`${what} is ${digest}`)
    return { known: true, digest }
  }

  async function missingInRegistry(digest: string): Promise<Champion | undefined> {
    try {
      if ((await openModels(inputs, services)?.resolve(parseDigest(digest))) !== undefined) return undefined
      const message = `MLflow names ${digest} as the champion, and ${inputs['model-repository']} has no such model.`
      return { known: false, reason: 'champion-not-in-registry', message }
    } catch (error) {
      const message = registryProblem(error, `The champion ${digest}, which MLflow names, can't be looked up`)
      return { known: false, reason: 'registry-unreadable', message }
    }
  }
}
