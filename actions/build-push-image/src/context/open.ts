import { readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UserError } from '@ml-actions/action'
import type { Reason } from '../reasons.ts'
import { parseIgnoreFile } from './ignore.ts'
import { type ContextEntry, walkContext } from './walk.ts'

/** A build context: where it is, what is in it, and its Dockerfile. */
export interface Context {
  readonly root: string
  readonly entries: readonly ContextEntry[]
  readonly dockerfile: {
    readonly source: string
    /** Its name in the archive that is sent. */
    readonly path: string
    /** As users know it. */
    readonly shown: string
  }
}

const MAX_DOCKERFILE_BYTES = 1024 * 1024
/** The Dockerfile's place in the archive when it lies outside the context. */
const OUTSIDE = '.ml-actions.Dockerfile'

/** Reads a context and its Dockerfile. Throws `UserError` `context-unreadable`. */
export function openContext(root: string, dockerfile: string | undefined): Context {
  const path = dockerfile === undefined ? join(root, 'Dockerfile') : resolve(dockerfile)
  const source = read(path, `There is no Dockerfile at ${path}.`)
  if (source.length > MAX_DOCKERFILE_BYTES) throw unreadable(`${path} is larger than 1 MiB.`)
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw unreadable(`${root} is not a directory.`)
  const inside = relative(root, path)
  try {
    const entries = walkContext(root, parseIgnoreFile(ignoreText(root, path)))
    return { root, entries, dockerfile: { source, path: inside.startsWith('..') ? OUTSIDE : inside, shown: path } }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw unreadable(`The context ${root} can't be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

/** `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` of the context: BuildKit's order. */
function ignoreText(root: string, dockerfile: string): string {
  for (const path of [`${dockerfile}.dockerignore`, join(root, '.dockerignore')]) {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return readFileSync(path, 'utf8')
  }
  return ''
}

function read(path: string, missing: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw unreadable(missing)
  }
}

function unreadable(what: string): UserError {
  return new UserError({
    reason: 'context-unreadable' satisfies Reason,
    what,
    fix: 'Check `context` and `dockerfile`.',
  })
}
