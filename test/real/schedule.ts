/** The order in which suites run side by side. */
import type { Suite } from './suites.ts'

export interface Schedule<Result> {
  /** How many run at once. */
  readonly atOnce: number
  /** Resolves when it is time for a suite: what it needs is up, or never will be. */
  readonly ready: (suite: Suite) => Promise<void>
  readonly run: (suite: Suite) => Promise<Result>
}

/** Two that are calm leave the processor to those whom they serve. */
const CALM_AT_ONCE = 2

/**
 * Runs suites, each as soon as it is ready, there is a place for it and nobody has what it uses, of several the longest
 * first; then those that are calm; then, one after the other, those that must be alone.
 */
export async function runAll<Result>(suites: readonly Suite[], schedule: Schedule<Result>): Promise<Result[]> {
  const { atOnce } = schedule
  const places = { any: atOnce, calm: Math.min(CALM_AT_ONCE, atOnce), none: 1 } as const
  const results: Result[] = []
  for (const company of ['any', 'calm', 'none'] as const) {
    const these = suites.filter((suite) => suite.company === company)
    results.push(...(await inPlaces(these, places[company], schedule)))
  }
  return results
}

async function inPlaces<Result>(
  suites: readonly Suite[],
  places: number,
  { ready, run }: Schedule<Result>,
): Promise<Result[]> {
  const waiting: { readonly suite: Suite; readonly begin: () => void }[] = []
  const running = new Set<Suite>()
  const fits = ({ uses }: Suite): boolean =>
    running.size < places && ![...running].some((other) => other.uses.some((each) => uses.includes(each)))
  const next = (): void => {
    for (const each of waiting.toSorted((one, other) => other.suite.seconds - one.suite.seconds)) {
      if (!fits(each.suite)) continue
      waiting.splice(waiting.indexOf(each), 1)
      running.add(each.suite)
      each.begin()
    }
  }
  const ended = suites.map(async (suite) => {
    await ready(suite)
    await new Promise<void>((begin) => {
      waiting.push({ suite, begin })
      // Those that become ready in the same moment are all there before one is chosen.
      setImmediate(next)
    })
    return run(suite).finally(() => {
      running.delete(suite)
      next()
    })
  })
  return Promise.all(ended)
}
