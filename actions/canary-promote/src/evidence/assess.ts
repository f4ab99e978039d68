import {
  type ArmCounts,
  combineMetrics,
  dispersionPath,
  type EvidencePath,
  firstCrossing,
  harmEvidence,
  type LatencyBlock,
  latencyEvidence,
  type ProportionBlock,
  safetyEvidence,
  splitEvidence,
  type Tolerance,
} from '@ml-actions/statistics'
import { type Metric, type Settings, SPLIT_ALPHA, toleranceAt } from '../settings.ts'
import { type Evidence, type EvidenceBlock, errorCounts } from './blocks.ts'

/** Evidence on one metric, as logarithms of e-values after each block. */
export interface MetricAssessment {
  readonly harm: EvidencePath
  /** By share of the traffic (0…1) whose tolerance is to be proven. */
  readonly safety: ReadonlyMap<number, EvidencePath>
}

/** Everything that the blocks say. */
export interface Assessment {
  readonly metrics: ReadonlyMap<Metric, MetricAssessment>
  readonly split: EvidencePath
  /** The metric whose harm was proven first, if any. */
  readonly harm: Metric | undefined
  readonly splitBroken: boolean
  /** What evidence on errors was divided by in the last block; undefined where it can't be known. */
  readonly dispersion: number | undefined
  /** Whether a share of the traffic is proven to be within the tolerances now. */
  safeAt(share: number): boolean
}

/** Judges the blocks. `shares` are the exposures for which safety is asked. Pure, so any run comes to the same result. */
export function assess(evidence: Evidence, settings: Settings, shares: readonly number[]): Assessment {
  const blocks = evidence.blocks.filter(({ seen }) => seen)
  const guarded = settings.dispersionGuard !== 'off'
  const errorDispersion = dispersionPath(blocks.map(({ pods }) => countsByPod(pods, errorCounts)))
  const divisors = (path: readonly (number | undefined)[]): number[] =>
    path.map((value) => (guarded ? (value ?? 1) : 1))
  const metrics = new Map<Metric, MetricAssessment>()
  for (const metric of settings.metrics) {
    metrics.set(
      metric,
      metric === 'errors'
        ? assessErrors(blocks, settings.tolerance.errors, shares, divisors(errorDispersion))
        : assessLatency(blocks, evidence.edges, settings.tolerance.latency, shares, (edge) =>
            divisors(dispersionPath(blocks.map(({ pods }) => countsByPod(pods, slowerThan(edge))))),
          ),
    )
  }
  const split = splitEvidence(
    blocks
      .filter(({ steady }) => steady)
      .map(({ canary, stable, weight }) => ({ canary: canary.requests, stable: stable.requests, share: weight / 100 })),
    settings.splitTolerance,
  )
  const levels = { alpha: settings.alpha, beta: settings.beta }
  const crossed = (metric: Metric): boolean =>
    firstCrossing(metrics.get(metric)?.harm ?? [], settings.alpha / settings.metrics.length) !== undefined
  return {
    metrics,
    split,
    harm: settings.metrics.find(crossed),
    splitBroken: firstCrossing(split, SPLIT_ALPHA) !== undefined,
    dispersion: errorDispersion.at(-1),
    safeAt: (share) => {
      const open = settings.metrics.filter((metric) => toleranceAt(settings.tolerance[metric], share).absolute < 1)
      if (evidence.latencyProblem !== undefined && settings.metrics.includes('latency')) return false
      // A tolerance of 100 points and more is met by whatever there is.
      if (open.length === 0) return blocks.length > 0
      const judged = open.map((metric) => {
        const found = metrics.get(metric)
        return { harm: found?.harm ?? [], safety: found?.safety.get(share) ?? [] }
      })
      return combineMetrics(judged, levels) === 'safe'
    },
  }
}

function assessErrors(
  blocks: readonly EvidenceBlock[],
  tolerance: Tolerance,
  shares: readonly number[],
  dispersion: readonly number[],
): MetricAssessment {
  const counts: ProportionBlock[] = blocks.map(({ canary, stable }) => ({
    canary: errorCounts(canary),
    stable: errorCounts(stable),
  }))
  return {
    harm: harmEvidence(counts, tolerance, dispersion),
    safety: new Map(shares.map((share) => [share, safetyEvidence(counts, toleranceAt(tolerance, share), dispersion)])),
  }
}

function assessLatency(
  blocks: readonly EvidenceBlock[],
  edges: readonly number[],
  tolerance: Tolerance,
  shares: readonly number[],
  dispersionAt: (edge: number) => number[],
): MetricAssessment {
  const silent = { total: 0, slower: edges.map(() => 0) }
  const latencies: LatencyBlock[] = blocks.map(({ canary, stable, warming }) => ({
    canary: warming ? silent : canary.latency,
    stable: stable.latency,
  }))
  const dispersion = edges.map((_, edge) => dispersionAt(edge))
  const at = (safety: Tolerance) => latencyEvidence(latencies, edges.length, { harm: tolerance, safety }, dispersion)
  return {
    harm: at(tolerance).harm,
    safety: new Map(shares.map((share) => [share, at(toleranceAt(tolerance, share)).safety])),
  }
}

function countsByPod(
  pods: EvidenceBlock['pods'],
  read: (arm: EvidenceBlock['stable']) => ArmCounts,
): ReadonlyMap<string, ArmCounts> {
  return new Map([...pods].map(([pod, arm]) => [pod, read(arm)]))
}

function slowerThan(edge: number): (arm: EvidenceBlock['stable']) => ArmCounts {
  return ({ latency }) => ({ trials: latency.total, bad: latency.slower[edge] ?? 0 })
}
