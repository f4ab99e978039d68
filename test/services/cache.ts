/** Downloads and builds that are made once for each state of what they are made from. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import type { Context } from './service.ts'

/** The cache of this machine's user. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(env['ML_ACTIONS_CACHE'] || join(homedir(), '.cache/ml-actions'), 'services')
}

/**
 * A folder with what `make` leaves in it, made when there is none yet for this `key`. It appears only when complete, so an
 * interrupted run leaves nothing that could be taken for a result. What was made before from another key stays for the
 * clones that still use it.
 */
export async function cached(
  context: Context,
  name: string,
  key: readonly (string | Uint8Array)[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = entry(context, name, key)
  if (existsSync(join(folder, '.complete'))) return folder
  await mkdir(context.cache, { recursive: true })
  const making = await mkdtemp(join(context.cache, `.making-${name}-`))
  try {
    const startedAt = performance.now()
    context.log(`making ${name}`)
    // Daemons with users of their own read from it.
    await chmod(making, 0o755)
    await make(making)
    await writeFile(join(making, '.complete'), '')
    await keep(making, folder)
    context.log(`made ${name} in ${Math.round((performance.now() - startedAt) / 1000)} s`)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return folder
}

/** Another process may have made the same in the meantime: what is there is in use already, and stays. */
async function keep(made: string, folder: string): Promise<void> {
  if (existsSync(join(folder, '.complete'))) return
  await rm(folder, { recursive: true, force: true })
  await rename(made, folder).catch((error: unknown) => {
    if (!existsSync(join(folder, '.complete'))) throw error
  })
}

/** Where the result for this key lies or will lie. */
function entry(context: Context, name: string, key: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of key) hash.update(`${part.length}\n`).update(part)
  return join(context.cache, `${name}-${hash.digest('hex').slice(0, 16)}`)
}

/** The content of files and folders, as parts of a key; where they lie does not count. */
export async function contents(...paths: readonly string[]): Promise<(string | Uint8Array)[]> {
  const parts = paths.map(async (path): Promise<(string | Uint8Array)[]> => {
    if (!(await stat(path)).isDirectory()) return [basename(path), await readFile(path)]
    const names = (await readdir(path)).toSorted()
    return [basename(path), ...(await contents(...names.map((name) => join(path, name))))]
  })
  return (await Promise.all(parts)).flat()
}
