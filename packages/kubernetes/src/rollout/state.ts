import type { Deployment, Event, Pod, ReplicaSet } from '../object.ts'

/** Everything a diagnosis looks at; lists may hold more than what belongs to the Deployment. */
export interface RolloutObjects {
  readonly deployment: Deployment
  readonly replicaSets: readonly ReplicaSet[]
  readonly pods: readonly Pod[]
  readonly events: readonly Event[]
}

export interface DiagnosisOptions {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** UIDs of the events that were there before this rollout: an old failure says nothing about the new release. */
  readonly earlierEvents?: ReadonlySet<string>
  /**
   * `lastUpdateTime` of the condition ProgressDeadlineExceeded that was there before this rollout: the controller leaves it
   * standing when it returns to a ReplicaSet that it knows.
   */
  readonly earlierDeadline?: string
  /** How long a pod may stay unscheduled, or unmade, before that is an answer: autoscalers need time. Default 60 s. */
  readonly graceMs?: number
  /** The caller's own time limit is over: what is not complete now is doomed, for the best reason the objects give. */
  readonly overdue?: boolean
}

/** Why a rollout can't succeed. */
export type DoomClass = 'image' | 'crash' | 'config' | 'scheduling' | 'quota' | 'admission' | 'probe' | 'deadline'

/** A rollout that can't succeed any more, named as precisely as the objects allow. */
export interface Doom {
  readonly class: DoomClass
  /** One sentence: what happened, with the cluster's own words. */
  readonly message: string
  /** One sentence: what to do. */
  readonly advice: string
  readonly pod?: string
  readonly container?: string
  readonly exitCode?: number
  /** The kubelet's or scheduler's word: `OOMKilled`, `ErrImagePull`, … */
  readonly reason?: string
  /** Whose last log lines explain this. */
  readonly logs?: { readonly pod: string; readonly container: string; readonly previous: boolean }
}

/** Where a rollout stands. `ready` counts the new release's pods that serve, of the `wanted`. */
export type RolloutState =
  | {
      readonly phase: 'progressing'
      readonly ready: number
      readonly wanted: number
      /** What it waits for, in one line. */
      readonly message: string
    }
  | { readonly phase: 'complete'; readonly ready: number; readonly wanted: number }
  | { readonly phase: 'doomed'; readonly ready: number; readonly wanted: number; readonly doom: Doom }
