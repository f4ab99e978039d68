import type { Json } from '../types.ts'

/** What a step says in the file; expressions are not computed yet. */
interface StepCommon {
  readonly id?: string
  readonly name?: Json
  readonly if?: Json
  readonly env?: Json
  readonly continueOnError?: Json
  readonly timeoutMinutes?: Json
}

/** A step that runs a script. */
export interface RunStep extends StepCommon {
  readonly kind: 'run'
  readonly run: Json
  readonly shell?: Json
  readonly workingDirectory?: Json
}

/** A step that uses an action. */
export interface UsesStep extends StepCommon {
  readonly kind: 'uses'
  readonly uses: string
  readonly with?: Json
}

/** A step of a job or of a composite action. */
export type Step = RunStep | UsesStep

/** A job as the file has it. */
export interface Job {
  readonly id: string
  readonly name?: Json
  readonly needs: readonly string[]
  readonly if?: Json
  readonly runsOn?: Json
  readonly env?: Json
  readonly runDefaults?: Json
  readonly outputs?: Json
  readonly strategy?: Json
  readonly continueOnError?: Json
  readonly timeoutMinutes?: Json
  readonly concurrency?: Json
  readonly environment?: Json
  readonly permissions?: Json
  readonly steps: readonly Step[]
  /** Keys that this runner can't do, with the words to refuse them. */
  readonly beyond: readonly string[]
}

/** An input of `workflow_dispatch` or `workflow_call`. */
export interface WorkflowInput {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly default?: Json
  readonly options: readonly string[]
}

/** A workflow file. */
export interface Workflow {
  readonly name: string
  readonly triggers: readonly string[]
  readonly inputs: Readonly<Record<'workflow_dispatch' | 'workflow_call', readonly WorkflowInput[]>>
  readonly env?: Json
  readonly runDefaults?: Json
  readonly concurrency?: Json
  readonly permissions?: Json
  readonly jobs: readonly Job[]
}
