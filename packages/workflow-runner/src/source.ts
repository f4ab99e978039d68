import { copyFileSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { type GitOptions, git, tryGit } from './git.ts'
import type { RunOptions } from './types.ts'
import { RefusedError } from './types.ts'

/** The commit that a run is about, in a repository that only the run writes to. */
export interface Source {
  /** Bare repository; shares the objects of the user's. */
  readonly path: string
  readonly sha: string
  /** Full name: `refs/heads/main`. */
  readonly ref: string
  /** OWNER/NAME. */
  readonly repository: string
  readonly message: string
  /** Said to the user when the commit was made for the run. */
  readonly note?: string
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'ml-actions',
  GIT_AUTHOR_EMAIL: 'ml-actions@localhost',
  GIT_COMMITTER_NAME: 'ml-actions',
  GIT_COMMITTER_EMAIL: 'ml-actions@localhost',
}

/**
 * Fixes the commit of a run. The user's repository is only read: uncommitted changes, or a directory without git, become
 * a commit in the run's own repository.
 */
export async function prepareSource(
  options: Pick<RunOptions, 'repository' | 'repositoryName' | 'ref' | 'sha' | 'out' | 'env'>,
): Promise<Source> {
  const directory = realpathSync(resolve(options.repository))
  const here: GitOptions = { cwd: directory, env: withoutGitVariables(options.env) }
  const path = join(options.out, 'source.git')
  await git(['-c', 'init.templateDir=', 'init', '--bare', '--quiet', path], { ...here, cwd: options.out })
  const own: GitOptions = { ...here, cwd: path }
  const top = await tryGit(['rev-parse', '--show-toplevel'], here)
  const root = top ?? directory
  if (top !== undefined) await shareObjects(path, here)
  const ref = fullRef(options.ref ?? (top === undefined ? 'main' : await currentBranch(here)))
  const commit = await chooseCommit(options, { top, root, here, own })
  await git(['update-ref', ref.startsWith('refs/pull/') ? 'refs/heads/run' : ref, commit.sha], own)
  return {
    path,
    ref,
    ...commit,
    repository: options.repositoryName ?? (await nameOf(root, top === undefined ? undefined : here)),
    message: await git(['log', '-1', '--format=%B', commit.sha], own),
  }
}

async function chooseCommit(
  options: Pick<RunOptions, 'sha' | 'ref' | 'out'>,
  place: {
    readonly top: string | undefined
    readonly root: string
    readonly here: GitOptions
    readonly own: GitOptions
  },
): Promise<Pick<Source, 'sha' | 'note'>> {
  const { top, root, here, own } = place
  const resolveCommit = (revision: string): Promise<string | undefined> =>
    tryGit(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], here)
  if (top === undefined) {
    if (options.sha !== undefined) throw new RefusedError([`${root} is no git repository: it has no ${options.sha}.`])
    return {
      sha: await snapshot(root, undefined, options.out, own),
      note: `${root} is no git repository: its files are the commit of this run.`,
    }
  }
  const named = options.sha ?? options.ref
  const found = named === undefined ? undefined : await resolveCommit(named)
  if (options.sha !== undefined) {
    if (found === undefined) throw new RefusedError([`There is no commit ${options.sha} in ${root}.`])
    return { sha: found }
  }
  const head = await resolveCommit('HEAD')
  // A branch that is not checked out has no changes of its own.
  if (found !== undefined && found !== head) return { sha: found }
  const dirty =
    (await git(['status', '--porcelain', '--', ...exceptRuns(root, options.out)], { ...here, cwd: root })) !== ''
  if (head !== undefined && !dirty) return { sha: head }
  return {
    sha: await snapshot(root, head, options.out, own),
    note: 'Changes that are not committed are part of this run.',
  }
}

/** The files of a directory, those that git ignores left out, as a commit on top of `parent`. */
async function snapshot(root: string, parent: string | undefined, out: string, own: GitOptions): Promise<string> {
  const env = {
    ...own.env,
    ...AUTHOR,
    GIT_DIR: own.cwd,
    GIT_WORK_TREE: root,
    GIT_INDEX_FILE: join(own.cwd, 'run-index'),
  }
  const options: GitOptions = { cwd: root, env }
  if (parent !== undefined) await git(['read-tree', parent], options)
  await git(['-c', 'advice.addEmbeddedRepo=false', 'add', '--all', '--', ...exceptRuns(root, out)], options)
  const tree = await git(['write-tree'], options)
  return git(
    ['commit-tree', tree, ...(parent === undefined ? [] : ['-p', parent]), '-m', 'Files as they are now'],
    options,
  )
}

/** All paths but those of this runner's own directories. */
function exceptRuns(root: string, out: string): readonly string[] {
  const inside = relative(root, realpathSync(out))
  const excluded = ['.ml-actions', ...(inside === '' || inside.startsWith('..') ? [] : [inside])]
  return ['.', ...excluded.map((path) => `:(exclude)${path}`)]
}

/** Lets the run's repository read the user's objects, and know the user's branches and tags. */
async function shareObjects(path: string, here: GitOptions): Promise<void> {
  const common = resolve(here.cwd, await git(['rev-parse', '--git-common-dir'], here))
  mkdirSync(join(path, 'objects', 'info'), { recursive: true })
  writeFileSync(join(path, 'objects', 'info', 'alternates'), `${join(common, 'objects')}\n`)
  const shallow = join(common, 'shallow')
  if (existsSync(shallow)) copyFileSync(shallow, join(path, 'shallow'))
  const refs = await git(['for-each-ref', '--format=create %(refname) %(objectname)', 'refs/heads', 'refs/tags'], here)
  if (refs === '') return
  const packed = refs
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, name, id]) => `${id} ${name}`)
  writeFileSync(join(path, 'packed-refs'), `${packed.join('\n')}\n`)
}

async function currentBranch(here: GitOptions): Promise<string> {
  return (await tryGit(['symbolic-ref', '--quiet', '--short', 'HEAD'], here)) ?? 'main'
}

function fullRef(ref: string): string {
  return ref.startsWith('refs/') ? ref : `refs/heads/${ref}`
}

async function nameOf(root: string, here: GitOptions | undefined): Promise<string> {
  const url = here === undefined ? undefined : await tryGit(['config', '--get', 'remote.origin.url'], here)
  const name = /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url ?? '')?.[1]
  return name ?? `local/${basename(root)}`
}

/** Variables of an outer git (a hook, say) would point ours at another repository. */
function withoutGitVariables(env: RunOptions['env']): RunOptions['env'] {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|PREFIX)$/.test(name)),
  )
}
