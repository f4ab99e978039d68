import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UserError } from '@ml-actions/action'

/** Where a run reads and writes on this machine; absolute, without links. */
export interface Directories {
  readonly source: string
  readonly output: string
  readonly checkpoints: string
  readonly model: string
  readonly predictions: string
  /** Metrics that the command writes by itself. */
  readonly metrics: string
  /** Ours: log, report, statement. */
  readonly records: string
}

export interface DirectoryInputs {
  readonly purpose: 'train' | 'evaluate'
  readonly source: string
  readonly output: string | undefined
  readonly checkpoints: string | undefined
  readonly 'model-path': string
  readonly predictions: string
}

/** Marks an output directory as this action's own, so that the next run may clear it. */
const MARKER = '.ml-actions-run.json'

/**
 * Makes the directories of a run. What an earlier run left in the output is cleared, checkpoints are not.
 * @throws UserError `output-not-empty`, `dataset-not-found`.
 */
export async function prepareDirectories(
  inputs: DirectoryInputs,
  workspace: string,
  temp: string,
): Promise<Directories> {
  const source = resolve(workspace, inputs.source)
  if (!existsSync(source)) {
    throw new UserError({
      reason: 'dataset-not-found',
      what: `\`source\`: ${source} does not exist.`,
      fix: 'Is there a step with actions/checkout before this one?',
    })
  }
  const root = await realpath(workspace)
  const asked = inputs.output === undefined ? undefined : resolve(root, inputs.output)
  const keep = inputs.checkpoints === undefined ? undefined : resolve(root, inputs.checkpoints)
  const output = asked === undefined ? await fresh(temp) : await cleared(asked, root, keep)
  const checkpoints = keep ?? join(output, 'checkpoints')
  const records = join(output, 'records')
  await Promise.all([checkpoints, records].map((path) => mkdir(path, { recursive: true })))
  const model = join(output, inputs['model-path'])
  // An evaluation's model comes from the registry into a directory that must not exist yet.
  if (inputs.purpose === 'train') await mkdir(model, { recursive: true })
  return {
    source: await realpath(source),
    output,
    checkpoints: await realpath(checkpoints),
    model: inputs.purpose === 'train' ? model : join(records, 'model'),
    predictions: join(output, inputs.predictions),
    metrics: join(output, 'metrics.jsonl'),
    records,
  }
}

async function fresh(temp: string): Promise<string> {
  await mkdir(temp, { recursive: true })
  const path = await realpath(await mkdtemp(join(temp, 'ml-actions-output-')))
  await writeFile(join(path, MARKER), '{}\n')
  return path
}

async function cleared(path: string, workspace: string, keep: string | undefined): Promise<string> {
  await mkdir(path, { recursive: true })
  const output = await realpath(path)
  if (output === workspace || workspace.startsWith(`${output}/`)) {
    throw new UserError({
      reason: 'output-not-empty',
      what: `\`output\`: ${output} is the workspace itself, or above it.`,
      fix: 'Name a directory of its own, for example "build/train".',
    })
  }
  const entries = await readdir(output)
  if (entries.length > 0 && !entries.includes(MARKER)) {
    throw new UserError({
      reason: 'output-not-empty',
      what: `\`output\`: ${output} holds files that no run of this action left there (${entries.slice(0, 5).join(', ')}).`,
      why: 'Clearing it could destroy something, and keeping it could pass old files off as new ones.',
      fix: 'Name another directory, or empty this one.',
    })
  }
  const kept = keep ?? join(output, 'checkpoints')
  for (const entry of entries) {
    const child = join(output, entry)
    if (child === kept || kept.startsWith(`${child}/`)) continue
    await rm(child, { recursive: true, force: true })
  }
  await writeFile(join(output, MARKER), '{}\n')
  return output
}
