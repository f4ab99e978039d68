import { killRunning } from '../processes/execute.ts'
import { killTracked } from '../processes/kill.ts'
import type { RunEvent } from '../types.ts'
import type { FromJob, JobRequest, ToJob } from './request.ts'
import { runJob } from './run-job.ts'

/**
 * Makes this process a job's process: takes its orders from the parent that forked it, and ends everything it started,
 * and itself, when the parent is gone.
 */
export function serveJob(): void {
  const cancelled = new AbortController()
  let request: JobRequest | undefined
  process.on('disconnect', () => {
    killRunning()
    const exit = (): void => process.exit(1)
    if (request === undefined) exit()
    else killTracked(request.trackingId).then(exit, exit)
  })
  process.on('message', (message: ToJob) => {
    if (message.type === 'cancel') {
      cancelled.abort()
    } else {
      request = message.request
      run(message.request, cancelled.signal)
    }
  })
}

function run(request: JobRequest, cancelled: AbortSignal): void {
  const events = new Outbox()
  runJob(request, (event) => events.add(event), cancelled).then(
    (end) => {
      events.flush()
      send({ type: 'ended', end }, () => process.exit(0))
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`, () => process.exit(70))
    },
  )
}

/** Gathers what happens within one turn of the event loop: a flood of lines would choke on a message for each. */
class Outbox {
  #events: RunEvent[] = []

  add(event: RunEvent): void {
    if (this.#events.length === 0) setImmediate(() => this.flush())
    this.#events.push(event)
  }

  flush(): void {
    const events = this.#events
    this.#events = []
    if (events.length > 0) send({ type: 'events', events })
  }
}

function send(message: FromJob, sent?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, sent)
}
