import { type Digest, hexOf } from '@ml-actions/registry'
import { isOptional, isRecord, isResourceDescriptor, isText } from '../guards.ts'
import type { ResourceDescriptor, Statement } from '../statement.ts'
import { PredicateType } from './predicate-types.ts'
import type { Run } from './provenance.ts'
import { isRun, isTarget, isVerdict, type Target } from './target.ts'

/** What a deployment did: which image where, in whose place, and how it ended. */
export interface Release {
  readonly target: Target
  readonly track: 'stable' | 'canary'
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  readonly reason: string
  readonly model?: ResourceDescriptor
  readonly replaced?: ResourceDescriptor
  readonly run: Run
  readonly annotations?: Readonly<Record<string, unknown>>
}

/** The statement that a deployment makes about its image. */
export function release(
  image: { readonly digest: Digest; readonly uri: string },
  predicate: Release,
): Statement<Release> {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: image.uri, digest: { sha256: hexOf(image.digest) } }],
    predicateType: PredicateType.release,
    predicate,
  }
}

/** Whether a predicate is a release of ours. */
export function isRelease(value: unknown): value is Release {
  return (
    isRecord(value) &&
    isTarget(value['target']) &&
    (value['track'] === 'stable' || value['track'] === 'canary') &&
    isVerdict(value['verdict']) &&
    isText(value['reason']) &&
    isOptional(value['model'], isResourceDescriptor) &&
    isOptional(value['replaced'], isResourceDescriptor) &&
    isRun(value['run']) &&
    isOptional(value['annotations'], isRecord)
  )
}
