import { run } from '@ml-actions/process'

/** git said no. */
class GitError extends Error {
  override readonly name = 'GitError'
}

/** Where and with what git runs. */
export interface GitOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}

/**
 * Runs git and returns what it printed, without the final newline. Never asks, never runs the user's hooks.
 * Throws GitError with git's own words.
 */
export async function git(args: readonly string[], options: GitOptions): Promise<string> {
  const result = await run('git', ['-c', 'safe.directory=*', '-c', 'core.hooksPath=/dev/null', ...args], {
    cwd: options.cwd,
    env: { ...options.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    maxOutputBytes: 16 * 1024 * 1024,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  if (result.exitCode !== 0) throw new GitError(`git ${args[0]}: ${result.stderr.trim() || result.ending}`)
  return result.stdout.replace(/\n$/, '')
}

/** The same, or undefined where git says no. */
export async function tryGit(args: readonly string[], options: GitOptions): Promise<string | undefined> {
  try {
    return await git(args, options)
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}
