import type { Clock, Log } from '@ml-actions/action'
import { type Cluster, isPassing } from '@ml-actions/kubernetes'
import type { Session } from '../session.ts'
import { removeCanary, showLogs } from './remove-canary.ts'
import type { Route } from './route.ts'

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
  const { route, session } = options
  await insisting(options, () => route.setWeight(0))
  await insisting(options, () => session.update({ phase: 'going-back', weight: 0 }, 'go-back', message))
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

/** Tries again while the cluster does not answer: this write must arrive. */
async function insisting(options: BackOptions, work: () => Promise<void>): Promise<void> {
  const deadline = options.clock.now() + options.patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || options.clock.now() > deadline) throw error
      options.log.info(`Going back: ${error.message}; trying again.`)
      await options.clock.sleep(500)
    }
  }
}
