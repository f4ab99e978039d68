/** The order in which suites run side by side. */
import type { Places } from '../../scripts/side-by-side.ts'
import type { Suite } from './suites.ts'

export interface Schedule<Result> extends Required<Places> {
  /** Resolves when it is time for a suite: what it needs is up, or never will be. */
  readonly ready: (suite: Suite) => Promise<void>
  readonly run: (suite: Suite) => Promise<Result>
}

/** One more would take the processor from those whom the others serve. */
const CALM_AT_MOST = 3

/**
 * Runs suites, each as soon as it is ready and there is a place for it, of several the longest first; then those that are
 * calm; then, one after the other, those that must be alone.
 */
export async function runAll<Result>(suites: readonly Suite[], schedule: Schedule<Result>): Promise<Result[]> {
  const { atOnce, atMost } = schedule
  const places = {
    any: schedule,
    calm: { ...schedule, atOnce: Math.min(atOnce, CALM_AT_MOST), atMost: Math.min(atMost, CALM_AT_MOST) },
    none: { ...schedule, atOnce: 1, atMost: 1 },
  } as const
  const results: Result[] = []
  for (const company of ['any', 'calm', 'none'] as const) {
    const these = suites.filter((suite) => suite.company === company)
    results.push(...(await inPlaces(these, places[company])))
  }
  return results
}

async function inPlaces<Result>(
  suites: readonly Suite[],
  { atOnce, atMost, spare, ready, run }: Schedule<Result>,
): Promise<Result[]> {
  const waiting: { readonly suite: Suite; readonly begin: () => void }[] = []
  let running = 0
  const next = (places: number): void => {
    waiting.sort((one, other) => other.suite.seconds - one.suite.seconds)
    for (const { begin } of waiting.splice(0, places - running)) {
      running += 1
      begin()
    }
  }
  const ended = suites.map(async (suite) => {
    await ready(suite)
    await new Promise<void>((begin) => {
      waiting.push({ suite, begin })
      // Those that become ready in the same moment are all there before one is chosen.
      setImmediate(next, atOnce)
    })
    return run(suite).finally(() => {
      running -= 1
      next(atOnce)
    })
  })
  const end = spare(() => next(Math.min(running + 1, atMost)))
  return Promise.all(ended).finally(end)
}
