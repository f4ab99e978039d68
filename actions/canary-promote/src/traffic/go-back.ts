import type { Clock, Log } from '@ml-actions/action'
import type { Cluster } from '@ml-actions/kubernetes'
import { insist } from '../insist.ts'
import type { Session } from '../session.ts'
import { removeCanary, showLogs } from './remove-canary.ts'
import type { Route } from './route.ts'

const AGAIN_MS = 500

export interface BackOptions {
  readonly cluster: Cluster
  readonly route: Route
  readonly session: Session
  readonly log: Log
  readonly clock: Clock
  /** How long requests under way may take to end before the canary's pods are told to stop. */
  readonly drainMs: number
  /** How long the router may take to accept a route. */
  readonly acceptMs: number
  /** How long to keep trying when the cluster does not answer. */
  readonly patienceMs: number
}

/**
 * Gives all traffic back to stable in one write, whatever else is wrong, and notes that this began. From here on any run can
 * finish it.
 */
export async function returnTraffic(options: BackOptions, message: string): Promise<void> {
  const { route, session, clock, log, patienceMs } = options
  // No signal: a run that was cancelled goes back all the same.
  const must = {
    clock,
    patienceMs,
    everyMs: AGAIN_MS,
    say: (said: string) => log.info(`Going back: ${said}; trying again.`),
  }
  await insist(must, () => route.setWeight(0))
  await insist(must, () => session.update({ phase: 'going-back', weight: 0 }, 'go-back', message))
}

/** Waits until nothing goes to the canary any more, removes it, and ends the release with stable as it was. */
export async function finishGoingBack(options: BackOptions, message: string): Promise<void> {
  const { cluster, route, session, log } = options
  const { namespace, name } = session.target
  if (!(await route.accepted(options.acceptMs))) log.warning('The router did not confirm the route within its time.')
  await options.clock.sleep(options.drainMs)
  await showLogs(cluster, namespace, name, log)
  await route.removeCanary()
  await route.accepted(options.acceptMs)
  await removeCanary(cluster, namespace, name)
  await session.settle(session.state.stable, 'went-back', message)
}
