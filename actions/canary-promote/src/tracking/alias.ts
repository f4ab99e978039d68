import type { Services, Verdict } from '@ml-actions/action'
import type { ReleaseIdentity } from '@ml-actions/kubernetes'
import type { Inputs, Outputs } from '../definition.ts'

const LIMIT_MS = 60_000

/**
 * Lets the alias in MLflow follow what serves, once that is proven: after a promotion, and where the release was promoted
 * already, so that the next run heals what this one could not write. A failure undoes nothing.
 */
export async function followInMlflow(
  inputs: Inputs,
  services: Services,
  { verdict, serving }: { readonly verdict: Verdict; readonly serving: ReleaseIdentity | undefined },
): Promise<Outputs> {
  const { 'mlflow-model': model, 'mlflow-alias': alias } = inputs
  if (inputs['mlflow-tracking-uri'] === undefined || model === undefined) return {}
  if (inputs.mode !== 'run' || verdict !== 'pass' || serving === undefined) return {}
  const { log } = services
  const { MlflowError, openTracking, pointAlias } = await import('@ml-actions/mlflow')
  try {
    const version = await log.phase(`Let "${alias}" in MLflow follow`, async () => {
      const { model: digest } = serving
      if (digest === undefined)
        throw new MlflowError('not-found', `it is not on record which model ${serving.image} has`)
      const mlflow = openTracking(inputs, services, { limitMs: LIMIT_MS })
      return mlflow === undefined ? undefined : pointAlias(mlflow, { model, alias, digest })
    })
    if (version === undefined) return {}
    log.info(`"${alias}" of ${model} in MLflow is version ${version}`)
    return { tracking: 'written', 'mlflow-version': version }
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error
    log.warning(
      `"${alias}" of ${model} in MLflow does not follow what serves (${error.reason}): ${error.message}. The promotion stands; the next run writes it.`,
    )
    return { tracking: error.reason }
  }
}
