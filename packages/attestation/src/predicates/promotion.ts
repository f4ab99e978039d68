import { type Digest, hexOf } from '@ml-actions/registry'
import { isOptional, isRecord, isResourceDescriptor, isText } from '../guards.ts'
import type { ResourceDescriptor, Statement } from '../statement.ts'
import { PredicateType } from './predicate-types.ts'
import type { Run } from './provenance.ts'
import { isRun, isTarget, isVerdict, type Target } from './target.ts'

/** What a canary concluded: the traffic it saw, the evidence, and where it went. */
export interface Promotion {
  readonly target: Target
  readonly outcome: 'promoted' | 'went-back' | 'held' | 'nothing-to-promote'
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  readonly reason: string
  readonly stable?: ResourceDescriptor
  readonly model?: ResourceDescriptor
  /** E-values, counts and bounds, by the name of what they measure. */
  readonly evidence: Readonly<Record<string, unknown>>
  readonly run: Run
}

/** The statement that a canary makes about the image it judged. */
export function promotion(
  image: { readonly digest: Digest; readonly uri: string },
  predicate: Promotion,
): Statement<Promotion> {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: image.uri, digest: { sha256: hexOf(image.digest) } }],
    predicateType: PredicateType.promotion,
    predicate,
  }
}

const OUTCOMES: readonly unknown[] = ['promoted', 'went-back', 'held', 'nothing-to-promote']

/** Whether a predicate is a promotion of ours. */
export function isPromotion(value: unknown): value is Promotion {
  return (
    isRecord(value) &&
    isTarget(value['target']) &&
    OUTCOMES.includes(value['outcome']) &&
    isVerdict(value['verdict']) &&
    isText(value['reason']) &&
    isOptional(value['stable'], isResourceDescriptor) &&
    isOptional(value['model'], isResourceDescriptor) &&
    isRecord(value['evidence']) &&
    isRun(value['run'])
  )
}
