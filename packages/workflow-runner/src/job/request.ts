import type { JsonRecord } from '../json.ts'
import type { Annotation, Conclusion, JobEnvironment, Json, RunEvent, StepResult } from '../types.ts'
import type { Job } from '../workflow/model.ts'

/** Directories and files of one job, all absolute. */
export interface JobPlaces {
  /** Holds the workspace, RUNNER_TEMP and nothing of another job. */
  readonly work: string
  readonly log: string
  readonly summaries: string
  readonly artifacts: string
  /** Bare repository that holds the run's commit. */
  readonly source: string
  readonly toolCache: string
  readonly eventFile: string
}

/** All that a job's process needs to know; travels as JSON. */
export interface JobRequest {
  readonly key: string
  readonly name: string
  readonly job: Job
  readonly workflowEnv?: Json
  readonly workflowRunDefaults?: Json
  readonly contexts: {
    readonly github: JsonRecord
    readonly vars: JsonRecord
    readonly secrets: JsonRecord
    readonly inputs: JsonRecord
    readonly needs: JsonRecord
    readonly strategy: JsonRecord
    readonly matrix: JsonRecord
  }
  readonly places: JobPlaces
  /** Executable that runs JavaScript actions. */
  readonly node: string
  /** The environment the runner was started in, cleaned. */
  readonly env: Readonly<Record<string, string>>
  readonly repositories: Readonly<Record<string, string>>
  readonly trackingId: string
  readonly debug: boolean
  readonly keepWorkspace: boolean
}

/** How a job ended. */
export interface JobEnd {
  readonly outcome: Conclusion
  readonly outputs: Readonly<Record<string, string>>
  readonly steps: readonly StepResult[]
  /** Those that belong to no step. */
  readonly annotations: readonly Annotation[]
  readonly environment?: JobEnvironment
}

/** What the parent says to a job's process. */
export type ToJob = { readonly type: 'start'; readonly request: JobRequest } | { readonly type: 'cancel' }

/** What a job's process says to its parent. */
export type FromJob =
  | { readonly type: 'events'; readonly events: readonly RunEvent[] }
  | { readonly type: 'ended'; readonly end: JobEnd }
