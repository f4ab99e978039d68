import type { Services } from '@ml-actions/action'
import { readRelease } from '@ml-actions/kubernetes'
import { type Connected, connect, takeLease } from './connect.ts'
import type { Inputs } from './definition.ts'
import { backOptions, goBack, STATE } from './job.ts'
import { createJournal } from './journal.ts'
import { prepare, startOf } from './prepare.ts'
import { openSession } from './session.ts'
import { readSettings } from './settings.ts'
import { finishGoingBack } from './traffic/go-back.ts'

/** Finishes going back where main was stopped on the way. A promotion that was under way is left to the next run. */
export async function post(inputs: Inputs, services: Services): Promise<void> {
  if (services.readState(STATE) !== 'open') return
  const connected = await connect(inputs, services)
  try {
    await settle(connected, inputs, services)
  } finally {
    await connected.close()
  }
}

async function settle(connected: Connected, inputs: Inputs, services: Services): Promise<void> {
  const settings = readSettings(inputs)
  const { cluster, namespace } = connected
  const target = { namespace, name: inputs.workload }
  const lease = await takeLease(connected, inputs, services)
  try {
    const stored = await readRelease(cluster, target)
    if (stored === undefined || stored.state.phase === 'idle') return
    // Placed and never started: it has no traffic, and the next run may judge it.
    if (stored.state.phase === 'canary' && startOf(stored.state) < 0) return
    if (stored.state.phase === 'promoting') {
      services.log.warning(
        `${inputs.workload} was being promoted when the run ended: run canary-promote again, it continues.`,
      )
      return
    }
    const session = openSession(cluster, target, lease, stored, services.log, services.clock)
    const prepared = await prepare(cluster, namespace, inputs, stored.state, settings, services)
    const journal = createJournal(inputs.workload, namespace, services.clock.now())
    const job = { inputs, services, settings, connected, journal }
    const back = backOptions(job, session, prepared)
    const message = 'the run ended before it had decided'
    if (stored.state.phase === 'going-back') await finishGoingBack(back, message)
    else await goBack(job, back, message)
    services.log.info('The canary is removed; stable serves alone.')
  } finally {
    await lease.release().catch(() => undefined)
  }
}
