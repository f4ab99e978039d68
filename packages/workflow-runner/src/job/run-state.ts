import type { Masker } from '../commands/mask.ts'
import type { Surroundings } from '../expressions/evaluate.ts'
import { type JsonRecord, toText } from '../json.ts'
import type { StepResult } from '../types.ts'
import { hashFiles } from './hash-files.ts'
import type { JobLog } from './log.ts'
import type { JobRequest } from './request.ts'
import type { Scope } from './scope.ts'

/** What changes while a job runs. */
export class RunState {
  readonly request: JobRequest
  readonly log: JobLog
  readonly masker: Masker
  readonly workspace: string
  readonly temp: string
  /** Workflow's and job's `env`, then what steps wrote to GITHUB_ENV. */
  readonly env: Record<string, string> = {}
  /** What steps wrote to GITHUB_PATH; the last one comes first. */
  readonly path: string[] = []
  readonly results: StepResult[] = []
  readonly cancelled: AbortSignal
  /** The job's own steps. */
  readonly scope: Scope

  constructor(options: {
    readonly request: JobRequest
    readonly log: JobLog
    readonly masker: Masker
    readonly scope: Scope
    readonly cancelled: AbortSignal
    readonly workspace: string
    readonly temp: string
  }) {
    this.request = options.request
    this.log = options.log
    this.masker = options.masker
    this.scope = options.scope
    this.cancelled = options.cancelled
    this.workspace = options.workspace
    this.temp = options.temp
  }

  /** What expressions of a step see; `env` is what the step adds. */
  surroundings(scope: Scope, env: Readonly<Record<string, string>> = {}, github: JsonRecord = {}): Surroundings {
    const { contexts } = this.request
    const status = scope.status(this.cancelled.aborted)
    return {
      status,
      contexts: {
        ...contexts,
        github: { ...contexts.github, workspace: this.workspace, ...scope.github, ...github },
        inputs: scope.inputs,
        env: { ...this.env, ...scope.env, ...env },
        steps: scope.stepsContext(),
        job: { status: this.scope.status(this.cancelled.aborted) },
        runner: this.runner(),
      },
      hashFiles: (patterns) => hashFiles(patterns, this.workspace),
    }
  }

  runner(): JsonRecord {
    return {
      os: { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[toText(process.platform)] ?? process.platform,
      arch: { x64: 'X64', arm64: 'ARM64', arm: 'ARM', ia32: 'X86' }[toText(process.arch)] ?? process.arch,
      name: 'ml-actions',
      environment: 'self-hosted',
      temp: this.temp,
      tool_cache: this.request.places.toolCache,
      workspace: this.request.places.work,
      ...(this.request.debug ? { debug: '1' } : {}),
    }
  }

  /** The search path of the next step. */
  searchPath(base: string | undefined): string {
    return [...this.path.toReversed(), ...(base === undefined ? [] : [base])].join(
      process.platform === 'win32' ? ';' : ':',
    )
  }
}
