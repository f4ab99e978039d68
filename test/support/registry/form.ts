import { randomUUID } from 'node:crypto'
import { openRepository, type RepositoryClient, type RepositoryOptions } from '@ml-actions/registry'

/** One registry that runs, embedded or real, and what tests must know of it. */
export interface RegistryForm {
  /** `host:port` */
  readonly host: string
  /** Absent where everybody may do everything. */
  readonly credentials?: { readonly username: string; readonly password: string }
  /** Where referrers are found. */
  readonly referrers: 'api' | 'fallback tag'
  stop(): Promise<void>
}

/** A client that does not wait between its attempts, for a repository that no other run has. */
export function openAt(form: RegistryForm, name: string, options: RepositoryOptions = {}): RepositoryClient {
  const repository = { registry: form.host, name: `${RUN}/${name}` }
  return openRepository(repository, { credentials: form.credentials, wait: async () => {}, ...options })
}

const RUN = `run-${randomUUID().slice(0, 8)}`
