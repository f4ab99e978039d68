import type { Octokit } from '@octokit/core'

/** How GitHub is reached. Without a token nothing is sent. */
export interface GitHubAccess {
  readonly token: string | undefined
  /** `OWNER/NAME`. */
  readonly repository: string
  readonly apiUrl: string
  readonly fetch: typeof fetch
  /** How long a call may take, all its requests together. Default: ten seconds. */
  readonly timeoutMs?: number
}

/** What became of a call that may be left out: done, or why not. It never fails the step. */
export type Courtesy<T> = { readonly done: true; readonly value: T } | { readonly done: false; readonly why: string }

/** A courtesy takes no longer than this, whatever becomes of GitHub. */
const TIMEOUT_MS = 10_000

/** What fails is told by `why`, once; the library's own lines would be a second telling. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

/**
 * Calls GitHub if it can. No token, a read-only one (a fork's pull request) and an answer that fails are told as `why`:
 * what the action found holds without a comment or a deployment status.
 */
export async function withGitHub<T>(
  access: GitHubAccess,
  purpose: string,
  call: (octokit: Octokit, repository: RepositoryName) => Promise<T>,
): Promise<Courtesy<T>> {
  const [owner, repo] = access.repository.split('/')
  if (owner === undefined || repo === undefined || repo === '') {
    return { done: false, why: `${purpose}: there is no repository on GitHub in this run` }
  }
  if (access.token === undefined || access.token === '')
    return { done: false, why: `${purpose}: no \`github-token\` was given` }
  const { Octokit: Client } = await import('@octokit/core')
  const octokit = new Client({
    auth: access.token,
    baseUrl: access.apiUrl,
    request: { fetch: access.fetch, signal: AbortSignal.timeout(access.timeoutMs ?? TIMEOUT_MS) },
    log: SILENT,
  })
  try {
    return { done: true, value: await call(octokit, { owner, repo }) }
  } catch (error) {
    return { done: false, why: `${purpose}: ${explain(error)}` }
  }
}

function explain(error: unknown): string {
  const found = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined
  const status = typeof found === 'number' ? found : undefined
  if (status === 403 || status === 404) {
    return `GitHub answered ${status}. The token may not do this: on a pull request from a fork it can only read; elsewhere the job needs the permission that the README names`
  }
  const text = error instanceof Error ? error.message : String(error)
  return status === undefined ? text : `GitHub answered ${status}: ${text}`
}
