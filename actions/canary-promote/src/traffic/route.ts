import type { Clock } from '@ml-actions/action'
import {
  appliableRoute,
  type Cluster,
  canaryWeight,
  FIELD_MANAGER,
  isConflict,
  isRecord,
  type KubernetesObject,
  type ReleaseState,
  routeEpoch,
  valueAt,
  withCanaryWeight,
  withoutCanary,
  withRouteEpoch,
} from '@ml-actions/kubernetes'
import { SupersededError } from '../session.ts'

export type RouteReference = NonNullable<ReleaseState['route']>

/** The HTTPRoute of a release: read and written whole, with the version it was read at. */
export interface Route {
  /** Percent that the canary has by configuration; undefined where it is in no rule. Throws when the route is gone. */
  weight(): Promise<number | undefined>
  /**
   * Gives the canary a percent of the traffic: one write, tried again when somebody else wrote in between. Throws SupersededError
   * where that was a holder of a newer Lease: a run that was only frozen finds out here.
   */
  setWeight(percent: number): Promise<void>
  /** Takes the canary out of every rule. */
  removeCanary(): Promise<void>
  /** Waits until the router says that it serves the newest version; false when it refuses or is silent for too long. */
  accepted(timeoutMs: number, signal?: AbortSignal): Promise<boolean>
  /** Port of the stable backend. */
  port(): Promise<number>
}

/** The route is not there (any more). */
export class RouteGoneError extends Error {}

const POLL_MS = 100
const ATTEMPTS = 10

/** `epoch` is that of the Lease under which weights are written; who only reads has none. */
export function openRoute(cluster: Cluster, reference: RouteReference, clock: Clock, epoch = 0): Route {
  const { service, ...address } = reference
  const read = async (): Promise<KubernetesObject> => {
    const found = await cluster.get(address)
    if (found === undefined) throw new RouteGoneError(`HTTPRoute/${reference.name} is not there`)
    return found
  }
  const change = async (next: (route: KubernetesObject) => KubernetesObject): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        const route = await read()
        if (routeEpoch(route) > epoch)
          throw new SupersededError(
            `HTTPRoute/${reference.name} was written under a newer lease (epoch ${routeEpoch(route)})`,
          )
        // With the version it was read at: what was allowed then is refused once somebody took over.
        await cluster.apply(appliableRoute(next(route)), { fieldManager: FIELD_MANAGER, force: true })
        return
      } catch (error) {
        if (!isConflict(error) || attempt === ATTEMPTS) throw error
      }
    }
  }
  return {
    weight: async () => canaryWeight(await read(), service),
    setWeight: (percent) => change((route) => withRouteEpoch(withCanaryWeight(route, service, percent), epoch)),
    removeCanary: () => change((route) => withoutCanary(route, service)),
    async accepted(timeoutMs, signal) {
      const deadline = clock.now() + timeoutMs
      for (;;) {
        const answer = acceptance(await read())
        if (answer !== 'waiting') return answer === 'accepted'
        if (clock.now() > deadline) return false
        await clock.sleep(POLL_MS, signal)
      }
    },
    async port() {
      const backend = backends(await read()).find((entry) => entry['name'] === service)
      return typeof backend?.['port'] === 'number' ? backend['port'] : 80
    },
  }
}

function backends(route: KubernetesObject): Record<string, unknown>[] {
  const rules = listOf(valueAt(route, 'spec', 'rules'))
  return rules.flatMap((rule) => listOf(rule['backendRefs']))
}

/** What the router says about the newest version: all parents that answered must accept it and find its backends. */
export function acceptance(route: KubernetesObject): 'accepted' | 'refused' | 'waiting' {
  const parents = listOf(valueAt(route, 'status', 'parents'))
  const wanted = ['Accepted', 'ResolvedRefs']
  const answers = parents.flatMap((parent) =>
    wanted.map((type) => {
      const condition = listOf(parent['conditions']).find((entry) => entry['type'] === type)
      const observed = condition?.['observedGeneration']
      const current = typeof observed === 'number' && observed >= (route.metadata.generation ?? 0)
      if (condition === undefined || !current) return 'waiting'
      return condition['status'] === 'True' ? 'accepted' : 'refused'
    }),
  )
  if (answers.includes('refused')) return 'refused'
  return answers.length === 0 || answers.includes('waiting') ? 'waiting' : 'accepted'
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}
