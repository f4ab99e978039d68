import { writeFile } from 'node:fs/promises'
import type { InputsOfAction, Services } from '@ml-actions/action'
import { type Digest, parseDigest } from '@ml-actions/registry'
import type { Leavings } from './collect.ts'
import { hashFile } from './datasets.ts'
import type { Definition } from './definition.ts'
import type { Launched } from './launch.ts'
import type { Preparation } from './prepare.ts'
import type { Records } from './records.ts'
import { publishModel, publishStatement } from './registry.ts'
import { evaluationStatement, type RunFacts, trainingStatement } from './statement.ts'

/** What went to the registry. */
export interface Published {
  readonly model: Digest | undefined
  readonly attestation: Digest | undefined
  readonly statementFile: string | undefined
}

export interface PublishOptions {
  readonly inputs: InputsOfAction<Definition>
  readonly services: Services
  readonly prepared: Preparation
  readonly launched: Launched
  readonly left: Leavings
  readonly records: Records
  readonly finishedAtMs: number
}

/** Pushes the model, or keeps its digest for an evaluation, and attaches the statement on how it came about. */
export async function publish(options: PublishOptions): Promise<Published> {
  const { inputs, services, prepared, launched, left } = options
  const { log } = services
  const facts: RunFacts = {
    inputs,
    context: services.context,
    revision: prepared.revision,
    environment: launched.environment,
    isolation: launched.running.isolation,
    datasets: prepared.datasets,
    resumedFrom: prepared.resumedFrom,
    metrics: left.history.last,
    startedAtMs: launched.startedAtMs,
    finishedAtMs: options.finishedAtMs,
  }
  const { models, directories } = prepared
  const nothing = { model: undefined, attestation: undefined, statementFile: undefined }
  if (models === undefined) {
    log.info('no `model-repository`: nothing is pushed, and there is no digest to hand on')
    return nothing
  }
  const observe = inputs.mode === 'observe'
  if (inputs.purpose === 'train' && (observe || !inputs['push-model'] || !left.productExists)) {
    log.info(observe ? '`mode: observe`: the model is not pushed' : 'the model is not pushed')
    return nothing
  }
  const model =
    inputs.purpose === 'evaluate'
      ? parseDigest(inputs.model ?? '')
      : await log.phase('Push the model', () => publishModel(models, directories.model, {}))
  const statement =
    inputs.purpose === 'evaluate'
      ? evaluationStatement(facts, model, parseDigest(`sha256:${await hashFile(directories.predictions)}`))
      : trainingStatement(facts, model)
  const statementFile = await options.records.keep('statement.json', (file) =>
    writeFile(file, `${JSON.stringify(statement, null, 2)}\n`),
  )
  if (observe) return { model, attestation: undefined, statementFile }
  const attestation = await log.phase('Attest', () => publishStatement(models, model, statement, inputs))
  return { model, attestation, statementFile }
}
