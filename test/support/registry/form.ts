import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
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

/** A client that waits a tenth as long as in production between its attempts, for a repository that no other run has. */
export function openAt(form: RegistryForm, name: string, options: RepositoryOptions = {}): RepositoryClient {
  const repository = { registry: form.host, name: `${RUN}/${name}` }
  return openRepository(repository, { credentials: form.credentials, wait: (ms) => setTimeout(ms / 10), ...options })
}

/**
 * Waits as in production, for jobs of one instant: they find out about each other by waiting, and distribution 2.8 shows half of
 * what one of them is writing.
 */
export const WAITING: RepositoryOptions = { wait: (ms) => setTimeout(ms) }

const RUN = `run-${randomUUID().slice(0, 8)}`
