import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { endProcess, startHolder } from './holder.ts'
import type { KernelLock } from './kernel-lock.ts'
import type { ProcessIdentity, Standpoint } from './process.ts'
import type { LeaseRecord } from './record.ts'
import type { LeaseRequest } from './request.ts'
import { leaseFile, type Survey } from './survey.ts'

/** What is needed to give devices back. */
export interface Grant {
  readonly id: string
  readonly directory: string
  readonly devices: readonly string[]
  readonly files: readonly string[]
  readonly holder: ProcessIdentity | null
}

interface Situation {
  readonly lock: KernelLock
  readonly here: Standpoint
  readonly survey: Survey
  readonly publish: (from: string, to: string) => Promise<void>
}

const HOLDER_POLL_SECONDS = 2
const LEFTOVER_AGE_MS = 60_000

/**
 * Writes the lease files of one grant. Each is whole, locked and held by a process of its own before it gets its name.
 * To be called while nobody else decides.
 */
export async function grant(devices: readonly string[], request: LeaseRequest, situation: Situation): Promise<Grant> {
  const { directory, owner } = request
  const { lock, here, survey } = situation
  const id = randomBytes(8).toString('hex')
  const uid = process.getuid?.() ?? 0
  const stale = survey.leases
    .filter(({ device, state }) => state === 'dead' && devices.includes(device))
    .map(({ file }) => file)
  for (const name of stale) await unlink(join(directory, name)).catch(() => undefined)
  for (const name of survey.leftovers) await removeOld(join(directory, name))

  const open = await Promise.all(devices.map(() => create(directory)))
  const published: string[] = []
  let holder: ProcessIdentity | null = null
  try {
    const fds = open.map(({ file }) => file.fd)
    await lock.takeAll(fds)
    const seconds = request.pollMs === undefined ? HOLDER_POLL_SECONDS : request.pollMs / 1_000
    holder = await startHolder(owner, fds, request.env, seconds)
    for (const [at, { file, path }] of open.entries()) {
      const device = devices[at] ?? ''
      const record: LeaseRecord = {
        schema: 1,
        id,
        device,
        owner: {
          pid: owner.pid,
          startTime: owner.startTime,
          name: owner.name,
          bootId: here.bootId,
          namespace: here.namespace ?? null,
        },
        holder,
        label: request.label,
        since: new Date().toISOString(),
      }
      await file.writeFile(`${JSON.stringify(record)}\n`)
      await file.sync()
      const name = leaseFile(device, uid)
      await situation.publish(path, join(directory, name))
      published.push(name)
    }
    return { id, directory, devices, files: published, holder }
  } catch (error) {
    for (const name of published) await unlink(join(directory, name)).catch(() => undefined)
    if (holder !== null) await endProcess(holder)
    throw error
  } finally {
    await Promise.all(
      open.map(async ({ file, path }) => {
        await unlink(path).catch(() => undefined)
        await file.close()
      }),
    )
  }
}

/** What an attempt that was killed has left; one that is under way takes much less time. */
async function removeOld(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found !== undefined && Date.now() - found.mtimeMs > LEFTOVER_AGE_MS) await unlink(path).catch(() => undefined)
}

async function create(directory: string): Promise<{ readonly file: FileHandle; readonly path: string }> {
  const path = join(directory, `new-${randomBytes(8).toString('hex')}`)
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o644)
  await file.chmod(0o644)
  return { file, path }
}
