import type { InputsOfAction, Services } from '@ml-actions/action'
import { UserError } from '@ml-actions/action'
import { attach, type Signing, type Statement } from '@ml-actions/attestation'
import {
  type Digest,
  isRegistryError,
  openRepository,
  parseDigest,
  parseRepository,
  pullModel,
  pushModel,
  type RepositoryClient,
} from '@ml-actions/registry'
import type { Definition } from './definition.ts'

type Inputs = InputsOfAction<Definition>

/** The repository for models; `undefined` when none is given. */
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
  inputs: Pick<Inputs, 'sign' | 'signing-key'>,
): Promise<Digest> {
  const key = inputs['signing-key']
  const signing: Signing =
    inputs.sign === 'key' && key !== undefined ? { kind: 'key', privateKeyPem: key } : { kind: 'none' }
  try {
    return (await attach(client, model, statement, signing)).digest
  } catch (error) {
    throw explained(error, 'push-failed', 'The attestation can’t be attached to the model')
  }
}

function explained(error: unknown, reason: 'push-failed' | 'model-unavailable', what: string): unknown {
  if (!isRegistryError(error) || error.reason === 'cancelled') return error
  const fix =
    error.reason === 'unauthorized' || error.reason === 'denied'
      ? 'Check `registry-username` and `registry-password`; on ghcr.io the job needs `packages: write`.'
      : error.reason === 'not-found'
        ? 'Check `model-repository`: the digest is known only where the training pushed it.'
        : undefined
  return new UserError(
    { reason, what: `${what} (${error.reason}): ${error.message}`, ...(fix === undefined ? {} : { fix }) },
    { cause: error },
  )
}
