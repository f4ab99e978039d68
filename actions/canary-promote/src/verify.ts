import { assess } from './evidence/assess.ts'
import type { ArmBlock, Evidence } from './evidence/blocks.ts'
import { evidenceUntil, readMetrics, type Watched } from './watch.ts'

const SILENT: ArmBlock = { requests: 0, errors: 0, latency: { total: 0, slower: [] } }

/**
 * Watches the new stable while the traffic returns to it: after two more blocks it is compared with the canary, which is
 * proven by now, by the same tests with the arms exchanged. Its pods are new, so they get the time to warm up that the
 * canary's had. Tells what is wrong, if anything is.
 */
export function createVerifier(watched: Watched): () => Promise<string | undefined> {
  const { clock, settings, timeline, journal } = watched
  let sinceMs: number | undefined
  return async () => {
    sinceMs ??= clock.now()
    const warmMs = sinceMs + settings.warmUpMs
    await clock.sleep(Math.max(0, warmMs - clock.now()), watched.signal)
    const beganMs = clock.now()
    for (;;) {
      await clock.sleep(2 * settings.intervalMs + Math.min(1000, settings.intervalMs / 4), watched.signal)
      const block = Math.floor((clock.now() - timeline.startMs) / timeline.intervalMs)
      const trouble = await readMetrics(watched, timeline.startMs + block * timeline.intervalMs)
      if (trouble === undefined) {
        const evidence = evidenceUntil(watched, block)
        journal.afterwards = evidence.blocks.slice(journal.evidence?.blocks.length ?? 0)
        const { harm } = assess(exchanged(evidence, sinceMs, warmMs), settings, [1])
        if (harm === undefined) return undefined
        return harm === 'errors' ? 'fails more often than the canary did' : 'is slower than the canary was'
      }
      if (clock.now() - beganMs > settings.blindBudgetMs) return `can’t be watched: ${trouble}`
      watched.log.info(`The new stable can't be watched yet: ${trouble}`)
    }
  }
}

/**
 * The same blocks with the arms exchanged; from before `sinceMs` only what the canary was like is taken, and until `warmMs`
 * the new stable's latency is not judged.
 */
function exchanged(evidence: Evidence, sinceMs: number, warmMs: number): Evidence {
  return {
    ...evidence,
    blocks: evidence.blocks.map((block) => ({
      ...block,
      canary: block.fromMs >= sinceMs ? block.stable : SILENT,
      stable: block.canary,
      warming: block.fromMs < warmMs,
      steady: false,
      pods: new Map(),
    })),
  }
}
