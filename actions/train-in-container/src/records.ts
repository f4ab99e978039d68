import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Our own files about a run. */
export interface Records {
  /** Writes one of them and resolves to its path, or to '' when no disk takes it. */
  keep(name: string, write: (path: string) => Promise<void>): Promise<string>
}

/** Keeps files in `directory`, and below `temp` once that takes no more: a training fills the disk of its output. */
export function openRecords(directory: string, temp: string, warn: (message: string) => void): Records {
  let other: string | undefined
  return {
    async keep(name, write) {
      if (other === undefined) {
        const path = join(directory, name)
        if ((await attempt(path, write)) === undefined) return path
        warn(`${directory} takes no more files; the rest of the report is kept below ${temp}`)
      }
      try {
        await mkdir(temp, { recursive: true })
        other ??= await mkdtemp(join(temp, 'ml-actions-records-'))
        const path = join(other, name)
        const problem = await attempt(path, write)
        if (problem === undefined) return path
        throw problem
      } catch (error) {
        warn(`${name} could not be kept: ${error instanceof Error ? error.message : String(error)}`)
        return ''
      }
    },
  }
}

/** Nothing half written stays: it could be taken for whole, and a log could hold what was not masked yet. */
async function attempt(path: string, write: (path: string) => Promise<void>): Promise<Error | undefined> {
  try {
    await write(path)
    return undefined
  } catch (error) {
    await rm(path, { force: true })
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Whether an error says that a disk or a quota is full. */
export function isDiskFull(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
