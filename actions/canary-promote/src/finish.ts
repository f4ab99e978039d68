import type { Result } from './conclude.ts'
import { runName } from './connect.ts'
import type { Reason } from './definition.ts'
import { type Insistence, insist } from './insist.ts'
import { goBack, type Job, note, standing, wentBack } from './job.ts'
import type { Prepared } from './prepare.ts'
import type { Session } from './session.ts'
import { type BackOptions, returnTraffic } from './traffic/go-back.ts'
import { promote } from './traffic/promote.ts'
import { createVerifier } from './verify.ts'
import { settleTime, type WatchEnd, type Watched } from './watch.ts'

// The platform ends a cancelled step after ten seconds: one write and one record must fit into them.
const CANCEL_PATIENCE_MS = 4_000
const AGAIN_MS = 1_000

/** Does what the end of a watch asks for. */
export async function finish(
  job: Job,
  session: Session,
  prepared: Prepared,
  back: BackOptions,
  watched: Watched,
  end: WatchEnd,
): Promise<Result> {
  const returned = async (verdict: 'fail' | 'inconclusive', reason: Reason, message: string): Promise<Result> => {
    await goBack(job, back, message)
    return { ...wentBack(session, verdict, reason, `Went back: ${message}.`), outcome: 'went-back' }
  }
  switch (end.kind) {
    case 'promote':
      return promoteNow(job, session, prepared, watched)
    case 'go-back': {
      const harmful = end.reason === 'errors-harm' || end.reason === 'latency-harm' || end.reason === 'canary-unhealthy'
      return returned(harmful ? 'fail' : 'inconclusive', end.reason, end.message)
    }
    case 'inconclusive':
      if (job.settings.onInconclusive === 'go-back') return returned('inconclusive', end.reason, end.message)
      return {
        ...standing(session),
        verdict: 'inconclusive',
        reason: end.reason,
        message: `${end.message}; the canary keeps ${session.state.weight} % of the traffic, and nobody watches it until the next run continues.`,
        outcome: 'held',
      }
    case 'route-not-accepted':
      return returned('fail', 'route-not-accepted', end.message)
    case 'superseded':
      return returned('inconclusive', 'superseded', end.message)
    case 'stopped':
      return stopped(job, session, back)
  }
}

/** Cancelled: the one write that matters now, the rest is left to the post step. Lease lost: nothing may be written. */
async function stopped(job: Job, session: Session, back: BackOptions): Promise<Result> {
  if (session.lost.aborted)
    return {
      ...standing(session),
      verdict: 'fail',
      reason: 'superseded',
      message: 'The lease was lost to another run.',
    }
  await returnTraffic({ ...back, patienceMs: CANCEL_PATIENCE_MS }, 'the run was cancelled')
  note(job, 0, 'go-back', 'the run was cancelled')
  job.services.log.info('Stable has all traffic again; the post step removes the canary.')
  return {
    ...standing(session),
    verdict: 'fail',
    reason: 'cancelled',
    message: 'The run was cancelled; stable has all traffic again.',
    outcome: 'went-back',
    unfinished: true,
  }
}

/** Promotes, and tells how it went. */
export async function promoteNow(job: Job, session: Session, prepared: Prepared, watched: Watched): Promise<Result> {
  const { inputs, services, settings, connected } = job
  const { canary } = prepared.state
  const verify = createVerifier(watched)
  const insistence: Insistence = {
    clock: services.clock,
    patienceMs: inputs['rollout-timeout'],
    everyMs: AGAIN_MS,
    say: (said) =>
      services.log.info(`The cluster does not answer (${said}); the promotion goes on as soon as it does.`),
    signal: services.signal,
  }
  const outcome = await services.log.phase(`Promote ${canary.image}`, () =>
    // A promotion goes on from wherever it was interrupted.
    insist(insistence, () =>
      promote({
        cluster: connected.cluster,
        route: prepared.route,
        session,
        log: services.log,
        clock: services.clock,
        takeOver: session.state.phase === 'canary' && settings.steps.includes(100),
        rolloutTimeoutMs: inputs['rollout-timeout'],
        acceptMs: inputs['rollout-timeout'],
        drainMs: settleTime(settings.intervalMs),
        verify,
        moved: (weight) => {
          const nowMs = services.clock.now()
          const change = { atMs: nowMs, settledMs: nowMs + settleTime(settings.intervalMs), weight }
          watched.timeline.weights.push(change)
          job.journal.moved(change)
          note(job, weight, 'promote', `the canary has ${weight} % of the traffic`)
        },
        run: runName(services.context),
        signal: watched.signal,
      }),
    ),
  )
  if (outcome.kind === 'promoted') {
    return {
      verdict: 'pass',
      reason: 'promoted',
      message: `${canary.image} is stable now and has all traffic.`,
      serving: session.state.stable,
      weight: 0,
      outcome: 'promoted',
    }
  }
  note(job, session.state.weight, 'promote', outcome.message)
  return {
    ...standing(session),
    verdict: 'fail',
    reason: 'promotion-blocked',
    message: outcome.message,
    outcome: 'held',
  }
}
