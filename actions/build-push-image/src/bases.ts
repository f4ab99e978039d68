import { UserError } from '@ml-actions/action'
import {
  type Digest,
  formatRepository,
  isRegistryError,
  parseReference,
  type Reference,
  type RepositoryClient,
} from '@ml-actions/registry'
import type { Reason } from './reasons.ts'

/** An image that the build begins with or copies from, as it is today. */
export interface Base {
  /** As the Dockerfile has it, variables filled in. */
  readonly written: string
  /** `host/name@sha256:…`: what the builder is given. */
  readonly resolved: string
  readonly reference: Reference
  readonly tag: string | undefined
  readonly digest: Digest
  /** Named by digest in the Dockerfile or its arguments. */
  readonly pinned: boolean
}

/** Resolves every base to a digest. Throws `UserError` `base-unresolved`: what can't be named can't be built on. */
export async function resolveBases(
  images: readonly string[],
  open: (reference: Reference) => Promise<RepositoryClient>,
): Promise<Base[]> {
  return Promise.all(images.map((written) => resolveBase(written, open)))
}

async function resolveBase(written: string, open: (reference: Reference) => Promise<RepositoryClient>): Promise<Base> {
  try {
    const reference = parseReference(written)
    const wanted = reference.digest ?? reference.tag ?? 'latest'
    const found = await (await open(reference)).resolve(wanted)
    if (found === undefined) throw unresolved(written, 'the registry does not have it')
    return {
      written,
      reference,
      tag: reference.tag,
      digest: found.digest,
      resolved: `${formatRepository(reference.repository)}@${found.digest}`,
      pinned: reference.digest !== undefined,
    }
  } catch (error) {
    if (isRegistryError(error) && error.reason !== 'cancelled') throw unresolved(written, error.message)
    throw error
  }
}

function unresolved(written: string, why: string): UserError {
  return new UserError({
    reason: 'base-unresolved' satisfies Reason,
    what: `The base image ${written} can't be resolved: ${why}.`,
    fix: 'Check its name, and log in to its registry in a step before.',
  })
}
