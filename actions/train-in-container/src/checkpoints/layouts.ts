import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isWholeZip, readWeights } from './weights.ts'

/** A file or directory that could be a checkpoint. */
export interface Candidate {
  readonly path: string
  readonly name: string
  /** What a directory holds; `undefined` for a file. */
  readonly entries: ReadonlySet<string> | undefined
}

/** One way in which a framework lays out its checkpoints. */
export interface Layout {
  readonly name: string
  /** The step in the name, `null` for a name without one; `undefined` when this is no checkpoint of this layout. */
  step(candidate: Candidate): number | null | undefined
  /** The file that is written last; `undefined` when the checkpoint is not whole. */
  complete(candidate: Candidate, entries: ReadonlySet<string>): Promise<string | undefined>
}

const MARKERS = ['complete', 'COMPLETE', '.complete', '_SUCCESS']

/** In this order: the first layout that knows a candidate decides. */
export const LAYOUTS: readonly Layout[] = [
  {
    // transformers, Trainer._save_checkpoint: weights, optimizer, random state, then trainer_state.json.
    name: 'huggingface',
    step: (candidate) =>
      candidate.entries?.has('trainer_state.json') === true
        ? numberIn(/^checkpoint-(\d+)$/, candidate.name)
        : undefined,
    async complete({ path }, entries) {
      const state = join(path, 'trainer_state.json')
      // Written last, it vouches for weights of a shape that is not known here; known ones are looked at all the same.
      const whole = (await isJson(state)) && entries.size > 1 && (await readWeights(path, entries)) !== 'torn'
      return whole ? state : undefined
    },
  },
  {
    // accelerate, save_accelerator_state: the random states of each process come last.
    name: 'accelerate',
    step: (candidate) => (candidate.entries === undefined ? undefined : numberIn(/^checkpoint_(\d+)$/, candidate.name)),
    async complete({ path }, entries) {
      const whole = entries.has('random_states_0.pkl') && (await readWeights(path, entries)) === 'whole'
      return whole ? join(path, 'random_states_0.pkl') : undefined
    },
  },
  {
    // NeMo Automodel: epoch_E_step_S with DCP shards or safetensors below; a marker stands while it is being written.
    name: 'automodel',
    step: (candidate) =>
      candidate.entries === undefined ? undefined : numberIn(/^epoch_\d+_step_(\d+)$/, candidate.name),
    async complete({ path }, entries) {
      const unfinished = [...entries].some((name) => /incomplete|\.tmp$/i.test(name))
      const last = ['config.yaml', 'step_scheduler.pt', 'losses.json', 'model'].find((name) => entries.has(name))
      return !unfinished && entries.has('model') && last !== undefined ? join(path, last) : undefined
    },
  },
  {
    // torch.distributed.checkpoint: the coordinator renames .metadata into place after all shards.
    name: 'torch-dcp',
    step: (candidate) => (candidate.entries?.has('.metadata') === true ? lastNumber(candidate.name) : undefined),
    async complete({ path }, entries) {
      const metadata = join(path, '.metadata')
      const whole = [...entries].some((name) => name.endsWith('.distcp')) && (await sizeOf(metadata)) > 0
      return whole ? metadata : undefined
    },
  },
  {
    // Lightning and plain torch.save: one zip archive, whose end record is written last.
    name: 'lightning',
    step({ name, entries }) {
      if (entries !== undefined || !/\.ckpt$|(?:checkpoint|ckpt|step|epoch).*\.pth?$/.test(name)) return undefined
      return numberIn(/step[=_-]?(\d+)/, name) ?? lastNumber(name.replace(/-v\d+(?=\.ckpt$)/, ''))
    },
    complete: async ({ path }) => ((await isWholeZip(path)) ? path : undefined),
  },
  {
    // Ours, for code without a framework: a directory with a marker, or with metrics.json, written last.
    name: 'marked',
    step: (candidate) =>
      candidate.entries === undefined
        ? undefined
        : numberIn(/^(?:checkpoint|ckpt|step|epoch)[-_](\d+)$/, candidate.name),
    async complete({ path }, entries) {
      const marker = MARKERS.find((name) => entries.has(name))
      if (marker !== undefined) return join(path, marker)
      return entries.has('metrics.json') && (await isJson(join(path, 'metrics.json')))
        ? join(path, 'metrics.json')
        : undefined
    },
  },
]

function numberIn(pattern: RegExp, name: string): number | undefined {
  const found = pattern.exec(name)?.[1]
  return found === undefined ? undefined : Number(found)
}

function lastNumber(name: string): number | null {
  const found = name.match(/\d+/g)?.at(-1)
  return found === undefined ? null : Number(found)
}

async function isJson(file: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(file, 'utf8'))
    return true
  } catch {
    return false
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch {
    return 0
  }
}
