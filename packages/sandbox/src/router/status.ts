import { at, isRecord, listAt, textAt } from './follow.ts'
import type { RouteState } from './table.ts'

const CONTROLLER = 'sandbox.ml-actions.dev/router'

/** The object with this router's view in `status.parents`, or undefined when it says so already. */
export function withStatus({ route, conditions }: RouteState, now: Date): Record<string, unknown> | undefined {
  const observedGeneration = route.metadata.generation
  const parents = listAt(route.body, 'spec', 'parentRefs').filter(isRecord)
  const before = listAt(route.body, 'status', 'parents')
  const mine = parents.map((parentRef) => {
    const known = before.find(
      (entry) => textAt(entry, 'controllerName') === CONTROLLER && same(at(entry, 'parentRef'), parentRef),
    )
    return {
      parentRef,
      controllerName: CONTROLLER,
      conditions: conditions.map((condition) => {
        const old = listAt(known, 'conditions').find((entry) => textAt(entry, 'type') === condition.type)
        const unchanged = textAt(old, 'status') === condition.status
        const lastTransitionTime = unchanged
          ? textAt(old, 'lastTransitionTime')
          : now.toISOString().replace(/\.\d+Z/, 'Z')
        return { ...condition, observedGeneration, lastTransitionTime }
      }),
    }
  })
  const others = before.filter((entry) => textAt(entry, 'controllerName') !== CONTROLLER)
  const status = { parents: [...others, ...mine] }
  return same(status, at(route.body, 'status')) ? undefined : { ...route.body, status }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
