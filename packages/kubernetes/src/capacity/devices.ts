import type { Deployment, Node, Pod } from '../object.ts'

/** Devices by the name of their resource: `nvidia.com/gpu`, MIG profiles, other vendors' names. */
export type Devices = ReadonlyMap<string, number>

type PodSpec = NonNullable<Pod['spec']>
type Strategy = NonNullable<NonNullable<Deployment['spec']>['strategy']>

/** Names that a device plugin gives: with a domain that is not Kubernetes' own. */
const EXTENDED = /^(?!(?:[^/]*\.)?kubernetes\.io\/)[^/]+\/[^/]+$/

/** The devices that one pod asks for; init containers run before the others, so the larger of both counts. */
export function devicesOf(spec: PodSpec | undefined): Devices {
  const together = new Map<string, number>()
  for (const container of spec?.containers ?? []) {
    for (const [name, count] of asked(container)) together.set(name, (together.get(name) ?? 0) + count)
  }
  for (const container of spec?.initContainers ?? []) {
    for (const [name, count] of asked(container)) together.set(name, Math.max(together.get(name) ?? 0, count))
  }
  return together
}

/** The devices that a node offers to pods. */
export function offered(node: Node): Devices {
  return extended({ ...node.status?.allocatable })
}

function asked({ resources }: PodSpec['containers'][number]): Devices {
  return extended({ ...resources?.requests, ...resources?.limits })
}

function extended(quantities: Readonly<Record<string, string | number>>): Devices {
  const counts = Object.entries(quantities).filter(([name]) => EXTENDED.test(name))
  return new Map(
    counts.map(([name, count]): [string, number] => [name, Number(count)]).filter(([, count]) => count > 0),
  )
}

/** How many old pods a rollout takes away before a new one is ready. */
export function goesFirst(strategy: Strategy | undefined, replicas: number): number {
  if (strategy?.type === 'Recreate') return replicas
  const { maxUnavailable = '25%', maxSurge = '25%' } = strategy?.rollingUpdate ?? {}
  const unavailable = share(maxUnavailable, replicas, Math.floor)
  // Both zero can't be; percentages that round to nothing leave one.
  return unavailable === 0 && share(maxSurge, replicas, Math.ceil) === 0 ? 1 : unavailable
}

function share(value: string | number, of: number, round: (value: number) => number): number {
  const percent = /^(\d+)%$/.exec(String(value))?.[1]
  return percent === undefined ? Number(value) : round((Number(percent) * of) / 100)
}
