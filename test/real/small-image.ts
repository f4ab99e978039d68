import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a training of the tests calls. `tail` of an endless line is what runs out of memory. */
const PROGRAMS = ['sh', 'cat', 'df', 'env', 'head', 'id', 'mkdir', 'mv', 'sleep', 'tail', 'touch', 'tr']

/**
 * A root file system of 3 MB from this machine's own programs, as a tar archive: engines that start empty take it in a
 * second, and no registry is needed.
 */
export function smallImage(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'small-image-')), 'root.tar')
  const programs = PROGRAMS.map((name) =>
    ['/bin', '/usr/bin'].map((folder) => join(folder, name)).find((path) => existsSync(path)),
  ).filter((path) => path !== undefined)
  const linked = execFileSync('ldd', programs, { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)
  const libraries = [...linked].map(([, path]) => path).filter((path) => path !== undefined)
  const all = [...new Set([...programs, ...libraries])].map((path) => path.slice(1))
  // Programs at the same place wherever this machine keeps them.
  execFileSync('tar', ['-chf', file, '-C', '/', '--transform', 's,^usr/bin/,bin/,', ...all])
  return file
}
