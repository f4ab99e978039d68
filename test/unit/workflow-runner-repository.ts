import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Workflow files and the actions they use. */
export const WORKFLOWS = resolve('test/fixtures/workflows')

/** A directory of its own with a git repository of the fixtures' actions. */
export interface Place {
  readonly path: string
  readonly repository: string
  git(...args: string[]): string
  [Symbol.asyncDispose](): Promise<void>
}

/** Makes such a directory, below the system's temporary one. */
export async function makePlace(): Promise<Place> {
  // Blanks and percent signs are what paths break on.
  const path = await mkdtemp(join(tmpdir(), 'workflow runner %41-'))
  const repository = join(path, 'repository')
  await cp(join(WORKFLOWS, 'repository'), repository, { recursive: true })
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Actions')
  return {
    path,
    repository,
    git,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}
