import type { RunContext } from '@ml-actions/action'
import { run } from '@ml-actions/process'

/** Which code ran. */
export interface Revision {
  readonly uri: string
  readonly commit: string
  /** Whether tracked files differ from the commit; `undefined` when git could not tell. */
  readonly modified: boolean | undefined
}

const ASK_TIMEOUT_MS = 20_000

/** The commit that is checked out in the source directory; what triggered the run may be another one. */
export async function readRevision(
  source: string,
  context: RunContext,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Revision> {
  const git = async (...args: readonly string[]): Promise<string | undefined> => {
    const result = await run('git', ['-c', `safe.directory=${source}`, '-C', source, ...args], {
      env: { PATH: env['PATH'], HOME: env['HOME'], GIT_OPTIONAL_LOCKS: '0' },
      timeoutMs: ASK_TIMEOUT_MS,
    }).catch(() => undefined)
    return result?.exitCode === 0 ? result.stdout.trim() : undefined
  }
  const uri = `git+${context.serverUrl}/${context.repository}`
  const commit = await git('rev-parse', 'HEAD')
  if (commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit))
    return { uri, commit: context.sha, modified: undefined }
  const changes = await git('status', '--porcelain', '--untracked-files=no')
  return { uri, commit, modified: changes === undefined ? undefined : changes !== '' }
}
