import type { InputsOfAction, OutputsOf, Services } from '@ml-actions/action'
import type { Definition } from '../definition.ts'

/** What of a verdict is copied. */
export interface CopiedVerdict {
  readonly result: string
  readonly verdict: string
  readonly reason: string
  readonly attestation: string | undefined
  readonly policy: string
}

const LIMIT_MS = 60_000

/** Copies the verdict to the challenger's version in MLflow, if it is to be there. It never fails the step. */
export async function tellMlflow(
  inputs: InputsOfAction<Definition>,
  services: Services,
  copied: CopiedVerdict,
): Promise<OutputsOf<Definition>> {
  const { 'mlflow-model': name, 'mlflow-tracking-uri': uri, model } = inputs
  if (uri === undefined || name === undefined || model === undefined || inputs.mode === 'observe') return {}
  const { log, context } = services
  const { MlflowError, openTracking, tagVersion, versionOfDigest } = await import('@ml-actions/mlflow')
  try {
    await log.phase('Tell MLflow', async () => {
      const mlflow = openTracking(inputs, services, { limitMs: LIMIT_MS })
      const found = mlflow === undefined ? undefined : await versionOfDigest(mlflow, name, model)
      if (mlflow === undefined || found === undefined)
        throw new MlflowError('not-found', `no version of "${name}" has the tag model-digest ${model}`)
      const tags = Object.entries({ ...copied, run: context.runUrl })
      // An attestation that could not be attached must not stand there from an earlier run.
      const told = new Map(tags.map(([key, value]) => [`validation-${key}`, value ?? '']))
      await tagVersion(mlflow, name, found.version, told)
      log.info(`version ${found.version} of ${name} in MLflow has the verdict`)
    })
    return { tracking: 'written' }
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error
    log.warning(`The verdict is not copied to MLflow (${error.reason}): ${error.message}. The verdict stands.`)
    return { tracking: error.reason }
  }
}
