import type { ReleaseState, StepRecord } from '@ml-actions/kubernetes'
import type { Job } from '../job.ts'
import type { Prepared } from '../prepare.ts'
import type { Session } from '../session.ts'
import { arm, disarm } from './arm.ts'

// Beside `timeout`: what comes before and after it.
const MARGIN_MS = 600_000

/** Has this run watched over, or tells why that can't be. Nothing may have moved yet. */
export async function watchOver(job: Job, session: Session, prepared: Prepared): Promise<string | undefined> {
  const { inputs, settings, services, connected, journal } = job
  if (inputs['dead-man'] === 'off') {
    journal.deadMan = 'off: where the runner is lost, the canary keeps its share until the next run'
    services.log.warning('`dead-man: off`: where the runner is lost, the canary keeps its share until the next run.')
    return undefined
  }
  const { route } = prepared.state
  if (route === undefined) return 'the release state names no route'
  const armed = await services.log.phase('Arm the dead man’s switch', () =>
    arm({
      cluster: connected.cluster,
      watch: {
        target: session.target,
        route,
        epoch: session.epoch,
        image: inputs['dead-man-image'],
        deadlineSeconds: Math.ceil((inputs.timeout + inputs['rollout-timeout'] + settings.warmUpMs + MARGIN_MS) / 1000),
      },
      clock: services.clock,
      log: services.log,
      timeoutMs: inputs['rollout-timeout'],
      signal: AbortSignal.any([services.signal, session.lost]),
    }),
  )
  if (armed.kind === 'not-armed') return armed.why
  journal.deadMan = `armed: Job ${armed.job}, ${armed.image}`
  services.log.info(`Job/${armed.job} (${armed.image}) gives the traffic back when this run stops without a word.`)
  return undefined
}

/** Ends the watch: the traffic is where it shall stay. One that can't be ended sees that by itself. */
export async function standDown({ inputs, services, connected }: Job, session: Pick<Session, 'target'>): Promise<void> {
  try {
    await disarm(connected.cluster, session.target)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (inputs['dead-man'] === 'on') services.log.info(`The dead man’s switch is not removed: ${why}`)
  }
}

/** What the switch wrote, where it was the last to write. */
export function wentOff({ phase, steps }: ReleaseState): StepRecord | undefined {
  const last = steps.at(-1)
  return phase === 'going-back' && last?.decision === 'dead-man' ? last : undefined
}

/** What it did, for people. */
export function toldOf({ at, message = 'no heartbeat' }: StepRecord): string {
  return `The dead man’s switch put the traffic back at ${at}: ${message}`
}
