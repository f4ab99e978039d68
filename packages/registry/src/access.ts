import type { RepositoryClient, RepositoryOptions } from './client.ts'
import type { Credentials } from './credentials.ts'
import type { RegistryError } from './error.ts'
import { parseRepository } from './reference.ts'
import { openRepository } from './repository.ts'

/** The inputs by which every action is let into a registry. */
export interface AccessInputs {
  readonly 'registry-username': string | undefined
  readonly 'registry-password': string | undefined
}

/** The slice of an action's services that a client lives on. */
export interface AccessServices {
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
  readonly log: { info(line: string): void }
}

/** What to do about a registry that refuses the inputs' credentials. */
export const ACCESS_FIX =
  'Check `registry-username` and `registry-password`; on ghcr.io the job needs `permissions: packages: write`.'

/** The credentials that the inputs give; `undefined`, which is anonymous, without a password. A token needs no name. */
export function givenCredentials(inputs: AccessInputs): Credentials | undefined {
  const { 'registry-username': username = '', 'registry-password': password } = inputs
  return password === undefined ? undefined : { username, password }
}

/** The options of a client that acts for an action: its credentials, its end when the run is cancelled, its log. */
export function accessOptions(inputs: AccessInputs, { fetch, signal, log }: AccessServices): RepositoryOptions {
  return { credentials: givenCredentials(inputs), fetch, signal, log: (line) => log.info(line) }
}

/** The repository of models that the input names; `undefined` when none is given. Throws `RegistryError`. */
export function openModels(
  inputs: AccessInputs & { readonly 'model-repository': string | undefined },
  services: AccessServices,
): RepositoryClient | undefined {
  const name = inputs['model-repository']
  return name === undefined ? undefined : openRepository(parseRepository(name), accessOptions(inputs, services))
}

/** What to do about a failure of the repository of models; `undefined` where the inputs are not the matter. */
export function modelsFix({ reason }: RegistryError): string | undefined {
  if (reason === 'unauthorized' || reason === 'denied') return ACCESS_FIX
  return reason === 'not-found'
    ? 'Check `model-repository`: the digest is known only where the training pushed it.'
    : undefined
}
