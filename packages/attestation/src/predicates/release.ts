import { type Digest, hexOf } from '@ml-actions/registry'
import type { ResourceDescriptor, Statement } from '../statement.ts'
import { PredicateType } from './predicate-types.ts'
import type { Run } from './provenance.ts'

/** What a deployment did: which image where, in whose place, and how it ended. */
export interface Release {
  readonly target: { readonly cluster: string; readonly namespace: string; readonly workload: string }
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
