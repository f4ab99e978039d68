import type { Services } from '@ml-actions/action'
import { run, StartError } from '@ml-actions/process'
import {
  accessOptions,
  type Credentials,
  dockerCredentials,
  givenCredentials,
  openRepository,
  parseRepository,
  type Reference,
  RegistryError,
  type Repository,
  type RepositoryClient,
} from '@ml-actions/registry'
import { dockerDirectory } from './builders/docker-config.ts'
import type { Inputs } from './definition.ts'

/** The repositories of a run. */
export interface Clients {
  readonly images: RepositoryClient
  readonly models: RepositoryClient | undefined
  readonly openBase: (reference: Reference) => Promise<RepositoryClient>
}

/** Opens what the inputs name. The given credentials go to the image's registry only; elsewhere Docker's own are looked up. */
export async function openClients(inputs: Inputs, services: Services): Promise<Clients> {
  const image = parseRepository(inputs.image)
  const open = async (repository: Repository): Promise<RepositoryClient> => {
    const credentials = await credentialsFor(repository.registry, image.registry, inputs, services)
    return openRepository(repository, { ...accessOptions(inputs, services), credentials })
  }
  const models = inputs['model-repository']
  return {
    images: await open(image),
    models: models === undefined ? undefined : await open(parseRepository(models)),
    openBase: (reference) => open(reference.repository),
  }
}

async function credentialsFor(
  registry: string,
  own: string,
  inputs: Inputs,
  services: Services,
): Promise<Credentials | undefined> {
  const given = registry === own ? givenCredentials(inputs) : undefined
  if (given !== undefined) return given
  return dockerCredentials(registry, {
    directory: dockerDirectory(services.env),
    runHelper: async (name, server) => {
      try {
        const result = await run(`docker-credential-${name}`, ['get'], {
          env: services.env,
          input: server,
          timeoutMs: 30_000,
        })
        return result.exitCode === 0 ? result.stdout : ''
      } catch (error) {
        if (!(error instanceof StartError)) throw error
        throw new RegistryError(
          'unsupported',
          `docker-credential-${name} keeps the credentials of ${registry} and is not on PATH`,
        )
      }
    },
  })
}
