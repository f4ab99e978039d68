import type { InputsOfAction, RunContext } from '@ml-actions/action'
import {
  evaluationProvenance,
  type Provenance,
  type ResourceDescriptor,
  type Statement,
  trainingProvenance,
} from '@ml-actions/attestation'
import type { Isolation, ResolvedImage } from '@ml-actions/container-engine'
import { type Digest, hexOf, parseDigest } from '@ml-actions/registry'
import type { Checkpoint } from './checkpoints/find.ts'
import type { Dataset } from './datasets.ts'
import type { Definition } from './definition.ts'
import type { Revision } from './revision.ts'
import { commandOf, networkOf } from './run-spec.ts'

/** What a run was, beside what came out of it. */
export interface RunFacts {
  readonly inputs: InputsOfAction<Definition>
  readonly context: RunContext
  readonly revision: Revision
  /** The image, or the interpreter of a run on the host. */
  readonly environment: ResourceDescriptor
  readonly isolation: Isolation
  readonly datasets: readonly Dataset[]
  readonly resumedFrom: Checkpoint | undefined
  readonly metrics: ReadonlyMap<string, number>
  readonly startedAtMs: number
  readonly finishedAtMs: number
}

/** SLSA provenance of a model: subject is the model's manifest. */
export function trainingStatement(facts: RunFacts, model: Digest): Statement<Provenance> {
  return trainingProvenance({
    model,
    modelName: facts.inputs['model-repository'] ?? 'model',
    code: facts.revision,
    environment: facts.environment,
    datasets: facts.datasets.map(({ name, digest }) => ({ name, digest })),
    parameters: parametersOf(facts),
    circumstances: circumstancesOf(facts),
    run: runOf(facts),
  })
}

/** SLSA provenance of predictions: subject is their file; it is attached to the model that made them. */
export function evaluationStatement(facts: RunFacts, model: Digest, predictions: Digest): Statement<Provenance> {
  const features = featuresOf(facts.datasets)
  return evaluationProvenance({
    predictions,
    predictionsName: facts.inputs.predictions,
    model,
    features: features?.digest ?? predictions,
    code: facts.revision,
    environment: facts.environment,
    parameters: parametersOf(facts),
    circumstances: {
      ...circumstancesOf(facts),
      datasets: Object.fromEntries(facts.datasets.map(({ name, digest }) => [name, { sha256: hexOf(digest) }])),
    },
    run: runOf(facts),
  })
}

/** The dataset that an evaluation scores: the one called `features`, or the only one. */
function featuresOf<T extends { readonly name: string }>(datasets: readonly T[]): T | undefined {
  return datasets.find(({ name }) => name === 'features') ?? (datasets.length === 1 ? datasets[0] : undefined)
}

/** An image as a dependency. */
export function imageDescriptor(image: ResolvedImage): ResourceDescriptor {
  return {
    name: 'image',
    uri: image.identity,
    digest: { sha256: hexOf(parseDigest(image.digest)) },
    annotations: { reference: image.reference },
  }
}

function parametersOf({ inputs }: RunFacts): Readonly<Record<string, unknown>> {
  const command = commandOf(inputs)
  return {
    purpose: inputs.purpose,
    engine: inputs.engine,
    command: command.kind === 'arguments' ? command.words : { shell: command.text },
    source: inputs.source,
    env: Object.fromEntries(inputs.env ?? []),
    // Names only: that a token was there may matter, what it was must not stand here.
    secrets: [...(inputs.secrets?.keys() ?? [])],
    mounts: inputs.mounts ?? [],
    network: networkOf(inputs),
    resume: inputs.resume,
    limits: { memory: inputs.memory, cpus: inputs.cpus, pids: inputs['pids-limit'] },
    devices: inputs.devices ?? [],
  }
}

function circumstancesOf(facts: RunFacts): Readonly<Record<string, unknown>> {
  const { isolation, resumedFrom, revision, context } = facts
  return {
    isolation,
    ...(resumedFrom === undefined
      ? {}
      : { resumedFrom: { layout: resumedFrom.layout, step: resumedFrom.step ?? null } }),
    ...(revision.modified === undefined ? {} : { modifiedAfterCommit: revision.modified }),
    triggeredBy: { event: context.eventName, ref: context.ref, sha: context.sha, actor: context.actor },
    runner: context.runnerName,
    // JSON has no word for NaN.
    metrics: Object.fromEntries(
      [...facts.metrics].map(([name, value]) => [name, Number.isFinite(value) ? value : String(value)]),
    ),
  }
}

function runOf({ context, startedAtMs, finishedAtMs }: RunFacts): {
  readonly builder: string
  readonly invocation: string
  readonly startedOn: string
  readonly finishedOn: string
} {
  return {
    builder: `${context.serverUrl}/${context.workflowRef}`,
    invocation: `${context.runUrl}/attempts/${context.runAttempt}`,
    startedOn: new Date(startedAtMs).toISOString(),
    finishedOn: new Date(finishedAtMs).toISOString(),
  }
}
