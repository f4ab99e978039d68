import { type Services, UserError } from '@ml-actions/action'
import { type ReleaseState, readRelease } from '@ml-actions/kubernetes'
import { explainClusterError } from './cluster-errors.ts'
import { conclude, type Result } from './conclude.ts'
import { connect, takeLease } from './connect.ts'
import type { Conclusion, Inputs } from './definition.ts'
import { type Job, STATE } from './job.ts'
import { createJournal, type Journal } from './journal.ts'
import { lookOn } from './observe.ts'
import { carryOn } from './rollout.ts'
import { openSession } from './session.ts'
import { readSettings } from './settings.ts'

/** Judges the canary that k8s-deploy placed, if there is one, and moves its traffic as far as the evidence goes. */
export async function run(inputs: Inputs, services: Services): Promise<Conclusion> {
  const { signingProblem } = await import('@ml-actions/attestation')
  const problem = signingProblem(inputs)
  if (problem !== undefined) throw new UserError({ reason: 'invalid-input', what: problem })
  const settings = readSettings(inputs)
  try {
    const connected = await connect(inputs, services)
    try {
      const journal = createJournal(inputs.workload, connected.namespace, services.clock.now())
      const job: Job = { inputs, services, settings, connected, journal }
      const result = await decideResult(job)
      if (result.unfinished !== true) services.saveState(STATE, 'settled')
      return await conclude(journal, settings, inputs, services, result)
    } finally {
      await connected.close()
    }
  } catch (error) {
    throw explainClusterError(error)
  }
}

async function decideResult(job: Job): Promise<Result> {
  const { inputs, connected, journal } = job
  const target = { namespace: connected.namespace, name: inputs.workload }
  const stored = await readRelease(connected.early, target)
  remember(journal, stored?.state)
  if (stored === undefined || stored.state.phase === 'idle') return nothing(inputs.workload, stored?.state)
  if (inputs.mode === 'observe' || inputs.mode === 'plan') return lookOn(job, stored.state)
  const lease = await takeLease(connected, inputs, job.services, job.services.signal)
  try {
    // Whoever held the Lease before may have changed everything.
    const now = await readRelease(connected.cluster, target)
    remember(journal, now?.state)
    if (now === undefined || now.state.phase === 'idle') return nothing(inputs.workload, now?.state)
    return await carryOn(job, openSession(connected.cluster, target, lease, now, job.services.log, job.services.clock))
  } finally {
    await lease.release().catch(() => undefined)
  }
}

function remember(journal: Journal, state: ReleaseState | undefined): void {
  journal.stable = state?.stable
  if (state?.canary === undefined) return
  const { manifest: _manifest, ...identity } = state.canary
  journal.canary = identity
}

function nothing(workload: string, state: ReleaseState | undefined): Result {
  return {
    verdict: 'pass',
    reason: 'nothing-to-promote',
    message: `No canary stands beside ${workload}; ${state?.stable?.image ?? 'the stable release'} serves.`,
    serving: state?.stable,
    weight: 0,
  }
}
