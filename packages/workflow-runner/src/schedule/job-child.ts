import { fork } from 'node:child_process'
import type { FromJob, JobEnd, JobRequest, ToJob } from '../job/request.ts'
import { killTracked, killTree } from '../processes/kill.ts'
import type { RunEvent } from '../types.ts'
import type { JobEntry } from './run-plan.ts'

/** A job's process, seen from its parent. */
export interface JobChild {
  /** Resolves when the process and all it started are gone. Rejects when it died without a result. */
  readonly ended: Promise<JobEnd>
  /** Cancels the job as GitHub does. */
  cancel(): void
}

/** What GitHub grants a cancelled job before it ends it by force (github/docs, workflow cancellation). */
const CANCEL_LIMIT_MS = 5 * 60_000
const KEPT_STDERR = 4_000

/**
 * Starts a process for a job, in a session of its own: a Ctrl-C in the terminal reaches the parent alone, which then
 * cancels in order. The child ends itself when this process is gone.
 */
export function startJobChild(entry: JobEntry, request: JobRequest, onEvent: (event: RunEvent) => void): JobChild {
  const child = fork(entry.path, [...entry.args], {
    execPath: request.node,
    execArgv: [],
    env: { ...request.env, ...entry.env },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let stderr = ''
  let end: JobEnd | undefined
  let limit: NodeJS.Timeout | undefined
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR)
  })
  child.on('message', (message: FromJob) => {
    if (message.type === 'ended') end = message.end
    else for (const event of message.events) onEvent(event)
  })
  const ended = new Promise<JobEnd>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      killTracked(request.trackingId).then(() => {
        if (end !== undefined) resolve(end)
        else
          reject(
            new Error(
              `The job's process ended (${signal ?? `exit code ${code}`}) without a result.\n${stderr}`.trimEnd(),
            ),
          )
      }, reject)
    })
  })
  const send = (message: ToJob): void => {
    if (child.connected) child.send(message)
  }
  send({ type: 'start', request })
  return {
    ended,
    cancel() {
      send({ type: 'cancel' })
      limit ??= setTimeout(() => (child.pid === undefined ? undefined : killTree(child.pid)), CANCEL_LIMIT_MS)
    },
  }
}
