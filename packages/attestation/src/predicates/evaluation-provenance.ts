import { type Digest, hexOf } from '@ml-actions/registry'
import type { ResourceDescriptor, Statement } from '../statement.ts'
import { type Provenance, provenance, type Run } from './provenance.ts'

/** What predictions were made from. */
export interface Evaluation {
  readonly predictions: Digest
  readonly predictionsName: string
  readonly model: Digest
  readonly features: Digest
  readonly code: { readonly uri: string; readonly commit: string }
  readonly environment: ResourceDescriptor
  readonly parameters: Readonly<Record<string, unknown>>
  readonly circumstances?: Readonly<Record<string, unknown>>
  readonly run: Run
}

/** The statement that an evaluation makes about its predictions. It is attached to the model that made them. */
export function evaluationProvenance(evaluation: Evaluation): Statement<Provenance> {
  return provenance('evaluate', {
    subject: { name: evaluation.predictionsName, sha256: hexOf(evaluation.predictions) },
    dependencies: [
      { name: 'code', uri: evaluation.code.uri, digest: { gitCommit: evaluation.code.commit } },
      evaluation.environment,
      { name: 'model', digest: { sha256: hexOf(evaluation.model) } },
      { name: 'features', digest: { sha256: hexOf(evaluation.features) } },
    ],
    parameters: evaluation.parameters,
    ...(evaluation.circumstances === undefined ? {} : { circumstances: evaluation.circumstances }),
    run: evaluation.run,
  })
}
