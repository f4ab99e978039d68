import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type InputsOfAction, type Services, UserError } from '@ml-actions/action'
import { openModels, type RepositoryClient } from '@ml-actions/registry'
import { type Checkpoint, checkpointAt, findCheckpoints, newest } from './checkpoints/find.ts'
import { type Dataset, readDatasets } from './datasets.ts'
import type { Definition } from './definition.ts'
import { type Directories, prepareDirectories } from './directories.ts'
import { fetchModel } from './registry.ts'
import { type Revision, readRevision } from './revision.ts'
import { type Surroundings, surround } from './surroundings.ts'

/** Everything that is known before the command starts. */
export interface Preparation {
  readonly directories: Directories
  readonly datasets: readonly Dataset[]
  readonly resumedFrom: Checkpoint | undefined
  readonly revision: Revision
  readonly models: RepositoryClient | undefined
  readonly surroundings: Surroundings
}

/** Makes directories, hashes data, finds the checkpoint, fetches the model. */
export async function prepare(inputs: InputsOfAction<Definition>, services: Services): Promise<Preparation> {
  const { context, log } = services
  const directories = await prepareDirectories(inputs, context.workspace, context.temp)
  const datasets = await readDatasets(inputs.datasets, context.workspace)
  for (const { name, digest } of datasets) log.info(`dataset ${name}: ${digest}`)
  const resumedFrom = await checkpointToResume(inputs.resume, directories.checkpoints, context.workspace)
  if (resumedFrom !== undefined) {
    log.info(`resuming from ${resumedFrom.path} (${resumedFrom.layout}, step ${resumedFrom.step ?? 'unknown'})`)
  } else if (inputs.resume === 'auto') log.info(`no complete checkpoint in ${directories.checkpoints}: starting anew`)
  const models = openModels(inputs, services)
  if (inputs.purpose === 'evaluate' && models !== undefined && inputs.model !== undefined) {
    await fetchModel(models, inputs.model, directories.model)
  }
  return {
    directories,
    datasets,
    resumedFrom,
    models,
    revision: await readRevision(directories.source, context, services.env),
    surroundings: await surround({
      purpose: inputs.purpose,
      engine: inputs.engine,
      directories,
      datasets,
      resumeFrom: resumedFrom?.path,
    }),
  }
}

async function checkpointToResume(
  resume: string,
  directory: string,
  workspace: string,
): Promise<Checkpoint | undefined> {
  if (resume === 'never') return undefined
  if (resume === 'auto') return newest(await findCheckpoints(directory))
  const given = resolve(workspace, resume)
  const path = await realpath(given).catch(() => given)
  const checkpoint = await checkpointAt(path)
  if (checkpoint !== undefined) return checkpoint
  const others = await findCheckpoints(join(path, '..'))
  throw new UserError({
    reason: 'checkpoint-not-found',
    what: `\`resume\`: there is no complete checkpoint at ${path}.`,
    fix:
      others.length === 0
        ? 'Use `resume: auto` to take the newest complete one, if there is one.'
        : `Complete ones beside it: ${others.map(({ path: other }) => other).join(', ')}.`,
  })
}
