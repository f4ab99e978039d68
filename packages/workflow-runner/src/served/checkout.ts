import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { mappedPath } from '../actions/uses.ts'
import { type GitOptions, git, tryGit } from '../git.ts'
import type { RunState } from '../job/run-state.ts'
import { recordOf, toText } from '../json.ts'
import { input, isTrue, type ServedAction, type ServedCall } from './served-action.ts'

/**
 * `actions/checkout`: the run's commit, fetched from this machine's repository into the job's own workspace.
 * There are no credentials to persist.
 */
export const checkout: ServedAction = {
  inputs: {
    repository: input('${{ github.repository }}'),
    ref: input(),
    token: input('${{ github.token }}'),
    'persist-credentials': input('true'),
    path: input(),
    clean: input('true'),
    'fetch-depth': input('1'),
    'fetch-tags': input('false'),
    'show-progress': input('true'),
    'set-safe-directory': input('true'),
    'github-server-url': input(),
    ...Object.fromEntries(
      ['ssh-key', 'ssh-known-hosts', 'ssh-strict', 'ssh-user', 'filter', 'sparse-checkout', 'lfs', 'submodules'].map(
        (name) => [name, input()],
      ),
    ),
    'sparse-checkout-cone-mode': input('true'),
  },
  beyond: {
    'ssh-key': [''],
    filter: [''],
    'sparse-checkout': [''],
    lfs: ['', 'false'],
    submodules: ['', 'false'],
  },
  async run(call) {
    const { attempt, inputs } = call
    const { state } = attempt
    const target = resolve(state.workspace, inputs['path'] ?? '')
    if (relative(state.workspace, target).startsWith('..')) {
      throw new Error(`Repository path '${target}' is not under '${state.workspace}'`)
    }
    const commit = await fetchInto(target, sourceOf(call), call)
    attempt.record.outputs['ref'] = inputs['ref'] || toText(recordOf(attempt.around.contexts['github'])['ref'])
    attempt.record.outputs['commit'] = commit
    attempt.report.line('plain', `HEAD is now at ${commit}`)
    return 'success'
  },
}

interface Source {
  readonly path: string
  /** What to fetch from it. */
  readonly revision: string
  /** Branch to be on; a detached HEAD where there is none. */
  readonly branch?: string
}

function sourceOf({ attempt, inputs }: ServedCall): Source {
  const { request } = attempt.state
  const github = request.contexts.github
  const repository = inputs['repository'] ?? ''
  const own = repository.toLowerCase() === toText(github['repository']).toLowerCase()
  const path = own ? request.places.source : mappedPath(request.repositories, repository)
  if (path === undefined) {
    throw new Error(`The repository ${repository} is not on this machine: name it by --repository ${repository}=PATH.`)
  }
  const ref = inputs['ref'] ?? ''
  if (ref !== '') return { path, revision: ref, ...branchOf(ref) }
  if (!own) return { path, revision: 'HEAD' }
  return { path, revision: toText(github['sha']), ...branchOf(toText(github['ref'])) }
}

function branchOf(ref: string): { readonly branch?: string } {
  if (ref.startsWith('refs/heads/')) return { branch: ref.slice('refs/heads/'.length) }
  return ref.startsWith('refs/') || /^[0-9a-f]{40}$/.test(ref) ? {} : { branch: ref }
}

async function fetchInto(target: string, source: Source, { attempt, inputs }: ServedCall): Promise<string> {
  const { state } = attempt
  const options: GitOptions = { cwd: target, env: state.request.env, signal: attempt.stop }
  await emptyRepository(target, isTrue(inputs['clean']), options)
  const depth = Number(inputs['fetch-depth'])
  const commit = await git(['rev-parse', '--verify', `${await resolveRevision(source, options)}^{commit}`], {
    ...options,
    cwd: source.path,
  })
  const refs =
    depth === 0
      ? [commit, '+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*']
      : [`+${commit}:refs/remotes/origin/${source.branch ?? 'checkout'}`]
  await git(
    [
      'fetch',
      '--quiet',
      ...(depth > 0 ? [`--depth=${depth}`] : []),
      isTrue(inputs['fetch-tags']) ? '--tags' : '--no-tags',
      '--no-recurse-submodules',
      source.path,
      ...refs,
    ],
    options,
  )
  const place = source.branch === undefined ? ['--detach', commit] : ['-B', source.branch, commit]
  await git(['checkout', '--quiet', '--force', ...place], options)
  await setOrigin(state, inputs['repository'] ?? '', options)
  return commit
}

/** The revision as named, or as branch or tag of that name. */
async function resolveRevision(source: Source, options: GitOptions): Promise<string> {
  for (const name of [source.revision, `refs/heads/${source.revision}`, `refs/tags/${source.revision}`]) {
    const found = await tryGit(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], {
      ...options,
      cwd: source.path,
    })
    if (found !== undefined) return found
  }
  throw new Error(`A branch, tag or commit '${source.revision}' could not be found.`)
}

async function emptyRepository(target: string, clean: boolean, options: GitOptions): Promise<void> {
  mkdirSync(target, { recursive: true })
  if (!existsSync(join(target, '.git'))) {
    for (const entry of readdirSync(target)) rmSync(join(target, entry), { recursive: true, force: true })
    await git(['-c', 'init.templateDir=', '-c', 'init.defaultBranch=main', 'init', '--quiet'], options)
  } else if (clean) {
    await git(['clean', '-ffdx', '--quiet'], options)
    await tryGit(['reset', '--hard', '--quiet', 'HEAD'], options)
  }
}

/** The address the repository has on GitHub, so that tools which look at it find what they find there. */
async function setOrigin(state: RunState, repository: string, options: GitOptions): Promise<void> {
  const url = `${toText(state.request.contexts.github['server_url'])}/${repository}`
  await tryGit(['remote', 'remove', 'origin'], options)
  await tryGit(['config', 'remote.origin.url', url], options)
}
