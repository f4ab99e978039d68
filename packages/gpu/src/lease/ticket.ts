import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { openPlainly } from './directory.ts'
import type { KernelLock } from './kernel-lock.ts'
import { tickets } from './survey.ts'

/** A place in the queue, held by a kernel lock of this process: whoever dies leaves the queue at once. */
export interface Ticket {
  readonly name: string
  /** Those that came before and are not known to be gone, nearest last. */
  before(): Promise<readonly string[]>
  /** Waits until the one that came just before is gone. */
  waitFor(name: string, timeoutMs: number, signal?: AbortSignal): Promise<void>
  /** Leaves the queue. */
  close(): Promise<void>
}

/** Takes the next place. To be called while nobody else decides. */
export async function takeTicket(directory: string, lock: KernelLock): Promise<Ticket> {
  const last = Number((await tickets(directory)).at(-1)?.slice(0, 12) ?? 0)
  const name = `${String(last + 1).padStart(12, '0')}-${randomBytes(6).toString('hex')}.ticket`
  const path = join(directory, name)
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o644)
  await file.chmod(0o644)
  await lock.takeAll([file.fd])
  const gone = new Set<string>()
  return {
    name,
    before: async () => (await tickets(directory)).filter((other) => other < name && !gone.has(other)),
    async waitFor(other, timeoutMs, signal) {
      let theirs: FileHandle
      try {
        theirs = await openPlainly(join(directory, other))
      } catch {
        gone.add(other)
        return
      }
      try {
        if ((await lock.shared(theirs.fd, timeoutMs, signal)) === 'locked') {
          gone.add(other)
          // A dead one's ticket; another user's stays and harms nobody.
          await unlink(join(directory, other)).catch(() => undefined)
        }
      } finally {
        await theirs.close()
      }
    },
    async close() {
      await unlink(path).catch(() => undefined)
      await file.close()
    },
  }
}
