import type { Evidence } from './evidence/blocks.ts'
import { evidenceUntil, readMetrics, type Watched } from './watch.ts'

/** A Prometheus that is being restarted, or has not found the canary's pods yet, has at least this long. */
const PATIENCE_MS = 15_000

/** What both arms' metrics say before anything is moved. */
export interface FirstSight {
  readonly history: Evidence
  /** Why they can't be read, where that is still so after two intervals. */
  readonly trouble: string | undefined
}

/** Reads both arms' metrics for the first time. A canary that has traffic already is not waited with: its watch does that. */
export async function firstSight(watched: Watched): Promise<FirstSight> {
  const { clock, log, settings, signal, timeline } = watched
  const patienceMs = Math.min(settings.blindBudgetMs, Math.max(PATIENCE_MS, 2 * settings.intervalMs))
  const waits = (timeline.weights.at(-1)?.weight ?? 0) === 0
  const deadline = clock.now() + patienceMs
  let said: string | undefined
  for (let endMs = timeline.startMs; ; endMs = clock.now()) {
    const unreadable = await readMetrics(watched, endMs)
    const history = evidenceUntil(watched, 0)
    const trouble = unreadable ?? (history.newestSampleMs === undefined ? 'the selectors found no series' : undefined)
    if (trouble === undefined || !waits || clock.now() > deadline) return { history, trouble }
    if (trouble !== said) log.info(`Metrics of both arms can't be read yet: ${trouble}`)
    said = trouble
    await clock.sleep(Math.min(settings.intervalMs, 2_000), signal)
  }
}
