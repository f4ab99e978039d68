import {
  type DiagnosisOptions,
  type Doom,
  diagnose,
  isDeployment,
  missedDeadline,
  type RolloutState,
  watchRollout,
  withLog,
} from '@ml-actions/kubernetes'
import type { Job } from './job.ts'

/** How a watched rollout ended. */
export type Outcome =
  | { readonly kind: 'complete'; readonly ready: number }
  | { readonly kind: 'doomed'; readonly doom: Doom; readonly logLines: readonly string[] }

const LOG_LINES = 25
const LOG_BYTES = 64 * 1024

/** What was there before a rollout, and therefore says nothing about it. */
export type Before = Pick<DiagnosisOptions, 'earlierEvents' | 'earlierDeadline'>

/** Notes what is there before the rollout of Deployment `name`. */
export async function beforeRollout(job: Job, name: string): Promise<Before> {
  const { cluster, namespace } = job
  const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Event' }, { namespace })
  const found = await cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace })
  const deadline = found !== undefined && isDeployment(found) ? missedDeadline(found) : undefined
  return {
    earlierEvents: new Set(items.flatMap(({ metadata }) => (metadata.uid === undefined ? [] : [metadata.uid]))),
    ...(deadline === undefined ? {} : { earlierDeadline: deadline }),
  }
}

/**
 * Watches the rollout of Deployment `name` until it is complete or doomed, or `timeout` is over. `isOneOfMany` says that its
 * cluster's watches are shared with those of others.
 */
export async function watchToEnd(job: Job, name: string, before: Before, isOneOfMany = false): Promise<Outcome> {
  const { services, namespace, cluster } = job
  const startedAt = services.clock.now()
  const stop = new AbortController()
  let said = ''
  try {
    for await (const objects of watchRollout(
      cluster,
      { namespace, name, isOneOfMany },
      AbortSignal.any([stop.signal, services.signal]),
    )) {
      const now = services.clock.now()
      const state = diagnose(objects, { ...before, now, overdue: now - startedAt > job.inputs.timeout })
      if (state.phase === 'complete') return { kind: 'complete', ready: state.ready }
      if (state.phase === 'doomed') {
        const logLines = await lastLines(job, state.doom)
        return { kind: 'doomed', doom: withLog(state.doom, logLines), logLines }
      }
      said = say(job, name, state, said)
    }
  } finally {
    stop.abort()
  }
  services.signal.throwIfAborted()
  throw new Error(`the watch of Deployment/${name} ended by itself`)
}

// A line for each new thing it waits for, none for each second it waits.
function say(job: Job, name: string, state: RolloutState & { phase: 'progressing' }, said: string): string {
  const line = `${name}: ${state.ready}/${state.wanted} ready, ${state.message}`
  if (line !== said) job.services.log.info(line)
  return line
}

/** The last log lines of the container that doomed a rollout; none where it never ran. */
async function lastLines(job: Job, doom: Doom): Promise<readonly string[]> {
  if (doom.logs === undefined) return []
  const { pod, container, previous } = doom.logs
  for (const which of [previous, !previous]) {
    try {
      const options = { tailLines: LOG_LINES, limitBytes: LOG_BYTES, previous: which }
      const text = await job.cluster.logs({ namespace: job.namespace, name: pod }, container, options)
      const lines = text.split('\n').filter((line) => line.trim() !== '')
      if (lines.length > 0) return lines.slice(-LOG_LINES)
    } catch {
      // The other instance of the container may still have its log; without any, the diagnosis stands by itself.
    }
  }
  return []
}

/** Says in the log what a rollout failed of. */
export function logDoom(job: Job, doom: Doom, logLines: readonly string[]): void {
  const { log } = job.services
  log.info(`${doom.class}: ${doom.message}`)
  log.info(`What to do: ${doom.advice}`)
  if (logLines.length > 0)
    log.group(`Last log lines of container ${doom.container ?? ''} in pod ${doom.pod ?? ''}`, logLines)
}
