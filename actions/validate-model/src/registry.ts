import { UserError } from '@ml-actions/action'
import { attach, type SigningInputs, type Statement, signingOf } from '@ml-actions/attestation'
import { type Digest, isRegistryError, modelsFix, type RepositoryClient } from '@ml-actions/registry'

/** Signs the statement and attaches it to the model. @throws UserError `push-failed` */
export async function publish(
  client: RepositoryClient,
  model: Digest,
  statement: Statement,
  inputs: SigningInputs,
): Promise<Digest> {
  try {
    return (await attach(client, model, statement, signingOf(inputs))).digest
  } catch (error) {
    if (!isRegistryError(error) || error.reason === 'cancelled') throw error
    throw new UserError(
      {
        reason: 'push-failed',
        what: `The attestation can't be attached to ${model} (${error.reason}): ${error.message}`,
        fix: modelsFix(error),
      },
      { cause: error },
    )
  }
}
