import { randomUUID } from 'node:crypto'
import type { SeenRun, SeenVersion, Witness } from './form.ts'

export interface Metric {
  readonly key: string
  readonly value: number
  readonly timestamp: number
  readonly step: number
}

export interface StoredRun {
  readonly id: string
  readonly experiment: string
  readonly name: string
  readonly startTime: number
  status: string
  endTime: number | undefined
  readonly params: Map<string, string>
  readonly tags: Map<string, string>
  readonly metrics: Metric[]
  readonly artifacts: Map<string, Buffer>
}

export interface StoredVersion {
  readonly source: string
  readonly runId: string
  readonly tags: Map<string, string>
}

export interface StoredModel {
  readonly versions: StoredVersion[]
  readonly aliases: Map<string, string>
}

/** A refusal in MLflow's words. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const missing = (message: string): Refusal => new Refusal(404, 'RESOURCE_DOES_NOT_EXIST', message)
export const invalid = (message: string): Refusal => new Refusal(400, 'INVALID_PARAMETER_VALUE', message)
export const exists = (message: string): Refusal => new Refusal(400, 'RESOURCE_ALREADY_EXISTS', message)

/** What the stand-in keeps, in memory. */
export class Store implements Witness {
  readonly experiments = new Map<string, { readonly id: string; deleted: boolean }>()
  readonly storedRuns = new Map<string, StoredRun>()
  readonly models = new Map<string, StoredModel>()

  addRun(experiment: string, name: string, startTime: number): StoredRun {
    const run: StoredRun = {
      ...{ id: randomUUID().replaceAll('-', ''), experiment, name, startTime, status: 'RUNNING', endTime: undefined },
      ...{ params: new Map(), tags: new Map([['mlflow.runName', name]]), metrics: [], artifacts: new Map() },
    }
    this.storedRuns.set(run.id, run)
    return run
  }

  run(id: string): StoredRun {
    const run = this.storedRuns.get(id)
    if (run === undefined) throw missing(`Run with id=${id} not found`)
    return run
  }

  model(name: string): StoredModel {
    const model = this.models.get(name)
    if (model === undefined) throw missing(`Registered Model with name=${name} not found`)
    return model
  }

  version(name: string, version: string): StoredVersion {
    const found = this.models.get(name)?.versions[Number(version) - 1]
    if (found === undefined) throw missing(`Model Version (name=${name}, version=${version}) not found`)
    return found
  }

  /** Exact repetitions are one row; infinity is the largest number. */
  addMetric(run: StoredRun, metric: Metric): void {
    const value = Number.isNaN(metric.value)
      ? metric.value
      : Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, metric.value))
    const kept = { ...metric, value }
    const same = (other: Metric): boolean =>
      other.key === kept.key &&
      other.step === kept.step &&
      other.timestamp === kept.timestamp &&
      Object.is(other.value, kept.value)
    if (!run.metrics.some(same)) run.metrics.push(kept)
  }

  /** Of each metric the one with the highest step, and of those the latest. */
  latest(run: StoredRun): readonly Metric[] {
    const latest = new Map<string, Metric>()
    for (const metric of run.metrics) {
      const other = latest.get(metric.key)
      const later = other === undefined || metric.step > other.step
      if (later || (metric.step === other.step && metric.timestamp >= other.timestamp)) latest.set(metric.key, metric)
    }
    return [...latest.values()]
  }

  async runs(experiment: string): Promise<Readonly<Record<string, SeenRun>>> {
    const id = this.experiments.get(experiment)?.id
    const runs = [...this.storedRuns.values()].filter((run) => run.experiment === id)
    return Object.fromEntries(runs.map((run) => [run.id, this.#seen(run)]))
  }

  #seen(run: StoredRun): SeenRun {
    const history = new Map<string, (readonly [number, string])[]>()
    for (const { key, step, value } of run.metrics)
      history.set(key, [...(history.get(key) ?? []), [step, String(value)]])
    const latest = this.latest(run).map(({ key, value }) => [key, String(value)] as const)
    return {
      status: run.status,
      params: Object.fromEntries(run.params),
      tags: Object.fromEntries(run.tags),
      metrics: Object.fromEntries(latest),
      history: Object.fromEntries(history),
      artifacts: Object.fromEntries([...run.artifacts].map(([name, content]) => [name, content.toString('utf8')])),
    }
  }

  async versions(model: string): Promise<Readonly<Record<string, SeenVersion>>> {
    const { versions, aliases } = this.model(model)
    return Object.fromEntries(
      versions.map(({ source, runId, tags }, index) => {
        const number = String(index + 1)
        const named = [...aliases].filter(([, version]) => version === number).map(([alias]) => alias)
        return [number, { source, runId, tags: Object.fromEntries(tags), aliases: named }]
      }),
    )
  }

  async setAlias(model: string, alias: string, version: string): Promise<void> {
    this.version(model, version)
    this.model(model).aliases.set(alias, version)
  }

  async addVersion(name: string, source: string, tags: Readonly<Record<string, string>>, runId = ''): Promise<string> {
    const model: StoredModel = this.models.get(name) ?? { versions: [], aliases: new Map() }
    this.models.set(name, model)
    return String(model.versions.push({ source, runId, tags: new Map(Object.entries(tags)) }))
  }

  async deleteExperiment(name: string): Promise<void> {
    const experiment = this.experiments.get(name)
    if (experiment !== undefined) experiment.deleted = true
  }
}
