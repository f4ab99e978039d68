import { type Digest, hexOf } from '@ml-actions/registry'
import type { ResourceDescriptor, Statement } from '../statement.ts'
import { type Provenance, provenance, type Run } from './provenance.ts'

/** What a training was made from. */
export interface Training {
  readonly model: Digest
  readonly modelName: string
  /** The code's repository and commit. */
  readonly code: { readonly uri: string; readonly commit: string }
  /** The container image, or the interpreter of a run on the host. */
  readonly environment: ResourceDescriptor
  readonly datasets: readonly { readonly name: string; readonly digest: Digest; readonly uri?: string }[]
  readonly parameters: Readonly<Record<string, unknown>>
  readonly circumstances?: Readonly<Record<string, unknown>>
  readonly byproducts?: readonly ResourceDescriptor[]
  readonly run: Run
}

/** The statement that a training makes about its model. */
export function trainingProvenance(training: Training): Statement<Provenance> {
  return provenance('train', {
    subject: { name: training.modelName, sha256: hexOf(training.model) },
    dependencies: [
      { name: 'code', uri: training.code.uri, digest: { gitCommit: training.code.commit } },
      training.environment,
      ...training.datasets.map(datasetDescriptor),
    ],
    parameters: training.parameters,
    ...(training.circumstances === undefined ? {} : { circumstances: training.circumstances }),
    ...(training.byproducts === undefined ? {} : { byproducts: training.byproducts }),
    run: training.run,
  })
}

/** A dataset as a dependency. */
function datasetDescriptor(dataset: { name: string; digest: Digest; uri?: string }): ResourceDescriptor {
  return {
    name: dataset.name,
    ...(dataset.uri === undefined ? {} : { uri: dataset.uri }),
    digest: { sha256: hexOf(dataset.digest) },
  }
}
