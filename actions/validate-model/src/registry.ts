import { attach, type SigningInputs, type Statement, signingOf } from '@ml-actions/attestation'
import { type Digest, isRegistryError, modelsFix, type RepositoryClient } from '@ml-actions/registry'

/** What became of a statement: attached to its model, or why it is not. */
export type Published =
  | { readonly ok: true; readonly attestation: Digest }
  | { readonly ok: false; readonly problem: string }

/** Signs the statement and attaches it to the model. Throws when the run is cancelled. */
export async function publish(
  client: RepositoryClient,
  model: Digest,
  statement: Statement,
  inputs: SigningInputs,
): Promise<Published> {
  try {
    return { ok: true, attestation: (await attach(client, model, statement, signingOf(inputs))).digest }
  } catch (error) {
    return { ok: false, problem: registryProblem(error, `The attestation can't be attached to ${model}`) }
  }
}

/** What the registry refused and what to do about it. Throws what is no answer of a registry, such as the run's end. */
export function registryProblem(error: unknown, what: string): string {
  if (!isRegistryError(error) || error.reason === 'cancelled') throw error
  return [`${what} (${error.reason}): ${error.message}`, modelsFix(error) ?? []].flat().join('\n')
}
