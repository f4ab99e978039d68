import type { RepositoryClient, RepositoryOptions } from './client.ts'
import { RegistryError } from './error.ts'
import type { Repository } from './reference.ts'

/** A client for one repository. Nothing is sent before the first request is made. */
export function openRepository(_repository: Repository, _options: RepositoryOptions = {}): RepositoryClient {
  throw new RegistryError('unsupported', 'not built yet')
}
