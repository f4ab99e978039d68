/** One set of services on a machine: the clone they belong to, and one command at a time. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { within } from '../support/within.ts'
import { startOf } from './daemon.ts'
import { running, SERVICE_NAMES, STATE } from './endpoints.ts'
import { ServiceError } from './service.ts'

const OWNER = join(STATE, 'owner')
/** Not in the state, which `down` removes. */
const LOCK = '/run/lock/ml-actions-services'
const LONGEST_COMMAND_MS = 30 * 60_000

/** The clone whose services are on this machine; undefined when there are none. */
export async function owner(): Promise<string | undefined> {
  return readFile(OWNER, 'utf8').catch(() => undefined)
}

/** Makes this clone the owner. Throws who it is when another one's services are here. */
export async function claim(clone: string): Promise<void> {
  await mkdir(STATE, { recursive: true })
  const other = await owner()
  if (other === clone) return
  // A clone that was removed can't bring its services down any more.
  if (other !== undefined && existsSync(other) && (await anyRunning()))
    throw new ServiceError(`The services on this machine belong to the clone in ${other}.`, {
      fix: `Run \`npm run services -- down\` there, then again what you wanted here.`,
    })
  await writeFile(OWNER, clone)
}

async function anyRunning(): Promise<boolean> {
  const found = await Promise.all(SERVICE_NAMES.map((name) => running(name).catch(() => true)))
  return found.some((each) => each !== undefined)
}

/** Does something while no other command of this kind does on this machine. */
export async function alone<Result>(work: () => Promise<Result>, log: (line: string) => void): Promise<Result> {
  // Where no init ran, as in a container, nobody has made it.
  await mkdir(dirname(LOCK), { recursive: true })
  if (!(await takeLock())) {
    log('waiting for another `npm run services` to end')
    if (!(await within(LONGEST_COMMAND_MS, takeLock)))
      throw new ServiceError(`Another \`npm run services\` does not end; ${LOCK} names its process id.`)
  }
  try {
    return await work()
  } finally {
    await rm(LOCK, { force: true })
  }
}

async function takeLock(): Promise<boolean> {
  const [pid = '', since = ''] = (await readFile(LOCK, 'utf8').catch(() => '')).split(' ')
  if (pid !== '' && startOf(Number(pid)) !== since) await rm(LOCK, { force: true })
  try {
    await writeFile(LOCK, `${process.pid} ${startOf(process.pid) ?? ''}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
