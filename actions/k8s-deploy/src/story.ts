import type { Doom, ReleaseIdentity, ReleaseRecord } from '@ml-actions/kubernetes'
import type { Verified } from './chain.ts'
import type { ObjectDiff } from './diff.ts'
import type { Violation } from './policy.ts'

/** What happened, gathered on the way: the summary and the JSON report are told from it. */
export interface Story {
  readonly namespace: string
  readonly workload: string | undefined
  readonly release: ReleaseIdentity | undefined
  readonly before: ReleaseRecord | undefined
  readonly track: 'stable' | 'canary' | undefined
  readonly verified: Verified | undefined
  /** Images beside the release's own: nobody walked their statements. */
  readonly unwalked: readonly string[]
  readonly violations: readonly Violation[]
  readonly exceptions: readonly string[]
  readonly diffs: readonly ObjectDiff[] | undefined
  readonly doom: Doom | undefined
  readonly logLines: readonly string[]
  /** How going back went, in one sentence. */
  readonly returned: string | undefined
  readonly attestation: string | undefined
  readonly next: string | undefined
}

/** A story of which nothing is known yet but where it plays. */
export function newStory(namespace: string, workload: string | undefined): Story {
  return {
    namespace,
    workload,
    release: undefined,
    before: undefined,
    track: undefined,
    verified: undefined,
    unwalked: [],
    violations: [],
    exceptions: [],
    diffs: undefined,
    doom: undefined,
    logLines: [],
    returned: undefined,
    attestation: undefined,
    next: undefined,
  }
}
