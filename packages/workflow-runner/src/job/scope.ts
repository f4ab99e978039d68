import type { Status } from '../expressions/evaluate.ts'
import type { JsonRecord } from '../json.ts'
import type { Conclusion } from '../types.ts'

/** A step as the `steps` context shows it. */
export interface StepContext {
  readonly outputs: Readonly<Record<string, string>>
  readonly outcome: Conclusion
  readonly conclusion: Conclusion
}

/** Steps that see each other: those of a job, or those of one use of a composite action. */
export class Scope {
  readonly inputs: JsonRecord
  /** Environment that the step which uses the composite action gave it. */
  readonly env: Readonly<Record<string, string>>
  /** What the `github` context says differently here. */
  readonly github: JsonRecord
  readonly runDefaults: JsonRecord
  readonly composite: boolean
  readonly steps = new Map<string, StepContext>()
  #failed = false

  constructor(options: {
    readonly inputs: JsonRecord
    readonly env: Readonly<Record<string, string>>
    readonly github: JsonRecord
    readonly runDefaults: JsonRecord
    readonly composite: boolean
  }) {
    this.inputs = options.inputs
    this.env = options.env
    this.github = options.github
    this.runDefaults = options.runDefaults
    this.composite = options.composite
  }

  fail(): void {
    this.#failed = true
  }

  /** What `success()` and its kin see. Within a composite action it is the action's own status that counts. */
  status(cancelled: boolean): Status {
    if (cancelled) return 'cancelled'
    return this.#failed ? 'failure' : 'success'
  }

  stepsContext(): JsonRecord {
    return Object.fromEntries(
      [...this.steps].map(([id, { outputs, outcome, conclusion }]) => [id, { outputs, outcome, conclusion }]),
    )
  }
}
