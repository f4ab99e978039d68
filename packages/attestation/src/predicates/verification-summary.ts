import { type Digest, hexOf } from '@ml-actions/registry'
import { isListOf, isOptional, isOverride, isRecord, isResourceDescriptor, isText, isTime } from '../guards.ts'
import type { Override, ResourceDescriptor, Statement } from '../statement.ts'
import { PredicateType } from './predicate-types.ts'

/** SLSA verification summary, version 1: what a deployment concluded about an image. */
export interface VerificationSummary {
  readonly verifier: { readonly id: string; readonly version?: Readonly<Record<string, string>> }
  readonly timeVerified: string
  readonly resourceUri: string
  readonly policy: ResourceDescriptor
  readonly inputAttestations: readonly ResourceDescriptor[]
  readonly verificationResult: 'PASSED' | 'FAILED'
  readonly verifiedLevels: readonly string[]
  readonly slsaVersion: string
  /** Ours: why it failed, or which level was met. */
  readonly annotations?: Readonly<Record<string, unknown>>
  readonly override?: Override
}

/** What was verified and by whom. */
export interface VerificationConclusion {
  readonly image: Digest
  readonly imageUri: string
  readonly verifier: string
  readonly version?: string
  readonly timeVerified: string
  readonly policy: { readonly uri: string; readonly digest: Digest }
  readonly attestations: readonly Digest[]
  readonly require: 'validated' | 'recorded'
  readonly passed: { readonly reason: string } | { readonly failedFor: string }
  readonly override?: Override
}

/** The statement that a deployment makes about the image it looked at. */
export function verificationSummary(conclusion: VerificationConclusion): Statement<VerificationSummary> {
  const passed = 'reason' in conclusion.passed
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: conclusion.imageUri, digest: { sha256: hexOf(conclusion.image) } }],
    predicateType: PredicateType.verificationSummary,
    predicate: {
      verifier: {
        id: conclusion.verifier,
        ...(conclusion.version === undefined ? {} : { version: { 'ml-actions': conclusion.version } }),
      },
      timeVerified: conclusion.timeVerified,
      resourceUri: conclusion.imageUri,
      policy: { uri: conclusion.policy.uri, digest: { sha256: hexOf(conclusion.policy.digest) } },
      inputAttestations: conclusion.attestations.map((digest) => ({ digest: { sha256: hexOf(digest) } })),
      verificationResult: passed ? 'PASSED' : 'FAILED',
      verifiedLevels: [conclusion.require === 'validated' ? 'ML_ACTIONS_VALIDATED' : 'ML_ACTIONS_RECORDED'],
      slsaVersion: '1.0',
      annotations: conclusion.passed,
      ...(conclusion.override === undefined ? {} : { override: conclusion.override }),
    },
  }
}

/** Whether a predicate is a SLSA verification summary. */
export function isVerificationSummary(value: unknown): value is VerificationSummary {
  return (
    isRecord(value) &&
    isRecord(value['verifier']) &&
    isText(value['verifier']['id']) &&
    isTime(value['timeVerified']) &&
    isText(value['resourceUri']) &&
    isResourceDescriptor(value['policy']) &&
    isListOf(value['inputAttestations'], isResourceDescriptor) &&
    (value['verificationResult'] === 'PASSED' || value['verificationResult'] === 'FAILED') &&
    isListOf(value['verifiedLevels'], isText) &&
    isText(value['slsaVersion']) &&
    isOptional(value['annotations'], isRecord) &&
    isOptional(value['override'], isOverride)
  )
}
