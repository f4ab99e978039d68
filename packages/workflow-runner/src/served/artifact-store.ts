import { createHash, randomInt, randomUUID } from 'node:crypto'
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { isRecord, parseJson, toText } from '../json.ts'
import type { ArtifactRecord } from '../types.ts'

/** A file to store, and its name within the artifact. */
export interface ArtifactFile {
  readonly source: string
  readonly name: string
}

/** An artifact of that name exists already. */
class ArtifactConflict extends Error {
  override readonly name = 'ArtifactConflict'
}

/**
 * The artifacts of one run, shared by its jobs' processes: a directory for each name, put in place by a rename, which
 * fails when another job was first.
 */
export class ArtifactStore {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** Throws ArtifactConflict unless `overwrite`. */
  async save(
    name: string,
    files: readonly ArtifactFile[],
    options: { readonly job: string; readonly overwrite: boolean },
  ): Promise<ArtifactRecord> {
    const place = join(this.#root, encodeURIComponent(name))
    const draft = join(this.#root, `.${randomUUID()}`)
    for (const file of files) {
      const target = join(draft, 'files', file.name)
      mkdirSync(dirname(target), { recursive: true })
      copyFileSync(file.source, target)
    }
    const record = {
      id: String(randomInt(1_000_000_000, 10_000_000_000)),
      name,
      digest: await digestOf(join(draft, 'files'), files),
      bytes: files.reduce((sum, file) => sum + statSync(join(draft, 'files', file.name)).size, 0),
      files: files.length,
      job: options.job,
    }
    writeFileSync(join(draft, 'artifact.json'), JSON.stringify(record, undefined, 2))
    try {
      if (options.overwrite) rmSync(place, { recursive: true, force: true })
      renameSync(draft, place)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      if (existsSync(place)) throw new ArtifactConflict(`an artifact with the name ${name} already exists on this run`)
      throw error
    }
    return { ...record, path: join(place, 'files') }
  }

  /** All artifacts of the run, by name. */
  list(): readonly ArtifactRecord[] {
    if (!existsSync(this.#root)) return []
    return readdirSync(this.#root)
      .filter((entry) => !entry.startsWith('.'))
      .map((entry) => readRecord(join(this.#root, entry)))
      .sort((left, right) => (left.name < right.name ? -1 : 1))
  }

  /** Copies an artifact's files; throws when they are not what was stored. */
  async restore(artifact: ArtifactRecord, target: string): Promise<void> {
    const names = readdirSync(artifact.path, { recursive: true, encoding: 'utf8' })
    const files = names
      .map((name) => ({ name, source: join(artifact.path, name) }))
      .filter((file) => statSync(file.source).isFile())
    if ((await digestOf(artifact.path, files)) !== artifact.digest) {
      throw new Error(`The artifact ${artifact.name} is not what was uploaded: its digest differs.`)
    }
    mkdirSync(target, { recursive: true })
    for (const file of files) {
      mkdirSync(dirname(join(target, file.name)), { recursive: true })
      copyFileSync(file.source, join(target, file.name))
    }
  }
}

/** SHA-256 over names, sizes and contents in the order of names. GitHub's is over a zip, which there is none of here. */
async function digestOf(directory: string, files: readonly ArtifactFile[]): Promise<string> {
  const hash = createHash('sha256')
  for (const name of files.map((file) => file.name).sort()) {
    const path = join(directory, name)
    hash.update(`${name}\0${statSync(path).size}\0`)
    for await (const chunk of createReadStream(path)) if (chunk instanceof Uint8Array) hash.update(chunk)
  }
  return hash.digest('hex')
}

function readRecord(place: string): ArtifactRecord {
  const raw = parseJson(readFileSync(join(place, 'artifact.json'), 'utf8'))
  const value = isRecord(raw) ? raw : {}
  return {
    id: toText(value['id']),
    name: toText(value['name']),
    digest: toText(value['digest']),
    bytes: Number(value['bytes']),
    files: Number(value['files']),
    job: toText(value['job']),
    path: join(place, 'files'),
  }
}
