import { type InputsOfAction, type Services, UserError } from '@ml-actions/action'
import { attach, type Signing, type Statement } from '@ml-actions/attestation'
import {
  type Digest,
  isRegistryError,
  openRepository,
  parseRepository,
  type RepositoryClient,
} from '@ml-actions/registry'
import type { Definition } from './definition.ts'

type Inputs = InputsOfAction<Definition>

/** The repository of models; `undefined` when none is given. */
export function openModels(inputs: Inputs, services: Services): RepositoryClient | undefined {
  const name = inputs['model-repository']
  if (name === undefined) return undefined
  const { 'registry-username': username, 'registry-password': password } = inputs
  return openRepository(parseRepository(name), {
    fetch: services.fetch,
    log: (line) => services.log.info(line),
    signal: services.signal,
    ...(username === undefined || password === undefined ? {} : { credentials: { username, password } }),
  })
}

/** Signs the statement and attaches it to the model. @throws UserError `push-failed` */
export async function publish(
  client: RepositoryClient,
  model: Digest,
  statement: Statement,
  inputs: Inputs,
): Promise<Digest> {
  const key = inputs['signing-key']
  const signing: Signing =
    inputs.sign === 'key' && key !== undefined ? { kind: 'key', privateKeyPem: key } : { kind: 'none' }
  try {
    return (await attach(client, model, statement, signing)).digest
  } catch (error) {
    if (!isRegistryError(error) || error.reason === 'cancelled') throw error
    const fix =
      error.reason === 'not-found'
        ? 'Check `model-repository`: the digest is known only where the training pushed it.'
        : 'Check `registry-username` and `registry-password`; on ghcr.io the job needs `packages: write`.'
    throw new UserError(
      {
        reason: 'push-failed',
        what: `The attestation can't be attached to ${model} (${error.reason}): ${error.message}`,
        fix,
      },
      { cause: error },
    )
  }
}
