import { type Fields, fieldsOf, listOf, pairsOf, textOf } from './answer.ts'
import { MlflowError } from './error.ts'
import { unless } from './run.ts'
import type { Mlflow } from './session.ts'

/** The tag of a model version that names the model's digest. */
export const DIGEST_TAG = 'model-digest'

/** A version of a registered model. */
export interface ModelVersion {
  readonly version: string
  readonly source: string
  readonly tags: ReadonlyMap<string, string>
  readonly aliases: readonly string[]
}

/** A version that is to be there. */
export interface NewVersion {
  readonly model: string
  readonly digest: string
  /** Where the model itself is. */
  readonly source: string
  readonly runId: string
  readonly tags: ReadonlyMap<string, string>
}

/** Names of registered models that need no quoting; MLflow itself forbids `/` and `:`. */
export const MODEL_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,254}$/u

/** MLflow takes neither `latest` nor `v1` and the like. */
export const ALIAS = /^(?!latest$|v\d+$)[\w-]{1,255}$/i

/** Registers a model, unless a version of the same digest is there already. Returns the version's number. */
export async function registerVersion(mlflow: Mlflow, wanted: NewVersion): Promise<string> {
  const { model, digest } = wanted
  await mlflow.retry(() => unless('exists', mlflow.post('registered-models/create', { name: model })))
  return mlflow.retry(async () => {
    const found = await versionOfDigest(mlflow, model, digest)
    if (found !== undefined) return found.version
    const tags = [[DIGEST_TAG, digest] as const, ...wanted.tags].map(([key, value]) => ({ key, value }))
    const { source, runId } = wanted
    const answer = await mlflow.post('model-versions/create', { name: model, source, run_id: runId, tags })
    return versionOf(fieldsOf(answer, 'model_version')).version
  })
}

/** The newest version whose tag names this digest. */
export async function versionOfDigest(
  mlflow: Mlflow,
  model: string,
  digest: string,
): Promise<ModelVersion | undefined> {
  const filter = `name='${model}' and tags.\`${DIGEST_TAG}\`='${digest}'`
  const order = 'version_number DESC'
  const answer = await mlflow.get('model-versions/search', { filter, max_results: '1', order_by: order })
  const found = listOf(answer, 'model_versions')[0]
  return found === undefined ? undefined : versionOf(found)
}

/** The version behind an alias; `undefined` when there is no such alias, or no such model. */
export async function versionOfAlias(mlflow: Mlflow, model: string, alias: string): Promise<ModelVersion | undefined> {
  try {
    const answer = await mlflow.get('registered-models/alias', { name: model, alias })
    return versionOf(fieldsOf(answer, 'model_version'))
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error
    // A missing alias is a 400 with words of its own, a missing model a 404 with a code; any other 404 is not MLflow's.
    const missing = error.reason === 'rejected' ? /alias .*not found/i : /RESOURCE_DOES_NOT_EXIST/
    if ((error.reason === 'rejected' || error.reason === 'not-found') && missing.test(error.message)) return undefined
    throw error
  }
}

/** Gives the alias to the version of this digest. Returns that version's number. Throws `not-found` when there is none. */
export async function pointAlias(
  mlflow: Mlflow,
  { model, alias, digest }: { readonly model: string; readonly alias: string; readonly digest: string },
): Promise<string> {
  const wanted = await versionOfDigest(mlflow, model, digest)
  if (wanted === undefined) {
    const said = `no version of the registered model "${model}" has the tag ${DIGEST_TAG} ${digest}`
    throw new MlflowError('not-found', said)
  }
  const { version } = wanted
  const now = await versionOfAlias(mlflow, model, alias)
  if (now?.version !== version)
    await mlflow.retry(() => mlflow.post('registered-models/alias', { name: model, alias, version }))
  return version
}

/** Sets tags on a version; those that it has already keep their place. */
export async function tagVersion(
  mlflow: Mlflow,
  model: string,
  version: string,
  tags: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [key, value] of tags)
    await mlflow.retry(() => mlflow.post('model-versions/set-tag', { name: model, version, key, value }))
}

function versionOf(found: Fields): ModelVersion {
  const version = textOf(found, 'version')
  if (version === '') throw new MlflowError('invalid-response', 'MLflow answered with a model version without number')
  const { aliases } = found
  return {
    version,
    source: textOf(found, 'source'),
    tags: pairsOf(found, 'tags'),
    aliases: Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [],
  }
}
