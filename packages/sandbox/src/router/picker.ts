/** Smooth weighted round robin (as nginx and Traefik do it): exact over every whole turn, spread evenly within it. */
export interface Picker {
  /** The next name among these weights; undefined when no weight is left. */
  pick(weights: ReadonlyMap<string, number>): string | undefined
}

/**
 * A picker keeps its place when weights change: a fresh one at each write would give the first of every turn to the same
 * backend and skew the split.
 */
export function createPicker(): Picker {
  const credit = new Map<string, number>()
  return {
    pick(weights) {
      for (const name of credit.keys()) if (!weights.has(name)) credit.delete(name)
      const open = [...weights].filter(([, weight]) => weight > 0)
      const total = open.reduce((sum, [, weight]) => sum + weight, 0)
      let best: string | undefined
      for (const [name, weight] of open) {
        const now = (credit.get(name) ?? 0) + weight
        credit.set(name, now)
        if (best === undefined || now > (credit.get(best) ?? 0)) best = name
      }
      if (best !== undefined) credit.set(best, (credit.get(best) ?? 0) - total)
      return best
    },
  }
}
