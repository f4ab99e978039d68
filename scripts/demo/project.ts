import { existsSync } from 'node:fs'
import { cp, mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { run } from '@ml-actions/process'
import { DemoStop } from './stop.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A user's repository: a copy of the example with the template in it, and a history of its own. */
export interface Project {
  readonly path: string
  readonly workflow: string
  /** Applies a patch and commits it; returns the commit. */
  commitPatch(patch: string, message: string): Promise<string>
  readonly firstCommit: string
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'A newcomer',
  GIT_AUTHOR_EMAIL: 'newcomer@example.org',
  GIT_COMMITTER_NAME: 'A newcomer',
  GIT_COMMITTER_EMAIL: 'newcomer@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
}
const CACHES = new Set([
  '.mypy_cache',
  '.ruff_cache',
  '.pytest_cache',
  '__pycache__',
  '.venv',
  'build',
  'dist',
  'data',
  'out',
])

/** Copies the example and the unmodified template into a new git repository. */
export async function createProject(
  path: string,
  from: { readonly example: string; readonly template: string },
  env: Environment,
): Promise<Project> {
  const git = async (...args: readonly string[]): Promise<string> => {
    const result = await run('git', args, { cwd: path, env: { ...env, ...IDENTITY }, timeoutMs: 60_000 })
    if (result.exitCode !== 0) throw new DemoStop(`git ${args[0]} failed: ${result.stderr.trim()}`)
    return result.stdout.trim()
  }
  const commit = async (message: string): Promise<string> => {
    await git('add', '--all')
    await git('commit', '--quiet', '--message', message)
    return git('rev-parse', 'HEAD')
  }
  await mkdir(path, { recursive: true })
  await cp(from.example, path, { recursive: true, filter: (source) => !CACHES.has(basename(source)) })
  const workflow = join(path, '.github/workflows', basename(from.template))
  await mkdir(join(path, '.github/workflows'), { recursive: true })
  await cp(from.template, workflow)
  await git('init', '--quiet', '--initial-branch', 'main')
  return {
    path,
    workflow,
    firstCommit: await commit('Read digits'),
    async commitPatch(patch, message) {
      if (!existsSync(patch)) throw new DemoStop(`there is no patch ${patch}`)
      const result = await run('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: path,
        env: { ...env, ...IDENTITY },
        input: await readFile(patch),
      })
      if (result.exitCode !== 0)
        throw new DemoStop(`the patch ${basename(patch)} does not apply: ${result.stderr.trim()}`)
      return commit(message)
    },
  }
}
