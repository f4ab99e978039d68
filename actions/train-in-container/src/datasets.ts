import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '@ml-actions/action'
import { type Digest, parseDigest } from '@ml-actions/registry'

/** Data that a run reads, known by what it holds. */
export interface Dataset {
  readonly name: string
  readonly path: string
  /** Its name among the mounted data; a file keeps its ending, by which readers know it. */
  readonly entry: string
  readonly digest: Digest
}

/**
 * Hashes every dataset. @throws UserError `dataset-not-found`.
 */
export async function readDatasets(
  table: ReadonlyMap<string, string> | undefined,
  workspace: string,
): Promise<readonly Dataset[]> {
  const datasets: Dataset[] = []
  for (const [name, given] of table ?? []) {
    const path = await realpath(resolve(workspace, given)).catch((cause: unknown) => {
      throw new UserError(
        {
          reason: 'dataset-not-found',
          what: `\`datasets\`: ${name} is not there: ${resolve(workspace, given)}.`,
          fix: 'Is the step that makes or downloads it before this one, and in this job?',
        },
        { cause },
      )
    })
    const isDirectory = (await stat(path)).isDirectory()
    datasets.push({
      name,
      path,
      entry: isDirectory ? name : `${name}${extname(path)}`,
      digest: parseDigest(`sha256:${isDirectory ? await hashDirectory(path) : await hashFile(path)}`),
    })
  }
  return datasets
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** SHA-256 over the lines `SHA-256 of the file, two blanks, relative path`, in order of the paths' bytes, as `sha256sum` prints them. */
export async function hashDirectory(directory: string): Promise<string> {
  const files: string[] = []
  const visit = async (relative: string): Promise<void> => {
    for (const entry of await readdir(join(directory, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`
      if ((await stat(join(directory, path))).isDirectory()) await visit(path)
      else files.push(path)
    }
  }
  await visit('')
  const hash = createHash('sha256')
  for (const file of files.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    hash.update(`${await hashFile(join(directory, file))}  ${file}\n`)
  }
  return hash.digest('hex')
}
