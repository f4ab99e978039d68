import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { enterDirectory, openPlainly } from './directory.ts'
import type { Grant } from './grant.ts'
import { endProcess } from './holder.ts'
import { openKernelLock } from './kernel-lock.ts'
import { parseRecord } from './record.ts'

/** Gives back what one grant holds. A file that meanwhile belongs to another grant is left alone. Returns the devices given back. */
export async function release(
  grant: Grant,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const lock = await openKernelLock(env)
  // A directory that is gone or locked for ever keeps nobody from removing what is his.
  const leave = lock === undefined ? undefined : await enterDirectory(grant.directory, lock).catch(() => undefined)
  try {
    const released: string[] = []
    for (const name of grant.files) {
      const path = join(grant.directory, name)
      const record = await read(path)
      if (record?.id !== grant.id) continue
      await unlink(path)
      released.push(record.device)
    }
    if (grant.holder !== null) await endProcess(grant.holder)
    return released
  } finally {
    await leave?.()
  }
}

async function read(path: string): Promise<ReturnType<typeof parseRecord>> {
  const file = await openPlainly(path).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    return parseRecord(await file.readFile('utf8'))
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}
