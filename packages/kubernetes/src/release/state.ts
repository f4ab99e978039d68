import type { KubernetesObject, ObjectReference } from '../object.ts'

/** What makes a release that one and no other. */
export interface ReleaseIdentity {
  /** `repository@sha256:…` */
  readonly image: string
  /** `sha256:…` of the model's manifest; absent where the release carries no model. */
  readonly model?: string
  /** Commit of the code; absent where nobody said. */
  readonly revision?: string
}

/** The last good release, as the annotation `ml-actions.dev/release` holds it. */
export interface ReleaseRecord extends ReleaseIdentity {
  /** When it was found good, RFC 3339. */
  readonly at: string
  /** The run that released it: `owner/repo/actions/runs/ID/attempts/N`. */
  readonly run: string
}

/** The release that is on trial beside the stable one. */
export interface CanaryRelease extends ReleaseIdentity {
  /** The stable Deployment as it is applied on promotion, annotations of the new release included. */
  readonly manifest: KubernetesObject
}

/** `idle`: one release serves. `canary`: two, by weight. `promoting`: stable takes over. `going-back`: traffic returns. */
export type ReleasePhase = 'idle' | 'canary' | 'promoting' | 'going-back'

/** One line of the log of a canary. */
export interface StepRecord {
  /** RFC 3339 */
  readonly at: string
  /** Percent of the traffic that the canary was given. */
  readonly weight: number
  /** What was decided: `start`, `advance`, `hold`, `go-back`, `promote`, … */
  readonly decision: string
  readonly message?: string
}

/** State of a release in the cluster: `state.json` of ConfigMap `NAME-release`. */
export interface ReleaseState {
  readonly schema: 1
  readonly phase: ReleasePhase
  /** What serves, where anything was ever deployed. */
  readonly stable?: ReleaseIdentity
  /** Present in every phase but `idle`. */
  readonly canary?: CanaryRelease
  /** The HTTPRoute whose weights move, and the stable Service in it. */
  readonly route?: ObjectReference & { readonly service: string }
  /** Percent of the traffic that the canary is meant to have. */
  readonly weight: number
  readonly steps: readonly StepRecord[]
  /** Fencing: the Lease's epoch of the last writer. A writer with an older one is refused. */
  readonly epoch: number
  /** When the canary was placed, RFC 3339. */
  readonly startedAt?: string
}
