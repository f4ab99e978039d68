import { type Fields, fieldsOf, listOf, pairsOf, textOf } from './answer.ts'
import { artifactPath } from './artifacts.ts'
import { MlflowError } from './error.ts'
import { batches, PER_REQUEST, pairs } from './limits.ts'
import { type MetricPoint, writeMetrics } from './metrics.ts'
import type { Mlflow } from './session.ts'

/** A run that has ended, as it is to stand in MLflow. */
export interface EndedRun {
  /** Name of the experiment; made where there is none. */
  readonly experiment: string
  /** Whatever makes this run itself, as hexadecimal characters: written again, it is found by this and not doubled. */
  readonly key: string
  readonly name: string
  readonly status: 'FINISHED' | 'FAILED'
  readonly startedAtMs: number
  readonly endedAtMs: number
  readonly params: ReadonlyMap<string, string>
  readonly tags: ReadonlyMap<string, string>
  readonly metrics: readonly MetricPoint[]
  readonly artifacts: readonly { readonly name: string; readonly content: Uint8Array }[]
}

/** What was written. */
export interface WrittenRun {
  readonly id: string
  /** False where artifacts lie in a storage that only its owner's credentials open (`s3:`, `gs:`, …). */
  readonly hasArtifacts: boolean
}

/** The tag by which a run is found again. */
const KEY_TAG = 'ml-actions.key'

/** Writes a run with all that belongs to it; one that was left half-way is completed, a complete one left alone. */
export async function writeRun(mlflow: Mlflow, run: EndedRun): Promise<WrittenRun> {
  const experiment = await experimentOf(mlflow, run.experiment)
  const found = await mlflow.retry(async () => (await find(mlflow, experiment, run.key)) ?? create())
  const info = fieldsOf(found, 'info')
  const id = textOf(info, 'run_id')
  if (id === '') throw new MlflowError('invalid-response', 'MLflow answered with a run that has no run_id')
  const directory = artifactPath(mlflow, textOf(info, 'artifact_uri'))
  const written = { id, hasArtifacts: directory !== undefined }
  if (textOf(info, 'status') !== 'RUNNING') return written
  const log = (content: object) => mlflow.retry(() => mlflow.post('runs/log-batch', { run_id: id, ...content }))
  for (const params of batches(pairs('params', run.params), PER_REQUEST.params)) await log({ params })
  for (const tags of batches(pairs('tags', run.tags), PER_REQUEST.tags)) await log({ tags })
  await writeMetrics(mlflow, id, run.metrics, pairsOf(fieldsOf(found, 'data'), 'metrics').keys())
  if (directory !== undefined) {
    for (const { name, content } of run.artifacts) await mlflow.put(`${directory}/${encodeURIComponent(name)}`, content)
  }
  // Last, since it says that all the rest is there.
  const end = { run_id: id, status: run.status, end_time: run.endedAtMs }
  await mlflow.retry(() => mlflow.post('runs/update', end))
  return written

  async function create(): Promise<Fields> {
    const answer = await mlflow.post('runs/create', {
      experiment_id: experiment,
      run_name: run.name,
      start_time: run.startedAtMs,
      tags: [{ key: KEY_TAG, value: run.key }],
    })
    return fieldsOf(answer, 'run')
  }
}

async function find(mlflow: Mlflow, experiment: string, key: string): Promise<Fields | undefined> {
  const filter = `tags.\`${KEY_TAG}\` = '${key}'`
  const answer = await mlflow.post('runs/search', { experiment_ids: [experiment], filter, max_results: 1 })
  return listOf(answer, 'runs')[0]
}

async function experimentOf(mlflow: Mlflow, name: string): Promise<string> {
  return mlflow.retry(async () => (await look()) ?? (await make()) ?? gone())

  async function look(): Promise<string | undefined> {
    const answer = await unless('not-found', mlflow.get('experiments/get-by-name', { experiment_name: name }))
    const experiment = fieldsOf(answer, 'experiment')
    if (textOf(experiment, 'lifecycle_stage') === 'deleted') {
      const said = `The experiment "${name}" was deleted in MLflow; restore it, or name another one as \`mlflow-experiment\`.`
      throw new MlflowError('rejected', said)
    }
    const id = textOf(experiment, 'experiment_id')
    return id === '' ? undefined : id
  }

  /** Another job may be making the same one. */
  async function make(): Promise<string | undefined> {
    const answer = await unless('exists', mlflow.post('experiments/create', { name }))
    return answer === undefined ? look() : textOf(fieldsOf(answer), 'experiment_id')
  }

  function gone(): never {
    throw new MlflowError('unavailable', `The experiment "${name}" is neither there nor to be made`, {
      transient: true,
    })
  }
}

/** The answer, or `undefined` where MLflow refused for this one reason. */
export async function unless(reason: MlflowError['reason'], answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof MlflowError && error.reason === reason) return undefined
    throw error
  }
}
