import type { ReleaseIdentity } from '@ml-actions/kubernetes'
import type { Report } from '@ml-actions/report'
import type { Assessment } from './evidence/assess.ts'
import type { ArmBlock, Evidence, EvidenceBlock, WeightChange } from './evidence/blocks.ts'
import type { Forecast } from './forecast.ts'
import { type Settings, SPLIT_ALPHA } from './settings.ts'

/** One decision, or a hold that differs from the one before. */
export interface Entry {
  readonly atMs: number
  readonly weight: number
  readonly decision: string
  readonly message: string
}

/** What a run sees and does, from start to end. */
export interface Journal {
  readonly workload: string
  readonly namespace: string
  readonly startedMs: number
  readonly entries: readonly Entry[]
  readonly weights: readonly WeightChange[]
  stable: ReleaseIdentity | undefined
  canary: ReleaseIdentity | undefined
  forecast: Forecast | undefined
  /** Who watches over the run itself; undefined where nothing was to be moved. */
  deadMan: string | undefined
  evidence: Evidence | undefined
  assessment: Assessment | undefined
  /** Blocks from after the decision, while the traffic returned to the new stable. */
  afterwards: readonly EvidenceBlock[]
  note(entry: Entry): void
  moved(change: WeightChange): void
}

export function createJournal(workload: string, namespace: string, startedMs: number): Journal {
  const entries: Entry[] = []
  const weights: WeightChange[] = []
  return {
    workload,
    namespace,
    startedMs,
    entries,
    weights,
    stable: undefined,
    canary: undefined,
    forecast: undefined,
    deadMan: undefined,
    evidence: undefined,
    assessment: undefined,
    afterwards: [],
    note(entry) {
      const last = entries.at(-1)
      const same = last?.decision === entry.decision && last.weight === entry.weight
      // Of holds in a row the newest says where it stands.
      if (same && entry.decision === 'hold') entries.pop()
      entries.push(entry)
    },
    moved: (change) => void weights.push(change),
  }
}

/** How the run ended. */
export interface Ending {
  readonly verdict: string
  readonly reason: string
  readonly message: string
  readonly finishedMs: number
  readonly run: string
}

const SCHEMA = 'https://github.com/ml-actions/ml-actions/canary-report/v1'

/**
 * The whole evidence as JSON: from the raw counts in it everybody can compute the e-values again. Paths of e-values are
 * natural logarithms, one for each block with `seen` (for the split: with `seen` and `steady`). `page` is the same for people.
 */
export function reportJson(journal: Journal, settings: Settings, ending: Ending, page: Report): string {
  const { evidence, assessment } = journal
  const report = {
    schema: SCHEMA,
    page,
    workload: journal.workload,
    namespace: journal.namespace,
    run: ending.run,
    startedAt: time(journal.startedMs),
    finishedAt: time(ending.finishedMs),
    verdict: ending.verdict,
    reason: ending.reason,
    message: ending.message,
    stable: journal.stable,
    canary: journal.canary,
    settings: { ...settings, splitAlpha: SPLIT_ALPHA },
    forecast: journal.forecast,
    deadMan: journal.deadMan,
    weights: journal.weights.map(({ atMs, weight }) => ({ at: time(atMs), weight })),
    decisions: journal.entries.map(({ atMs, ...entry }) => ({ at: time(atMs), ...entry })),
    edges: evidence?.edges ?? [],
    blocks: (evidence?.blocks ?? []).map(counts),
    /** Not judged with the blocks above: stable is the new release here. */
    afterwards: journal.afterwards.map(counts),
    evidence: assessment && {
      ...Object.fromEntries(
        [...assessment.metrics].map(([metric, { harm, safety }]) => [
          metric,
          { harm, safety: [...safety].map(([share, path]) => ({ share, path })) },
        ]),
      ),
      split: assessment.split,
    },
  }
  return `${JSON.stringify(report, undefined, 1)}\n`
}

function counts(block: EvidenceBlock) {
  return {
    from: time(block.fromMs),
    to: time(block.toMs),
    weight: block.weight,
    steady: block.steady,
    warming: block.warming,
    seen: block.seen,
    stable: arm(block.stable),
    canary: arm(block.canary),
    pods: Object.fromEntries([...block.pods].map(([pod, pods]) => [pod, arm(pods)])),
  }
}

function time(ms: number): string {
  return new Date(ms).toISOString()
}

function arm({ requests, errors, latency }: ArmBlock) {
  return { requests, errors, latency }
}
