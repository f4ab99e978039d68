import { constants } from 'node:fs'
import { access, chmod, type FileHandle, lstat, mkdir, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { KernelLock } from './kernel-lock.ts'

/** Why a directory can't hold leases. */
export type DirectoryProblem =
  | 'missing'
  | 'symlink'
  | 'not-a-directory'
  | 'unwritable'
  | 'unsafe'
  | 'no-lock-tool'
  | 'lock-damaged'
  | 'lock-busy'

export class LeaseDirectoryError extends Error {
  override readonly name = 'LeaseDirectoryError'
  readonly problem: DirectoryProblem
  constructor(problem: DirectoryProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

/** Enough for 64 jobs that end in the same second. */
const LOCK_LIMIT_MS = 30_000
const STICKY = 0o1000
const FOR_OTHERS = 0o002

/**
 * Makes sure that a directory can hold leases; creates it, open to all users of the host like `/tmp`, when its parent is there.
 * @throws LeaseDirectoryError naming what is wrong and what to do.
 */
export async function openLeaseDirectory(path: string): Promise<void> {
  let found = await lstat(path).catch(ignore)
  if (found === undefined) {
    await create(path)
    found = await lstat(path).catch(ignore)
  }
  if (found === undefined) throw new LeaseDirectoryError('missing', `${path} could not be created.`)
  if (found.isSymbolicLink()) {
    throw new LeaseDirectoryError(
      'symlink',
      `${path} is a symbolic link. Name the directory that it leads to, so that all runners of the host mean the same one.`,
    )
  }
  if (!found.isDirectory()) throw new LeaseDirectoryError('not-a-directory', `${path} is not a directory.`)
  if ((found.mode & FOR_OTHERS) !== 0 && (found.mode & STICKY) === 0) {
    throw new LeaseDirectoryError(
      'unsafe',
      `Every user may remove the leases of others in ${path}: run \`chmod +t\` on it.`,
    )
  }
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK).catch(() => {
    throw new LeaseDirectoryError(
      'unwritable',
      `This user may not write to ${path}: give all runners of the host the right to.`,
    )
  })
}

async function create(path: string): Promise<void> {
  const parent = await stat(dirname(path)).catch(ignore)
  if (parent === undefined) throw new LeaseDirectoryError('missing', `${dirname(path)} does not exist.`)
  try {
    await mkdir(path)
    // Past the umask.
    await chmod(path, 0o1777)
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return
    if (hasCode(error, 'ENOTDIR'))
      throw new LeaseDirectoryError('not-a-directory', `${dirname(path)} is not a directory.`)
    throw new LeaseDirectoryError('unwritable', `${path} does not exist and can’t be created by this user.`)
  }
}

/** What keeps two jobs from deciding at the same time. */
export interface Exclusion {
  /** Waits until nobody else decides; the function returned lets the next one in. */
  readonly enter: (directory: string, lock: KernelLock, signal?: AbortSignal) => Promise<() => Promise<void>>
  /** Gives a file its final name; fails when there is one already. */
  readonly publish: (from: string, to: string) => Promise<void>
  /** Whether only the first in the queue decides. */
  readonly turns: 'queued' | 'anytime'
}

/** An exclusive kernel lock on the file `lock` of the directory. */
export async function enterDirectory(
  directory: string,
  lock: KernelLock,
  signal?: AbortSignal,
): Promise<() => Promise<void>> {
  const path = join(directory, 'lock')
  for (;;) {
    const file = await openLockFile(path)
    try {
      if ((await lock.exclusive(file.fd, LOCK_LIMIT_MS, signal)) === 'busy') {
        throw new LeaseDirectoryError(
          'lock-busy',
          `${path} is locked by another process for more than ${LOCK_LIMIT_MS / 1000} s.`,
        )
      }
      const [locked, named] = [await file.stat(), await stat(path).catch(ignore)]
      // Somebody removed the file meanwhile: the lock that counts is on the present one.
      if (named?.ino === locked.ino && named.dev === locked.dev) return () => file.close()
    } catch (error) {
      await file.close()
      throw error
    }
    await file.close()
  }
}

async function openLockFile(path: string): Promise<FileHandle> {
  for (;;) {
    try {
      const file = await openPlainly(path)
      if ((await file.stat()).isFile()) return file
      await file.close()
      throw new LeaseDirectoryError('lock-damaged', `${path} is not a regular file. Remove it.`)
    } catch (error) {
      if (hasCode(error, 'ELOOP'))
        throw new LeaseDirectoryError('lock-damaged', `${path} is a symbolic link. Remove it.`)
      if (hasCode(error, 'EACCES'))
        throw new LeaseDirectoryError('lock-damaged', `This user may not read ${path}: run \`chmod 644\` on it.`)
      if (!hasCode(error, 'ENOENT')) throw error
    }
    try {
      // Reading is enough to lock it, so nobody needs to write another user's file.
      const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o644)
      await file.chmod(0o644)
      await file.close()
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    }
  }
}

/** Opens for reading what is really there: no link is followed, no pipe is waited for. */
export function openPlainly(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
}

export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}

function ignore(): undefined {
  return undefined
}
