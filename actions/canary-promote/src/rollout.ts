import { FIELD_MANAGER } from '@ml-actions/kubernetes'
import { checkRegistry } from './attest.ts'
import type { Result } from './conclude.ts'
import { runName } from './connect.ts'
import { toldOf, watchOver, wentOff } from './dead-man/watch-over.ts'
import { finish, promoteNow } from './finish.ts'
import { firstSight } from './first-sight.ts'
import { backOptions, goBack, type Job, plan, STATE, standing, watchedOfJob, wentBack } from './job.ts'
import { type Prepared, prepare, startOf } from './prepare.ts'
import type { Session } from './session.ts'
import { type BackOptions, finishGoingBack } from './traffic/go-back.ts'
import { undoPromotion } from './traffic/undo-promotion.ts'
import { watch } from './watch.ts'

/** Continues a release from wherever it stands, under its Lease. */
export async function carryOn(job: Job, session: Session): Promise<Result> {
  const { inputs, settings, services, connected } = job
  const prepared = await prepare(
    connected.cluster,
    connected.namespace,
    inputs,
    session.state,
    settings,
    services,
    session.epoch,
  )
  const back = backOptions(job, session, prepared)
  services.saveState(STATE, 'open')
  switch (session.state.phase) {
    case 'going-back': {
      const step = wentOff(session.state)
      await services.log.phase('Finish going back', () => finishGoingBack(back, 'finished by a later run'))
      if (step !== undefined) {
        const message = `The run before stopped without a word. ${toldOf(step)}; stable serves alone, the canary is removed.`
        return { ...wentBack(session, 'fail', 'dead-man', message), outcome: 'went-back' }
      }
      return wentBack(
        session,
        'inconclusive',
        'cleaned-up',
        'An earlier run had begun to go back; stable serves alone again.',
      )
    }
    case 'promoting':
      if (inputs.mode === 'abort') return abortPromotion(job, session, back)
      return promoteNow(job, session, prepared, watchedOfJob(job, session, prepared))
    case 'idle':
    case 'canary':
      break
  }
  if (inputs.mode === 'abort') {
    await goBack(job, back, '`mode: abort`')
    return wentBack(session, 'inconclusive', 'aborted', 'The canary was sent back on request; stable serves alone.')
  }
  await checkRegistry(prepared.state.canary.image, inputs, services)
  // The server says now what it would refuse later, when the canary has all the traffic.
  const { manifest } = prepared.state.canary
  const applied = { ...manifest, metadata: { ...manifest.metadata, namespace: connected.namespace } }
  await connected.cluster.apply(applied, { fieldManager: FIELD_MANAGER, dryRun: true })
  return judge(job, session, prepared, back)
}

/** Half-way a promotion can still be taken back, as long as the release before is on record. */
async function abortPromotion(job: Job, session: Session, back: BackOptions): Promise<Result> {
  const { inputs, services, connected } = job
  const trouble = await services.log.phase('Put the release before back', () =>
    undoPromotion({
      cluster: connected.cluster,
      session,
      log: services.log,
      clock: services.clock,
      rolloutTimeoutMs: inputs['rollout-timeout'],
      signal: AbortSignal.any([services.signal, session.lost]),
    }),
  )
  if (trouble !== undefined) {
    const message = `The release before can't be put back: ${trouble}. Nothing was moved; without \`mode: abort\` the promotion continues.`
    return { ...standing(session), verdict: 'fail', reason: 'promotion-blocked', message, outcome: 'held' }
  }
  await goBack(job, back, '`mode: abort`')
  return wentBack(session, 'inconclusive', 'aborted', 'The promotion was taken back on request; stable serves alone.')
}

async function judge(job: Job, session: Session, prepared: Prepared, back: BackOptions): Promise<Result> {
  const { settings, services } = job
  const configured = await prepared.route.weight()
  if (configured !== undefined && configured !== session.state.weight)
    await session.update({ weight: configured }, 'resume', `the route says ${configured} %`)
  const unwatched = await watchOver(job, session, prepared)
  if (unwatched !== undefined) return notArmed(job, session, back, unwatched)
  const watched = watchedOfJob(job, session, prepared)
  const { history, trouble } = await firstSight(watched)
  if (trouble !== undefined && session.state.weight === 0) {
    const message = `Metrics of both arms can't be read, so nothing was moved: ${trouble}.`
    return { ...standing(session), verdict: 'inconclusive', reason: 'metrics-unavailable', message }
  }
  plan(job, history)
  if (startOf(session.state) < 0) await session.update({}, 'start', `by ${runName(services.context)}`)
  const end = await services.log.phase(
    `Watch ${job.inputs.workload}-canary, look every ${settings.intervalMs / 1000} s`,
    () =>
      watch({
        ...watched,
        move: async (weight, message) => {
          await session.update({ weight }, 'advance', message)
          await prepared.route.setWeight(weight)
          return prepared.route.accepted(job.inputs['rollout-timeout'], watched.signal)
        },
      }),
  )
  return finish(job, session, prepared, back, watched, end)
}

/** Nobody would put the traffic back if this run were lost: the canary gets none, and keeps none. */
async function notArmed(job: Job, session: Session, back: BackOptions, why: string): Promise<Result> {
  const fix = 'The README holds the account and the Role that it needs; `dead-man: off` goes on without it.'
  const result = { verdict: 'inconclusive', reason: 'dead-man-not-armed' } as const
  if (session.state.weight === 0)
    return {
      ...standing(session),
      ...result,
      message: `The dead man’s switch can't be armed, so nothing was moved: ${why}. ${fix}`,
    }
  await goBack(job, back, `the dead man’s switch can't be armed: ${why}`)
  const message = `Went back, since the dead man’s switch can't be armed: ${why}. ${fix}`
  return { ...standing(session), weight: 0, ...result, message, outcome: 'went-back' }
}
