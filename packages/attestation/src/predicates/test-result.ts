import { type Digest, hexOf, parseDigest } from '@ml-actions/registry'
import { isListOf, isOptional, isOverride, isRecord, isResourceDescriptor, isText, isTime } from '../guards.ts'
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

const RESULTS: readonly unknown[] = ['PASSED', 'WARNED', 'FAILED']

/** Whether a predicate is a test result as a validation of ours makes it; each part of its configuration is there once. */
export function isTestResult(value: unknown): value is TestResult {
  if (!isRecord(value) || !isListOf(value['configuration'], isResourceDescriptor)) return false
  const names = value['configuration'].map((resource) => resource.name)
  const { annotations } = { annotations: value['annotations'] }
  return (
    RESULTS.includes(value['result']) &&
    new Set(names).size === names.length &&
    ['policy', 'labels', 'challenger-predictions'].every((name) => names.includes(name)) &&
    value['configuration'].every((resource) => isText(resource.digest?.['sha256'])) &&
    isRecord(annotations) &&
    isText(annotations['reason']) &&
    isTime(annotations['finishedOn']) &&
    (annotations['first-release'] === undefined || typeof annotations['first-release'] === 'boolean') &&
    // A first release has no champion, and only a first release has none.
    (annotations['first-release'] === true) !== names.includes('champion') &&
    isOptional(value['override'], isOverride)
  )
}

/** The digest of a part of a test result's configuration. */
export function configured(result: TestResult, name: string): Digest | undefined {
  const hex = result.configuration.find((resource) => resource.name === name)?.digest?.['sha256']
  return hex === undefined ? undefined : parseDigest(`sha256:${hex}`)
}
