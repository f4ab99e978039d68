import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mount } from '@ml-actions/container-engine'
import { datasetVariable } from './check-inputs.ts'
import type { Dataset } from './datasets.ts'
import type { Directories } from './directories.ts'
import type { EngineName } from './engines.ts'

/** What the command finds around it: where it starts, what is mounted, and the variables that tell it. */
export interface Surroundings {
  readonly workingDirectory: string
  readonly mounts: readonly Mount[]
  readonly variables: Readonly<Record<string, string>>
}

export interface SurroundingsOptions {
  readonly purpose: 'train' | 'evaluate'
  readonly engine: EngineName
  readonly directories: Directories
  readonly datasets: readonly Dataset[]
  /** On this machine. */
  readonly resumeFrom: string | undefined
}

/** Where things are in a container. */
const INSIDE = {
  source: '/ml/source',
  output: '/ml/output',
  checkpoints: '/ml/checkpoints',
  model: '/ml/model',
  data: '/ml/data',
  resume: '/ml/resume',
} as const

/**
 * The same variables in all engines, so that the same command works in each: in a container they name fixed paths, on the
 * host the real ones.
 */
export async function surround(options: SurroundingsOptions): Promise<Surroundings> {
  const { directories, datasets, purpose, resumeFrom } = options
  const contained = options.engine !== 'host'
  const seen = (path: string, inside: string): string => (contained ? inside : path)
  const below = (path: string): string => (contained ? path.replace(directories.output, () => INSIDE.output) : path)
  const data = contained ? INSIDE.data : await linkData(directories.records, datasets)
  const mounts: Mount[] = [
    { source: directories.source, target: seen(directories.source, INSIDE.source), readOnly: purpose === 'evaluate' },
    { source: directories.output, target: seen(directories.output, INSIDE.output), readOnly: false },
    // Inside the output, and none of the command's business: the report, and the model that an evaluation must not change.
    ...(contained ? [{ source: directories.records, target: below(directories.records), readOnly: true }] : []),
    { source: directories.checkpoints, target: seen(directories.checkpoints, INSIDE.checkpoints), readOnly: false },
    ...datasets.map(({ path, entry }) => ({
      source: path,
      target: seen(path, `${INSIDE.data}/${entry}`),
      readOnly: true,
    })),
  ]
  if (purpose === 'evaluate') {
    mounts.push({ source: directories.model, target: seen(directories.model, INSIDE.model), readOnly: true })
  }
  return {
    workingDirectory: seen(directories.source, INSIDE.source),
    mounts: [...mounts, ...resumeMount(options)],
    variables: {
      ML_ACTIONS_PURPOSE: purpose,
      ML_ACTIONS_SOURCE_DIR: seen(directories.source, INSIDE.source),
      ML_ACTIONS_OUTPUT_DIR: seen(directories.output, INSIDE.output),
      ML_ACTIONS_CHECKPOINT_DIR: seen(directories.checkpoints, INSIDE.checkpoints),
      ML_ACTIONS_DATA_DIR: data,
      ML_ACTIONS_METRICS_FILE: below(directories.metrics),
      ML_ACTIONS_MODEL_DIR: purpose === 'evaluate' ? seen(directories.model, INSIDE.model) : below(directories.model),
      ...(purpose === 'evaluate' ? { ML_ACTIONS_PREDICTIONS: below(directories.predictions) } : {}),
      ...(resumeFrom === undefined ? {} : { ML_ACTIONS_RESUME_FROM: resumeInside(options, resumeFrom) }),
      ...Object.fromEntries(datasets.map(({ name, entry }) => [datasetVariable(name), `${data}/${entry}`])),
      ...DEFAULTS,
    },
  }
}

/** Output as it comes and without redrawing; a value in `env` wins. */
const DEFAULTS = {
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  TQDM_MININTERVAL: '5',
  HF_HUB_DISABLE_PROGRESS_BARS: '1',
  HF_HUB_DISABLE_TELEMETRY: '1',
} as const

/** On the host nothing is mounted elsewhere: links collect the data under one directory by name. */
async function linkData(records: string, datasets: readonly Dataset[]): Promise<string> {
  const directory = join(records, 'data')
  await mkdir(directory, { recursive: true })
  for (const { path, entry } of datasets) await symlink(path, join(directory, entry))
  return directory
}

/** A checkpoint named by its path may lie anywhere; one that was found lies in the mounted directory. */
function resumeMount({ engine, directories, resumeFrom }: SurroundingsOptions): readonly Mount[] {
  if (resumeFrom === undefined || isBelow(resumeFrom, directories.checkpoints)) return []
  return [{ source: resumeFrom, target: engine === 'host' ? resumeFrom : resumeTarget(resumeFrom), readOnly: true }]
}

function resumeInside({ engine, directories }: SurroundingsOptions, path: string): string {
  if (engine === 'host') return path
  return isBelow(path, directories.checkpoints)
    ? path.replace(directories.checkpoints, () => INSIDE.checkpoints)
    : resumeTarget(path)
}

/** Keeps the name, from which frameworks read the step. */
function resumeTarget(path: string): string {
  return `${INSIDE.resume}/${path.split('/').at(-1) ?? 'checkpoint'}`
}

function isBelow(path: string, directory: string): boolean {
  return path.startsWith(`${directory}/`)
}
