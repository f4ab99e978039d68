import type { ReleaseState } from '@ml-actions/kubernetes'
import type { Result } from './conclude.ts'
import { type Job, plan, watchedOf } from './job.ts'
import { prepare } from './prepare.ts'
import { evidenceUntil, readMetrics, type WatchEnd, watch } from './watch.ts'

/** Looks and tells, and changes nothing: `observe` watches a canary that others move, `plan` only makes the forecast. */
export async function lookOn(job: Job, state: ReleaseState): Promise<Result> {
  const { inputs, services, settings, connected } = job
  // Nothing has to be put back afterwards: a cancelled run waits for no answer.
  const { early: cluster, namespace } = connected
  const prepared = await prepare(cluster, namespace, inputs, state, settings, services)
  const weight = (await prepared.route.weight()) ?? 0
  const watched = watchedOf(job, cluster, prepared, { ...state, weight }, services.signal)
  const trouble = await readMetrics(watched, watched.timeline.startMs)
  const standing = { serving: state.stable, weight }
  if (trouble !== undefined) {
    const message = `Metrics can't be read: ${trouble}`
    return { ...standing, verdict: 'inconclusive', reason: 'metrics-unavailable', message }
  }
  plan(job, evidenceUntil(watched, 0))
  if (inputs.mode === 'plan')
    return { ...standing, verdict: 'pass', reason: 'planned', message: 'The plan is in the log and in the summary.' }
  const end = await services.log.phase(`Watch ${inputs.workload}-canary without touching it`, () => watch(watched))
  return { ...standing, ...told(end) }
}

function told(end: WatchEnd): Pick<Result, 'verdict' | 'reason' | 'message'> {
  switch (end.kind) {
    case 'promote':
      return { verdict: 'pass', reason: 'would-promote', message: `Would promote now: ${end.message}.` }
    case 'go-back': {
      const harmful = end.reason.endsWith('-harm') || end.reason === 'canary-unhealthy'
      const message = `Would go back now (${end.reason}): ${end.message}.`
      return { verdict: harmful ? 'fail' : 'inconclusive', reason: 'would-go-back', message }
    }
    case 'inconclusive':
      return { verdict: 'inconclusive', reason: end.reason, message: end.message }
    case 'superseded':
    case 'route-not-accepted':
      return { verdict: 'inconclusive', reason: end.kind, message: end.message }
    case 'stopped':
      return { verdict: 'fail', reason: 'cancelled', message: 'The run was cancelled; nothing was touched.' }
  }
}
