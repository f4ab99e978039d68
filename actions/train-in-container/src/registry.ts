import { UserError } from '@ml-actions/action'
import { attach, type SigningInputs, type Statement, signingOf } from '@ml-actions/attestation'
import {
  type Digest,
  isRegistryError,
  modelsFix,
  parseDigest,
  pullModel,
  pushModel,
  type RepositoryClient,
} from '@ml-actions/registry'

/** Fetches the model to score. @throws UserError `model-unavailable`. */
export async function fetchModel(client: RepositoryClient, digest: string, directory: string): Promise<void> {
  try {
    await pullModel(client, parseDigest(digest), directory)
  } catch (error) {
    throw explained(error, 'model-unavailable', `The model ${digest} can't be fetched`)
  }
}

/** Pushes a trained model. @throws UserError `push-failed`. */
export async function publishModel(
  client: RepositoryClient,
  directory: string,
  annotations: Readonly<Record<string, string>>,
): Promise<Digest> {
  try {
    return (await pushModel(client, directory, { annotations })).digest
  } catch (error) {
    throw explained(error, 'push-failed', 'The model can’t be pushed')
  }
}

/** Signs a statement and attaches it to a model. @throws UserError `push-failed`. */
export async function publishStatement(
  client: RepositoryClient,
  model: Digest,
  statement: Statement,
  inputs: SigningInputs,
): Promise<Digest> {
  try {
    return (await attach(client, model, statement, signingOf(inputs))).digest
  } catch (error) {
    throw explained(error, 'push-failed', 'The attestation can’t be attached to the model')
  }
}

function explained(error: unknown, reason: 'push-failed' | 'model-unavailable', what: string): unknown {
  if (!isRegistryError(error) || error.reason === 'cancelled') return error
  return new UserError(
    { reason, what: `${what} (${error.reason}): ${error.message}`, fix: modelsFix(error) },
    { cause: error },
  )
}
