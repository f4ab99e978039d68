import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What `using: node24` needs; older `using` runs under it too, as GitHub's runner does since it dropped node20. */
const NEEDED_MAJOR = 24

/**
 * Path of a Node that can run JavaScript actions: this one, or the binary of the npm package `node-<system>-<processor>`
 * in a `node_modules` above one of the directories. Undefined when there is none.
 */
export function findNode24(directories: readonly string[]): string | undefined {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath
  const system = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  return directories
    .flatMap(upwards)
    .map((directory) => join(directory, 'node_modules', `node-${system}-${process.arch}`, 'bin', binary))
    .find((path) => existsSync(path))
}

function upwards(directory: string): readonly string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...upwards(parent)]
}
