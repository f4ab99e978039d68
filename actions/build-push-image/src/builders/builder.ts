import type { Services } from '@ml-actions/action'
import type { Digest, Reference, RepositoryClient } from '@ml-actions/registry'
import type { Base } from '../bases.ts'
import type { Context } from '../context/open.ts'
import type { Inputs } from '../definition.ts'
import type { Dockerfile } from '../dockerfile/read.ts'
import type { Plan } from '../dockerfile/stages.ts'

/** Everything that a build needs. */
export interface Build {
  readonly inputs: Inputs
  readonly services: Services
  readonly context: Context
  readonly dockerfile: Dockerfile
  readonly plan: Plan
  readonly bases: readonly Base[]
  readonly arguments: ReadonlyMap<string, string>
  readonly platforms: readonly string[]
  /** The repository that the image goes to. */
  readonly images: RepositoryClient
  readonly openBase: (reference: Reference) => Promise<RepositoryClient>
  /** A name for the image while it has no other. */
  readonly tag: string
  /** A directory that is removed afterwards. */
  readonly scratch: string
}

/** Something that builds and pushes; returns the digest of what it pushed. */
export interface Builder {
  readonly name: 'buildx' | 'docker' | 'layers'
  /** What decides the bytes: two builders of one engine make the same image. */
  readonly engine: 'buildkit' | 'docker' | 'layers'
  /** Throws `UserError` `builder-unable` when it can't do what is asked. */
  check(build: Build): void
  build(build: Build): Promise<Digest>
}
