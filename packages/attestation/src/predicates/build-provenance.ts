import { type Digest, hexOf } from '@ml-actions/registry'
import type { ResourceDescriptor, Statement } from '../statement.ts'
import { type Provenance, provenance, type Run } from './provenance.ts'

/** What an image was made from. `model` is absent for an image without one. */
export interface ImageBuild {
  readonly image: Digest
  readonly imageName: string
  readonly model?: { readonly digest: Digest; readonly uri: string }
  readonly bases: readonly { readonly uri: string; readonly digest: Digest }[]
  /** The digest over everything that decided the content. */
  readonly input: Digest
  readonly code?: { readonly uri: string; readonly commit: string }
  readonly parameters: Readonly<Record<string, unknown>>
  readonly circumstances?: Readonly<Record<string, unknown>>
  readonly run: Run
}

/** The statement that a build makes about its image. */
export function buildProvenance(build: ImageBuild): Statement<Provenance> {
  const dependencies: ResourceDescriptor[] = [
    { name: 'context', digest: { sha256: hexOf(build.input) } },
    ...build.bases.map((base) => ({ name: 'base', uri: base.uri, digest: { sha256: hexOf(base.digest) } })),
  ]
  if (build.model !== undefined) {
    dependencies.push({ name: 'model', uri: build.model.uri, digest: { sha256: hexOf(build.model.digest) } })
  }
  if (build.code !== undefined) {
    dependencies.push({ name: 'code', uri: build.code.uri, digest: { gitCommit: build.code.commit } })
  }
  return provenance('image', {
    subject: { name: build.imageName, sha256: hexOf(build.image) },
    dependencies,
    parameters: build.parameters,
    ...(build.circumstances === undefined ? {} : { circumstances: build.circumstances }),
    run: build.run,
  })
}
