import type { RunSpec } from '../engine.ts'
import type { EngineReason } from '../errors.ts'

/** What was found out about the engine before a run, as far as the run depends on it. */
export interface Survey {
  /** Whether NVIDIA devices are named by CDI; else by `--gpus`. */
  readonly cdi: boolean
  /** Whether the engine runs without root, so that its user 0 is this one and others are not. */
  readonly rootless: boolean
  /** Limits that this engine can't enforce here, by their names in the spec. */
  readonly withoutLimits: readonly ('memoryBytes' | 'cpus' | 'pids')[]
}

export type Environment = Readonly<Record<string, string | undefined>>

/** When a container began and ended, as its engine writes it. */
export interface Ended {
  readonly startedAt?: string | undefined
  readonly finishedAt?: string | undefined
}

/** Asks the engine something; resolves to what it said on stdout, rejects with its `EngineError`. */
export type Ask = (args: readonly string[]) => Promise<string>

/** Everything in which the command lines of Docker and Podman differ. */
export interface Dialect {
  /** The program, and the value of the action's input. */
  readonly name: 'docker' | 'podman'
  /** As sentences name it. */
  readonly title: 'Docker' | 'Podman'
  /** For which sentences what is said when the program itself is not there. */
  readonly missing: string
  /** What the program must not find in its environment. */
  readonly environment: (env: Environment) => Environment
  /** How refusals read. The first that fits counts. */
  readonly refusals: readonly { readonly reason: EngineReason; readonly pattern: RegExp; readonly what: string }[]
  /** Options of every run. */
  readonly options: readonly string[]
  /** Options of `rm` that make it end a running container at once. */
  readonly removal: readonly string[]
  /** Who hands a signal on to every process of a run: the init in the container, or a process sent into it. */
  readonly signalsAll: 'init' | 'exec'
  /**
   * Whether anything but the command itself ended a container, and the engine's own end counts. Rejects where the engine does
   * not tell, which counts like that too.
   */
  readonly wasInterrupted: (ask: Ask, id: string, ended: Ended) => Promise<boolean>
  /** What follows when an image is not found, as advice. */
  readonly imageAdvice: string
  survey(ask: Ask, spec: RunSpec): Promise<Survey>
}
