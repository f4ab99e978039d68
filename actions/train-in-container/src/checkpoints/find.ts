import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Candidate, LAYOUTS } from './layouts.ts'

/** A checkpoint from which a training can go on. */
export interface Checkpoint {
  readonly path: string
  /** The framework's way of laying it out. */
  readonly layout: string
  /** `undefined` when its name holds none. */
  readonly step: number | undefined
  /** When the file that makes it whole was written, in milliseconds since 1970. */
  readonly completedAtMs: number
}

/** `lightning_logs/version_0/checkpoints/last.ckpt` is three down. */
const MAX_DEPTH = 4
const MAX_ENTRIES = 10_000

/** All complete checkpoints below a directory. What is half written, or a link, is none. */
export async function findCheckpoints(directory: string): Promise<readonly Checkpoint[]> {
  const found: Checkpoint[] = []
  let seen = 0
  const visit = async (path: string, depth: number): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      seen += 1
      if (seen > MAX_ENTRIES || entry.isSymbolicLink()) continue
      const child = join(path, entry.name)
      const candidate = await readCandidate(child, entry.isDirectory())
      const checkpoint = candidate === undefined ? undefined : await recognise(candidate)
      if (checkpoint !== undefined && checkpoint !== 'incomplete') found.push(checkpoint)
      else if (checkpoint === undefined && entry.isDirectory() && depth < MAX_DEPTH) await visit(child, depth + 1)
    }
  }
  await visit(directory, 1)
  return found
}

/** The checkpoint at exactly this path; `undefined` when there is none or it is not complete. */
export async function checkpointAt(path: string): Promise<Checkpoint | undefined> {
  try {
    const candidate = await readCandidate(path, (await stat(path)).isDirectory())
    const checkpoint = candidate === undefined ? undefined : await recognise(candidate)
    return checkpoint === 'incomplete' ? undefined : checkpoint
  } catch {
    return undefined
  }
}

/**
 * The one to go on from: of the layout that was written last, the one with the highest step, then the latest. Times alone
 * would mislead where a cache or an artifact has rewritten them.
 */
export function newest(checkpoints: readonly Checkpoint[]): Checkpoint | undefined {
  const latest = checkpoints.toSorted((a, b) => b.completedAtMs - a.completedAtMs)[0]
  return checkpoints
    .filter((checkpoint) => checkpoint.layout === latest?.layout)
    .toSorted((a, b) => (b.step ?? -1) - (a.step ?? -1) || b.completedAtMs - a.completedAtMs)[0]
}

async function readCandidate(path: string, isDirectory: boolean): Promise<Candidate | undefined> {
  if (!isDirectory) return { path, name: basename(path), entries: undefined }
  try {
    return { path, name: basename(path), entries: new Set(await readdir(path)) }
  } catch {
    return undefined
  }
}

async function recognise(candidate: Candidate): Promise<Checkpoint | 'incomplete' | undefined> {
  let known = false
  for (const layout of LAYOUTS) {
    const step = layout.step(candidate)
    if (step === undefined) continue
    known = true
    const last = await layout.complete(candidate, candidate.entries ?? new Set())
    if (last === undefined) continue
    const completedAtMs = await stat(last).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    )
    if (completedAtMs === undefined) return 'incomplete'
    return { path: candidate.path, layout: layout.name, step: step ?? undefined, completedAtMs }
  }
  return known ? 'incomplete' : undefined
}
