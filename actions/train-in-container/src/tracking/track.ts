import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { EndedRun, Mlflow } from '@ml-actions/mlflow'
import type { Outputs } from '../definition.ts'
import type { End } from '../end.ts'
import { paramsOf } from './params.ts'
import { pointsOf } from './points.ts'

/** A run that has ended well is not held up for longer by what is a copy. */
const LIMIT_MS = 300_000

/** Tells MLflow of a run, if it is to know. Whatever becomes of it, the run stands: a failure is a warning and an output. */
export async function track(end: End, files: readonly string[]): Promise<Outputs> {
  const { inputs, services } = end
  if (inputs['mlflow-tracking-uri'] === undefined || inputs.mode === 'observe') return {}
  const { log } = services
  const { MlflowError, openTracking } = await import('@ml-actions/mlflow')
  const mlflow = openTracking(inputs, services, { limitMs: LIMIT_MS })
  if (mlflow === undefined) return {}
  try {
    return await log.phase('Tell MLflow', () => write(mlflow, end, files))
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error
    log.warning(
      `MLflow has not got this run, or not all of it (${error.reason}): ${error.message}. What was found out stands, and is in the report.`,
    )
    return { tracking: error.reason }
  }
}

async function write(mlflow: Mlflow, end: End, files: readonly string[]): Promise<Outputs> {
  const { inputs, services, published } = end
  const { registerVersion, writeRun } = await import('@ml-actions/mlflow')
  const written = await writeRun(mlflow, await runOf(end, files))
  services.log.info(`run ${written.id} in MLflow`)
  const tracking = written.hasArtifacts ? 'written' : 'without-artifacts'
  if (!written.hasArtifacts)
    services.log.warning('The report is not in MLflow: its artifacts lie in a storage that this server does not proxy.')
  const outputs = { tracking, 'mlflow-run': written.id }
  const model = inputs['mlflow-model']
  if (model === undefined || inputs.purpose !== 'train' || published?.model === undefined) return outputs
  const version = await registerVersion(mlflow, {
    model,
    digest: published.model,
    // The registry of images keeps the model itself: there its digest is proven, and its statements are attached.
    source: `oci://${inputs['model-repository']}@${published.model}`,
    runId: written.id,
    tags: present({
      attestation: published.attestation,
      revision: end.prepared.revision.commit,
      'run-url': services.context.runUrl,
    }),
  })
  services.log.info(`version ${version} of ${model} in MLflow names the model`)
  return { ...outputs, 'mlflow-version': version }
}

async function runOf(end: End, files: readonly string[]): Promise<EndedRun> {
  const { inputs, services, prepared, launched, left, judgement } = end
  const { context } = services
  const params = new Map([...paramsOf(inputs, prepared.datasets)].map(([name, value]) => [name, end.mask(value)]))
  const { commit } = prepared.revision
  return {
    experiment: inputs['mlflow-experiment'] ?? context.repository,
    key: keyOf(end, params),
    name: `${inputs.purpose} ${commit.slice(0, 7)}, run ${context.runId}.${context.runAttempt}`,
    status: judgement.verdict === 'pass' ? 'FINISHED' : 'FAILED',
    startedAtMs: launched.startedAtMs,
    endedAtMs: end.finishedAtMs,
    params,
    tags: tagsOf(end),
    metrics: pointsOf(left.history, end.finishedAtMs),
    artifacts: await Promise.all(
      files
        .filter((file) => file !== '')
        .map(async (file) => ({ name: basename(file), content: await readFile(file) })),
    ),
  }
}

/** The same attempt with the same outcome is the same run, however often it is told; a matrix has several in one attempt. */
function keyOf({ inputs, services, prepared, left, published }: End, params: ReadonlyMap<string, string>): string {
  const { repository, runId, runAttempt, job } = services.context
  const text = JSON.stringify([
    ...[repository, runId, runAttempt, job, inputs.purpose, inputs.model, inputs.command, inputs.run],
    [...params],
    ...[prepared.revision.commit, published?.model, left.history.courses, [...left.history.last]],
  ])
  return createHash('sha256').update(text).digest('hex')
}

function tagsOf(end: End): ReadonlyMap<string, string> {
  const { inputs, services, prepared, launched, judgement, published } = end
  const { context } = services
  return present({
    'mlflow.user': context.actor,
    'mlflow.source.type': 'JOB',
    'mlflow.source.name': context.workflowRef,
    'mlflow.source.git.commit': prepared.revision.commit,
    'mlflow.source.git.repoURL': `${context.serverUrl}/${context.repository}`,
    purpose: inputs.purpose,
    engine: inputs.engine,
    verdict: judgement.verdict,
    reason: judgement.reason,
    'run-url': context.runUrl,
    image: launched.running.image?.identity,
    'image-digest': launched.running.image?.digest,
    'model-digest': published?.model ?? inputs.model,
    attestation: published?.attestation,
  })
}

function present(values: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value] as const] : [])))
}
