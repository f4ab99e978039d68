import { type Services, UserError } from '@ml-actions/action'
import { type ReleaseState, readRelease } from '@ml-actions/kubernetes'
import { explainClusterError } from './cluster-errors.ts'
import { conclude, type Result } from './conclude.ts'
import { connect, takeLease } from './connect.ts'
import { standDown, toldOf, wentOff } from './dead-man/watch-over.ts'
import type { Conclusion, Inputs } from './definition.ts'
import { endOf, followDeployment, type GitHubDeployment } from './github-deployment.ts'
import { type Job, STATE } from './job.ts'
import { createJournal, type Journal } from './journal.ts'
import { lookOn } from './observe.ts'
import { lookForTrial } from './placed.ts'
import { carryOn } from './rollout.ts'
import { openSession, type Session, SupersededError } from './session.ts'
import { readSettings } from './settings.ts'

/** Judges the canary that k8s-deploy placed, if there is one, and moves its traffic as far as the evidence goes. */
export async function run(inputs: Inputs, services: Services): Promise<Conclusion> {
  const deployment = followDeployment(inputs, services)
  deployment.leave({ state: 'error', description: 'The run ended before it had decided.' })
  try {
    return await judge(inputs, services, deployment)
  } catch (error) {
    const explained = explainClusterError(error)
    if (explained instanceof UserError)
      deployment.leave({ state: 'error', description: `${explained.reason}: ${explained.message.split('\n')[0]}` })
    throw explained
  }
}

async function judge(inputs: Inputs, services: Services, deployment: GitHubDeployment): Promise<Conclusion> {
  const { signingProblem } = await import('@ml-actions/attestation')
  const problem = signingProblem(inputs)
  if (problem !== undefined) throw new UserError({ reason: 'invalid-input', what: problem })
  const settings = readSettings(inputs)
  const connected = await connect(inputs, services)
  try {
    const journal = createJournal(inputs.workload, connected.namespace, services.clock.now())
    const job: Job = { inputs, services, settings, connected, journal }
    const result = await decideResult(job)
    if (result.unfinished !== true) services.saveState(STATE, 'settled')
    deployment.leave(endOf(result))
    const conclusion = await conclude(journal, settings, inputs, services, result)
    // A cancelled step has seconds left: its post step tells GitHub.
    if (result.unfinished !== true) await deployment.end(endOf(result))
    return conclusion
  } finally {
    await connected.close()
  }
}

async function decideResult(job: Job): Promise<Result> {
  const { inputs, connected, journal, services } = job
  const target = { namespace: connected.namespace, name: inputs.workload }
  const early = await readRelease(connected.early, target)
  remember(journal, early?.state)
  const seen = lookForTrial(inputs, early)
  if (seen.kind === 'none') return seen.result
  if (inputs.mode === 'observe' || inputs.mode === 'plan') return lookOn(job, seen.stored.state)
  const lease = await takeLease(connected, inputs, services, services.signal)
  try {
    // Whoever held the Lease before may have changed everything.
    const now = await readRelease(connected.cluster, target)
    remember(journal, now?.state)
    const trial = lookForTrial(inputs, now)
    if (trial.kind === 'none') return trial.result
    const session = openSession(connected.cluster, target, lease, trial.stored, services.log, services.clock)
    const result = await replaced(job, session, () => carryOn(job, session))
    // Whoever took over has a watch of its own; what isn't finished yet still needs this one.
    if (result.unfinished !== true && result.reason !== 'superseded') await standDown(job, session)
    return result
  } finally {
    await lease.release().catch(() => undefined)
  }
}

/** A run that was frozen, and finds the traffic put back when it wakes up, says so. What is left is done by the post step. */
async function replaced({ connected }: Job, { target }: Session, work: () => Promise<Result>): Promise<Result> {
  let failure: SupersededError | undefined
  let result: Result | undefined
  try {
    result = await work()
  } catch (error) {
    if (!(error instanceof SupersededError)) throw error
    failure = error
  }
  if (result !== undefined && result.reason !== 'superseded') return result
  const state = (await readRelease(connected.cluster, target))?.state
  const step = state && wentOff(state)
  if (step !== undefined)
    return {
      verdict: 'fail',
      reason: 'dead-man',
      message: `This run gave no sign of life for too long. ${toldOf(step)}; nothing was written since.`,
      serving: state?.stable,
      weight: 0,
      outcome: 'went-back',
      unfinished: true,
    }
  if (result === undefined) throw failure
  return result
}

function remember(journal: Journal, state: ReleaseState | undefined): void {
  journal.stable = state?.stable
  if (state?.canary === undefined) return
  const { manifest: _manifest, ...identity } = state.canary
  journal.canary = identity
}
