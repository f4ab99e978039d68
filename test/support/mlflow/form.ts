/** A run as MLflow itself tells of it. */
export interface SeenRun {
  readonly status: string
  readonly params: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
  /** The last value of each metric, as texts, since there are NaN and infinity. */
  readonly metrics: Readonly<Record<string, string>>
  /** Each metric's values by step, in the order in which MLflow has them. */
  readonly history: Readonly<Record<string, readonly (readonly [step: number, value: string])[]>>
  readonly artifacts: Readonly<Record<string, string>>
}

export interface SeenVersion {
  readonly source: string
  readonly runId: string
  readonly tags: Readonly<Record<string, string>>
  readonly aliases: readonly string[]
}

/** A user beside ours: it looks at what was written, and writes what is to be read. */
export interface Witness {
  /** Every run of an experiment by its ID. */
  runs(experiment: string): Promise<Readonly<Record<string, SeenRun>>>
  /** Every version of a model by its number. */
  versions(model: string): Promise<Readonly<Record<string, SeenVersion>>>
  setAlias(model: string, alias: string, version: string): Promise<void>
  /** Registers a version with these tags, and returns its number. */
  addVersion(model: string, source: string, tags: Readonly<Record<string, string>>): Promise<string>
  deleteExperiment(name: string): Promise<void>
}

/** An MLflow, real or not. */
export interface MlflowForm {
  readonly url: string
  readonly witness: Witness
  stop(): Promise<void>
}
