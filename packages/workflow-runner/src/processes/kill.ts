import { setTimeout as wait } from 'node:timers/promises'
import { descendants, processesWith } from './find.ts'

/** What every process of a job inherits; a step that wants one to outlive the job starts it without. */
export const TRACKING_VARIABLE = 'RUNNER_TRACKING_ID'

/** Sends a signal; a process that is gone already is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // ESRCH: it has ended.
  }
}

/** Kills a process, its group and everything it started. */
export function killTree(pid: number): void {
  const below = descendants(pid)
  signalProcess(-pid, 'SIGKILL')
  for (const id of [...below, pid]) signalProcess(id, 'SIGKILL')
}

/** Kills whatever a job left running. Returns the pids found. */
export async function killTracked(trackingId: string): Promise<readonly number[]> {
  const found = new Set<number>()
  // A process may fork while the table is read: look until a look finds nothing.
  for (let look = 0; look < 10; look++) {
    const pids = processesWith(TRACKING_VARIABLE, trackingId).filter((pid) => pid !== process.pid)
    if (pids.length === 0) break
    for (const pid of pids) {
      found.add(pid)
      signalProcess(pid, 'SIGKILL')
    }
    await wait(20)
  }
  return [...found]
}
