import type { Masker } from '../commands/mask.ts'
import type { JsonRecord } from '../json.ts'
import type { Annotation, EnvironmentValues, RunEvent } from '../types.ts'
import type { Job, Workflow } from '../workflow/model.ts'

/** How a job's process is started; `env` is for that process alone and reaches no step. */
export interface JobEntry {
  readonly path: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** All that is fixed before the first job starts. */
export interface RunPlan {
  readonly workflow: Workflow
  readonly jobs: readonly Job[]
  readonly contexts: {
    readonly github: JsonRecord
    readonly vars: JsonRecord
    readonly secrets: JsonRecord
    readonly inputs: JsonRecord
  }
  /** What jobs of an environment see besides. */
  readonly environments: Readonly<Record<string, EnvironmentValues>>
  readonly out: string
  readonly source: string
  readonly eventFile: string
  readonly toolCache: string
  readonly concurrencyDirectory: string
  readonly node: string
  readonly env: Readonly<Record<string, string>>
  readonly repositories: Readonly<Record<string, string>>
  readonly jobProcess: JobEntry
  readonly debug: boolean
  readonly keepWorkspaces: boolean
  readonly masker: Masker
  readonly cancelled: AbortSignal
  /** The concurrency group that the run itself holds. */
  readonly holds?: string
  readonly annotations: Annotation[]
  readonly emit: (event: RunEvent) => void
  readonly reviewed: (environment: string, signal: AbortSignal) => Promise<void>
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>
}
