import { isListOf, isOptional, isRecord, isResourceDescriptor, isText, isTime } from '../guards.ts'
import type { DigestSet, ResourceDescriptor, Statement } from '../statement.ts'
import { BuildType, PredicateType } from './predicate-types.ts'

/** SLSA provenance, version 1: what was made, from what, by which run. */
export interface Provenance {
  readonly buildDefinition: {
    readonly buildType: string
    readonly externalParameters: Readonly<Record<string, unknown>>
    readonly internalParameters?: Readonly<Record<string, unknown>>
    readonly resolvedDependencies: readonly ResourceDescriptor[]
  }
  readonly runDetails: {
    readonly builder: { readonly id: string; readonly version?: Readonly<Record<string, string>> }
    readonly metadata: { readonly invocationId: string; readonly startedOn: string; readonly finishedOn: string }
    readonly byproducts?: readonly ResourceDescriptor[]
  }
}

/** The run that made something: whose it is, which one, and when (ISO 8601). */
export interface Run {
  readonly builder: string
  readonly version?: string
  readonly invocation: string
  readonly startedOn: string
  readonly finishedOn: string
}

/** A thing known by its digest; the digest is `sha256:…`, or a git commit under `gitCommit`. */
export interface Named {
  readonly name: string
  readonly uri?: string
  readonly digest: DigestSet
}

/** What every provenance of ours is made of. */
export interface ProvenanceOptions {
  readonly subject: { readonly name: string; readonly sha256: string }
  readonly dependencies: readonly ResourceDescriptor[]
  readonly parameters: Readonly<Record<string, unknown>>
  /** What the run found out by itself, isolation and its limits included. */
  readonly circumstances?: Readonly<Record<string, unknown>>
  readonly byproducts?: readonly ResourceDescriptor[]
  readonly run: Run
}

/** A provenance statement of one of our build types. */
export function provenance(buildType: keyof typeof BuildType, options: ProvenanceOptions): Statement<Provenance> {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: options.subject.name, digest: { sha256: options.subject.sha256 } }],
    predicateType: PredicateType.provenance,
    predicate: {
      buildDefinition: {
        buildType: BuildType[buildType],
        externalParameters: options.parameters,
        ...(options.circumstances === undefined ? {} : { internalParameters: options.circumstances }),
        resolvedDependencies: options.dependencies,
      },
      runDetails: {
        builder: {
          id: options.run.builder,
          ...(options.run.version === undefined ? {} : { version: { 'ml-actions': options.run.version } }),
        },
        metadata: {
          invocationId: options.run.invocation,
          startedOn: options.run.startedOn,
          finishedOn: options.run.finishedOn,
        },
        ...(options.byproducts === undefined ? {} : { byproducts: options.byproducts }),
      },
    },
  }
}

/** Whether a predicate is a SLSA provenance of one of our build types (of that one, when one is named). */
function isProvenance(value: unknown, buildType?: keyof typeof BuildType): value is Provenance {
  if (!isRecord(value)) return false
  const { buildDefinition: definition, runDetails: details } = {
    buildDefinition: value['buildDefinition'],
    runDetails: value['runDetails'],
  }
  if (!isRecord(definition) || !isRecord(details)) return false
  const wanted: readonly unknown[] = buildType === undefined ? Object.values(BuildType) : [BuildType[buildType]]
  return (
    wanted.includes(definition['buildType']) &&
    isRecord(definition['externalParameters']) &&
    isOptional(definition['internalParameters'], isRecord) &&
    isListOf(definition['resolvedDependencies'], isResourceDescriptor) &&
    isRunDetails(details)
  )
}

function isRunDetails(details: Record<string, unknown>): boolean {
  const { builder, metadata } = { builder: details['builder'], metadata: details['metadata'] }
  return (
    isRecord(builder) &&
    isText(builder['id']) &&
    isRecord(metadata) &&
    isText(metadata['invocationId']) &&
    isTime(metadata['startedOn']) &&
    isTime(metadata['finishedOn'])
  )
}

/** Whether a predicate is the provenance of an image of ours. */
export function isBuildProvenance(value: unknown): value is Provenance {
  return isProvenance(value, 'image')
}

/** Whether a predicate is the provenance of a training of ours. */
export function isTrainingProvenance(value: unknown): value is Provenance {
  return isProvenance(value, 'train')
}

/** Whether a predicate is the provenance of an evaluation of ours. */
export function isEvaluationProvenance(value: unknown): value is Provenance {
  return isProvenance(value, 'evaluate')
}

/** The dependencies of a name. */
export function dependencies(provenance: Provenance, name: string): ResourceDescriptor[] {
  return provenance.buildDefinition.resolvedDependencies.filter((dependency) => dependency.name === name)
}
