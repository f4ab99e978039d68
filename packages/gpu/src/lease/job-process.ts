import { readFile } from 'node:fs/promises'
import { type ProcessIdentity, parentOf, type Standpoint, startTimeOf } from './process.ts'

/** The process that lives as long as the job, and how it was recognised. */
export interface JobProcess extends ProcessIdentity {
  readonly name: string
  /** `worker`: GitHub's runner. `runner`: another runner that marks its steps. `container`: the job's container. `ancestor`: a guess. */
  readonly kind: 'worker' | 'runner' | 'container' | 'ancestor'
}

/**
 * Walks up from this process: `Runner.Worker` is one process per job (actions/runner); any runner marks what it starts by
 * `RUNNER_TRACKING_ID`, so the first ancestor without this mark is the job's process; in a job container the walk ends
 * outside, and its first process lives as long as the job.
 */
export async function findJobProcess(here: Standpoint, trackingId: string): Promise<JobProcess> {
  const above: number[] = []
  for (let pid = await parentOf(here.self.pid); pid !== undefined && pid > 0; pid = await parentOf(pid)) above.push(pid)
  for (const pid of above) {
    if ((await nameOf(pid)) === 'Runner.Worker') return identify(pid, 'worker')
  }
  if (trackingId !== '') {
    for (const pid of above) {
      const marked = await isMarked(pid, trackingId)
      if (marked === undefined) break
      if (!marked && pid > 1) return identify(pid, 'runner')
    }
  }
  // A process that was brought in from outside (`docker exec`) has no ancestor here.
  if (!above.includes(1) && (await startTimeOf(1)) !== undefined && here.namespace !== undefined) {
    return identify(1, 'container')
  }
  // Rather one that lives too long than one that ends with this step: post gives the lease back in any case.
  return identify(above.filter((pid) => pid > 1).at(-1) ?? here.self.pid, 'ancestor')
}

async function identify(pid: number, kind: JobProcess['kind']): Promise<JobProcess> {
  return { pid, startTime: (await startTimeOf(pid)) ?? '', name: await nameOf(pid), kind }
}

async function nameOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
}

/** `undefined` when the process is another user's. */
async function isMarked(pid: number, trackingId: string): Promise<boolean | undefined> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => undefined)
  return environment?.split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`)
}
