import { readFile, readlink } from 'node:fs/promises'

/** A process that nothing else can be mistaken for, as long as its `/proc` is seen. */
export interface ProcessIdentity {
  /** As this host's (or container's) `/proc` numbers it. */
  readonly pid: number
  /** Clock ticks since boot; tells it from a later process with the same pid. */
  readonly startTime: string
}

/** From where processes are looked at. */
export interface Standpoint {
  readonly bootId: string
  /** The pid namespace; `undefined` when `/proc` shows another one than this process lives in. */
  readonly namespace: string | undefined
  /** This process. */
  readonly self: ProcessIdentity
}

/** @throws when there is no `/proc`, as outside Linux. */
export async function standpoint(): Promise<Standpoint> {
  const [bootId, self, status] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readlink('/proc/self'),
    readFile('/proc/self/status', 'utf8'),
  ])
  // Several numbers: `/proc` belongs to an outer namespace, as after `unshare --pid` without `--mount-proc`.
  const numbers = /^NSpid:\s+(.+)$/m.exec(status)?.[1]?.split(/\s+/) ?? []
  const own = numbers.length === 1 && Number(self) === process.pid
  const pid = Number(self)
  return {
    bootId: bootId.trim(),
    namespace: own ? await readlink('/proc/self/ns/pid') : undefined,
    self: { pid, startTime: (await startTimeOf(pid)) ?? '' },
  }
}

/** When a process started; `undefined` when it is gone, a zombie included. */
export async function startTimeOf(pid: number): Promise<string | undefined> {
  const fields = await stat(pid)
  const state = fields?.[0]
  return state === undefined || state === 'Z' || state === 'X' ? undefined : fields?.[19]
}

/** Whether exactly this process still lives. */
export async function lives({ pid, startTime }: ProcessIdentity): Promise<boolean> {
  return (await startTimeOf(pid)) === startTime
}

export async function parentOf(pid: number): Promise<number | undefined> {
  const parent = (await stat(pid))?.[1]
  return parent === undefined ? undefined : Number(parent)
}

/** The fields of `/proc/PID/stat` after the name, which may itself hold blanks and brackets (proc(5)). */
async function stat(pid: number): Promise<readonly string[] | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
