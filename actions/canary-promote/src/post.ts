import type { Services } from '@ml-actions/action'
import type { DeploymentState } from '@ml-actions/github'
import { type HeldLease, type ReleaseTarget, readRelease } from '@ml-actions/kubernetes'
import { type Connected, connect, takeLease } from './connect.ts'
import { standDown } from './dead-man/watch-over.ts'
import type { Inputs } from './definition.ts'
import { endLeft } from './github-deployment.ts'
import { backOptions, goBack, type Job, STATE } from './job.ts'
import { createJournal } from './journal.ts'
import { lookForTrial } from './placed.ts'
import { prepare, startOf } from './prepare.ts'
import { openSession } from './session.ts'
import { readSettings } from './settings.ts'
import { finishGoingBack } from './traffic/go-back.ts'

/**
 * Finishes going back where main was stopped on the way, and ends the deployment on GitHub where main could not. A
 * promotion that was under way is left to the next run.
 */
export async function post(inputs: Inputs, services: Services): Promise<void> {
  let found: DeploymentState | undefined
  try {
    if (services.readState(STATE) === 'open') found = await settleOn(inputs, services)
  } finally {
    await endLeft(inputs, services, found)
  }
}

async function settleOn(inputs: Inputs, services: Services): Promise<DeploymentState | undefined> {
  const connected = await connect(inputs, services)
  try {
    return await settle(connected, inputs, services)
  } finally {
    await connected.close()
  }
}

/** Puts in order what main left; tells how the deployment ends where that is certain. */
async function settle(connected: Connected, inputs: Inputs, services: Services): Promise<DeploymentState | undefined> {
  const target = { namespace: connected.namespace, name: inputs.workload }
  const journal = createJournal(inputs.workload, connected.namespace, services.clock.now())
  const job = { inputs, services, settings: readSettings(inputs), connected, journal }
  const lease = await takeLease(connected, inputs, services)
  try {
    const ended = await settleUnder(lease, job, target)
    await standDown(job, { target })
    return ended
  } finally {
    await lease.release().catch(() => undefined)
  }
}

async function settleUnder(lease: HeldLease, job: Job, target: ReleaseTarget): Promise<DeploymentState | undefined> {
  const { inputs, services, settings, connected } = job
  const { cluster, namespace } = connected
  const stored = await readRelease(cluster, target)
  const trial = lookForTrial(inputs, stored)
  if (trial.kind === 'none')
    return inputs.digest !== undefined && trial.result.verdict === 'pass' ? 'success' : undefined
  const { state } = trial.stored
  // Placed and never started: it has no traffic, and the next run may judge it.
  if (state.phase === 'canary' && startOf(state) < 0) return undefined
  if (state.phase === 'promoting') {
    services.log.warning(
      `${inputs.workload} was being promoted when the run ended: run canary-promote again, it continues.`,
    )
    return 'in_progress'
  }
  const session = openSession(cluster, target, lease, trial.stored, services.log, services.clock)
  const prepared = await prepare(cluster, namespace, inputs, state, settings, services, lease.epoch)
  const back = backOptions(job, session, prepared)
  const message = 'the run ended before it had decided'
  if (state.phase === 'going-back') await finishGoingBack(back, message)
  else await goBack(job, back, message)
  services.log.info('The canary is removed; stable serves alone.')
  return 'failure'
}
