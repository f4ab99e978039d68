import { type Digest, hexOf } from '@ml-actions/registry'
import type { Override, ResourceDescriptor, Statement } from '../statement.ts'
import { PredicateType } from './predicate-types.ts'

/** in-toto's test result, version 0.1, as a validation fills it. */
export interface TestResult {
  readonly result: 'PASSED' | 'WARNED' | 'FAILED'
  readonly configuration: readonly ResourceDescriptor[]
  readonly url?: string
  readonly passedTests?: readonly string[]
  readonly warnedTests?: readonly string[]
  readonly failedTests?: readonly string[]
  /** Ours; other readers leave it aside. */
  readonly annotations: {
    readonly reason: string
    readonly 'first-release'?: boolean
    readonly finishedOn: string
    readonly [key: string]: unknown
  }
  readonly override?: Override
}

/** What a validation judged, and how it ended. */
export interface Validation {
  readonly challenger: Digest
  readonly challengerName: string
  readonly result: TestResult['result']
  readonly reason: string
  readonly policy: Digest
  readonly labels: Digest
  readonly challengerPredictions: Digest
  /** Absent: nothing serves yet, and only absolute rules applied. */
  readonly champion?: { readonly model: Digest; readonly predictions: Digest }
  readonly passed: readonly string[]
  readonly warned: readonly string[]
  readonly failed: readonly string[]
  readonly finishedOn: string
  readonly url?: string
  readonly annotations?: Readonly<Record<string, unknown>>
  readonly override?: Override
}

/** The statement that a validation makes about the challenger. */
export function testResult(validation: Validation): Statement<TestResult> {
  const { champion } = validation
  const configuration: ResourceDescriptor[] = [
    resource('policy', validation.policy),
    resource('labels', validation.labels),
    resource('challenger-predictions', validation.challengerPredictions),
  ]
  if (champion !== undefined) {
    configuration.push(resource('champion', champion.model), resource('champion-predictions', champion.predictions))
  }
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: validation.challengerName, digest: { sha256: hexOf(validation.challenger) } }],
    predicateType: PredicateType.testResult,
    predicate: {
      result: validation.result,
      configuration,
      ...(validation.url === undefined ? {} : { url: validation.url }),
      passedTests: validation.passed,
      warnedTests: validation.warned,
      failedTests: validation.failed,
      annotations: {
        ...validation.annotations,
        reason: validation.reason,
        finishedOn: validation.finishedOn,
        ...(champion === undefined ? { 'first-release': true } : {}),
      },
      ...(validation.override === undefined ? {} : { override: validation.override }),
    },
  }
}

function resource(name: string, digest: Digest): ResourceDescriptor {
  return { name, digest: { sha256: hexOf(digest) } }
}
