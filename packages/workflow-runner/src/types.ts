/** How a step, a job or a whole run ended, in GitHub's words. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped'

/** Where in an action's life a step result comes from. `post` runs at the end of the job, in reverse order. */
export type Stage = 'pre' | 'main' | 'post'

/** A value as it stands in a workflow file, an event or an expression's result. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** An annotation as GitHub would show it beside the run. Lines and columns count from 1. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: number
  readonly endLine?: number
  readonly column?: number
  readonly endColumn?: number
  /** Key of the job's leg and the step's name; absent on annotations about the run itself. */
  readonly job?: string
  readonly step?: string
}

/** One step that was reached, in the order of execution. Outputs and texts are masked. */
export interface StepResult {
  readonly name: string
  /** The id given in the file; generated ids are not shown. */
  readonly id?: string
  /** What the file says after `uses:`. */
  readonly uses?: string
  /** Last part of the action's path: `validate-model`, `checkout`. Absent for `run` steps. */
  readonly action?: string
  readonly stage: Stage
  /** Before `continue-on-error`. */
  readonly outcome: Conclusion
  /** After `continue-on-error`. */
  readonly conclusion: Conclusion
  readonly outputs: Readonly<Record<string, string>>
  readonly seconds: number
  readonly annotations: readonly Annotation[]
  /** The Markdown the step wrote to its summary, as a file below the run's directory. */
  readonly summaryPath?: string
}

/** A deployment environment that a job named. */
export interface JobEnvironment {
  readonly name: string
  readonly url?: string
  /** False when the file says `deployment: false`: GitHub would create no deployment. */
  readonly deployment: boolean
}

/** One leg of a job: the job itself, or one combination of its matrix. */
export interface JobResult {
  readonly id: string
  /** Unique in the run and fit for file names: `train`, `train.2`. */
  readonly key: string
  readonly name: string
  readonly matrix: Readonly<Record<string, Json>>
  /** Before the job's `continue-on-error`. */
  readonly outcome: Conclusion
  /** After the job's `continue-on-error`. */
  readonly conclusion: Conclusion
  readonly outputs: Readonly<Record<string, string>>
  readonly seconds: number
  readonly startedAt?: string
  readonly environment?: JobEnvironment
  readonly steps: readonly StepResult[]
  /** Why the job did not run, or ended otherwise than by its steps. */
  readonly message?: string
  readonly logPath?: string
}

/** An artifact as `actions/upload-artifact` stored it. */
export interface ArtifactRecord {
  readonly id: string
  readonly name: string
  /** Hexadecimal SHA-256 over the names and contents of its files. */
  readonly digest: string
  readonly bytes: number
  readonly files: number
  /** Directory that holds the files. */
  readonly path: string
  readonly job: string
}

/** Everything a run left behind; also written as `result.json`. */
export interface RunResult {
  readonly conclusion: Conclusion
  readonly workflow: string
  readonly file: string
  readonly event: string
  readonly ref: string
  readonly sha: string
  readonly runId: string
  readonly runNumber: number
  readonly startedAt: string
  readonly seconds: number
  readonly jobs: readonly JobResult[]
  readonly annotations: readonly Annotation[]
  readonly artifacts: readonly ArtifactRecord[]
  /** The run's directory: logs, artifacts, summaries, result.json. */
  readonly directory: string
}

/** What a line of a log is. `group` opens a fold, `endgroup` closes it, `command` is a script's own text. */
export type LineKind = 'plain' | 'group' | 'endgroup' | 'command' | 'error' | 'warning' | 'notice' | 'debug'

/** What happens while a workflow runs, in order; texts are masked. */
export type RunEvent =
  | { readonly type: 'run-started'; readonly workflow: string; readonly runId: string; readonly sha: string }
  | { readonly type: 'note'; readonly text: string }
  | {
      readonly type: 'job-started'
      readonly job: string
      readonly id: string
      readonly name: string
      readonly matrix: Readonly<Record<string, Json>>
    }
  | {
      readonly type: 'step-started'
      readonly job: string
      readonly step: number
      readonly name: string
      readonly stage: Stage
      readonly uses?: string
    }
  | {
      readonly type: 'line'
      readonly job: string
      readonly step?: number
      readonly kind: LineKind
      readonly text: string
    }
  | { readonly type: 'step-ended'; readonly job: string; readonly step: number; readonly result: StepResult }
  | { readonly type: 'job-ended'; readonly job: string; readonly result: JobResult }
  | { readonly type: 'run-ended'; readonly result: RunResult }

/** Values that only jobs of one environment see; they go before those of the repository. */
export interface EnvironmentValues {
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
}

/** What to run, on which commit, and with which values. */
export interface RunOptions {
  /** The workflow file, read from the disk as it is now. */
  readonly file: string
  /** A git repository (or any directory): what `actions/checkout` checks out. */
  readonly repository: string
  /** `OWNER/NAME` shown to jobs. Default: of the remote `origin`, else `local/<directory>`. */
  readonly repositoryName?: string
  /** Default: the first of `push`, `workflow_dispatch`, and the file's other triggers. */
  readonly eventName?: string
  /** `github.event`; `inputs`, `repository`, `ref` and the like are added where absent. */
  readonly event?: Readonly<Record<string, Json>>
  /** Full (`refs/heads/main`) or short. Default: the branch checked out. */
  readonly ref?: string
  /** Default: HEAD, with the uncommitted changes as a commit on top that only the run sees. */
  readonly sha?: string
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  /** By the environment's name. */
  readonly environments?: Readonly<Record<string, EnvironmentValues>>
  readonly inputs?: Readonly<Record<string, string | number | boolean>>
  /** The environment the runner itself was started in; GITHUB_*, RUNNER_*, INPUT_* and npm's variables are dropped. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Only these jobs and what they need. */
  readonly jobs?: readonly string[]
  /** Where the repositories of remote actions lie here: `OWNER/ml-actions` → path. */
  readonly repositories?: Readonly<Record<string, string>>
  /** Directory of this run; created. Must not hold another run. */
  readonly out: string
  readonly onEvent?: (event: RunEvent) => void
  /** A job waits for the reviewers of its environment; it fails with the message when they reject. */
  readonly reviewed?: (environment: string, signal: AbortSignal) => Promise<void>
  /** Aborted: the run is cancelled as by GitHub's button; posts and `always()` still run. */
  readonly signal?: AbortSignal
  readonly actor?: string
  /** Where GitHub is. Default: github.com. */
  readonly serverUrl?: string
  readonly apiUrl?: string
  readonly runId?: string
  readonly runNumber?: number
  readonly runAttempt?: number
  /** Job processes at the same time. Default: twice the processors, at least 4. */
  readonly parallel?: number
  /** RUNNER_DEBUG and `::debug::` lines. */
  readonly debug?: boolean
  /** Keep the jobs' workspaces below `out/work`. Default: removed at the end of each job. */
  readonly keepWorkspaces?: boolean
  /** What concurrency groups of this machine's runs share. Default: `ml-actions` in the user's cache directory. */
  readonly stateDirectory?: string
  /** RUNNER_TOOL_CACHE. Default: `tools` beside the state. */
  readonly toolCache?: string
  /** How a job's process is started; only a bundle that is its own job process needs to say. */
  readonly jobProcess?: { readonly path: string; readonly args: readonly string[] }
}

/** The workflow, or what was asked of it, can't be run here; nothing was started. */
export class RefusedError extends Error {
  /** One sentence per reason, each naming the place in the file. */
  readonly reasons: readonly string[]
  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'))
    this.name = 'RefusedError'
    this.reasons = reasons
  }
}
