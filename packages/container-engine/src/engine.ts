/** A directory or file that the run sees. `source` is absolute. */
export interface Mount {
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
}

/** GPUs handed to the run, and no others. */
export type Devices =
  | { readonly kind: 'none' }
  | { readonly kind: 'nvidia'; readonly uuids: readonly string[]; readonly access: 'auto' | 'cdi' | 'gpus' }
  /** `/dev/dri/renderD…` nodes. */
  | { readonly kind: 'amd'; readonly nodes: readonly string[] }

/** What the run may use at most. Sizes in bytes. */
export interface Limits {
  readonly memoryBytes?: number | undefined
  readonly cpus?: number | undefined
  readonly shmBytes?: number | undefined
  readonly pids?: number | undefined
}

/** One run, the same for every engine. */
export interface RunSpec {
  /** Unique on this machine; letters, numbers, `.`, `_` and `-`. */
  readonly name: string
  /** By these a run is found again, also by another process. */
  readonly labels: Readonly<Record<string, string>>
  /** Needed by Docker and Podman, not used by the host. */
  readonly image?: string | undefined
  readonly pull?: 'missing' | 'always' | 'never'
  /** The program and its arguments; no shell sees them. */
  readonly command: readonly string[]
  readonly workingDirectory: string
  readonly environment: Readonly<Record<string, string>>
  /** Like the environment, but in no argument list, and in nothing that the engine tells of the run. */
  readonly secrets: Readonly<Record<string, string>>
  readonly mounts: readonly Mount[]
  /** `none`, `default`, `host`, or a network known to the engine. */
  readonly network: string
  /** `UID:GID`, or `undefined` for what the image says. */
  readonly user?: string | undefined
  readonly limits: Limits
  readonly devices: Devices
  /** Whether what can't be enforced is a refusal or is only recorded. */
  readonly isolation: 'required' | 'best-effort'
  /** Whether a signal goes to the command alone or to every process that it started. */
  readonly signalTo: 'command' | 'all'
  /** How long the engine itself waits between its stop signal and the kill, should somebody else stop the run. */
  readonly graceMs: number
}

/** What became of one requirement. */
export type Enforcement = 'enforced' | 'not-enforced' | 'not-requested'

/** How far the run was kept apart from its machine. Stands in the attestation. */
export interface Isolation {
  readonly mechanism: 'container' | 'namespaces' | 'none'
  readonly network: Enforcement
  readonly readOnlyMounts: Enforcement
  readonly limits: Enforcement
  /** Whether the run can see processes that are not its own. */
  readonly processes: 'private' | 'shared'
  /** One sentence for each thing that was not enforced. */
  readonly notes: readonly string[]
}

/** The image that ran. */
export interface ResolvedImage {
  /** As it was asked for. */
  readonly reference: string
  /** `NAME@sha256:…`, or `sha256:…` of the configuration for an image that no registry knows. */
  readonly identity: string
  readonly digest: string
}

/** Where a run stands. */
export type RunState =
  | { readonly status: 'running'; readonly startedAt?: string | undefined }
  | {
      readonly status: 'exited'
      readonly exitCode: number
      readonly oomKilled: boolean
      /** What the engine itself had to say, when the command could not be run. */
      readonly error?: string | undefined
      /** The engine, or somebody at it, asked the run to end, or was away when it ended: its exit code may not be its own. */
      readonly interrupted?: boolean
      readonly startedAt?: string | undefined
      readonly finishedAt?: string | undefined
    }
  | { readonly status: 'gone' }

/** One line of output. A line that ends with a lone carriage return is a progress bar about to be overwritten. */
export interface OutputLine {
  readonly text: string
  readonly progress: boolean
}

/** A run that was started. It does not end with the process that started it. */
export interface Running {
  /** Names the run for `adopt`. */
  readonly id: string
  readonly isolation: Isolation
  readonly image?: ResolvedImage | undefined
  /** Hands over the output from its beginning, until the run ends or `signal` aborts. */
  follow(onLine: (line: OutputLine) => void, signal?: AbortSignal): Promise<void>
  /** Resolves when the run has ended; rejects with the signal's reason when it aborts first. */
  wait(signal?: AbortSignal): Promise<void>
  signal(name: NodeJS.Signals): Promise<void>
  /** Asks with `name`, waits up to `graceMs`, then kills. Resolves when the run has ended. */
  stop(name: NodeJS.Signals, graceMs: number): Promise<void>
  inspect(): Promise<RunState>
  /** Copies the whole output to a file. Rejects when the file can't hold it, and leaves none. */
  saveLog(file: string): Promise<void>
  /** Ends whatever is left of the run, and forgets it. */
  remove(): Promise<void>
}

/** Something that runs commands. */
export interface ContainerEngine {
  readonly name: 'docker' | 'podman' | 'host'
  /** Throws `EngineError`. */
  start(spec: RunSpec, signal?: AbortSignal): Promise<Running>
  /** A run that was started before, also by another process; `undefined` when it is gone. Throws `EngineError`. */
  adopt(id: string): Promise<Running | undefined>
  /** Runs that carry all of these labels. */
  leftovers(labels: Readonly<Record<string, string>>): Promise<readonly Running[]>
}
