import {
  type Grid,
  type HistogramIncrements,
  histogramBlocks,
  incrementsPerBlock,
  newestSample,
  type Series,
  type SeriesIncrements,
  seenBlocks,
} from '@ml-actions/prometheus'
import type { ArmCounts, ArmLatency } from '@ml-actions/statistics'

/** Raw samples of everything that was selected. */
export interface Samples {
  readonly stable: ArmSamples
  readonly canary: ArmSamples
  /** Whether either arm's series show when both were scraped. */
  readonly sharedTargets: boolean
}
export interface ArmSamples {
  readonly requests: readonly Series[]
  readonly latency: readonly Series[]
  readonly witness: readonly Series[]
}

/** A weight that was asked for at one moment and was in force from another on. */
export interface WeightChange {
  readonly atMs: number
  readonly settledMs: number
  readonly weight: number
}

/** What one arm did in one block. */
export interface ArmBlock {
  readonly requests: number
  readonly errors: number
  readonly latency: ArmLatency
}

/** One block of evidence. */
export interface EvidenceBlock {
  readonly fromMs: number
  readonly toMs: number
  /** Percent of the traffic that the canary had by configuration at the end of the block. */
  readonly weight: number
  /** Whether that weight was in force, and settled, during the whole block, and both arms' counts are of this block alone. */
  readonly steady: boolean
  /** Whether the canary had only just got its first requests: latency is not judged. */
  readonly warming: boolean
  /** Whether a scrape of each arm fell into it. Otherwise its counts are missing, not zero. */
  readonly seen: boolean
  readonly stable: ArmBlock
  readonly canary: ArmBlock
  /** Stable's counts by pod, for the dispersion guard. */
  readonly pods: ReadonlyMap<string, ArmBlock>
}

export interface Evidence {
  /** Finite bucket edges in seconds; empty where there is no histogram yet. */
  readonly edges: readonly number[]
  /** Why latency can't be compared, if so. */
  readonly latencyProblem: string | undefined
  readonly blocks: readonly EvidenceBlock[]
  /** Until when both arms can be seen. */
  readonly newestSampleMs: number | undefined
}

export interface BlockOptions {
  readonly grid: Grid
  readonly weights: readonly WeightChange[]
  /** When this canary was started: what its name did before was another one. */
  readonly startMs: number
  readonly warmUpMs: number
  readonly statusLabel: string | undefined
  readonly errorStatuses: RegExp
}

/** Share of the requests that may have begun before a weight and still count for it: far less than the split's tolerance. */
const BEGUN_BEFORE = 0.01
/** A router says that it has taken a route up to two seconds before its traffic goes by it (Traefik): counts of that time prove nothing. */
const ROUTER_LAG_MS = 2_000
const STATUS_LABELS = ['code', 'status', 'status_code', 'http_status']

/** Counts per block of both arms: a pure function of raw samples and of the weights that were set. */
export function evidenceBlocks(samples: Samples, options: BlockOptions): Evidence {
  const { grid } = options
  const own = ({ requests, latency, witness }: ArmSamples) => [...requests, ...latency, ...witness.map(scraped)]
  const witnesses = [...own(samples.stable), ...own(samples.canary)]
  const sights = samples.sharedTargets ? [witnesses] : [own(samples.stable), own(samples.canary)]
  const increments = (series: readonly Series[]): SeriesIncrements[] => incrementsPerBlock(series, grid, { witnesses })
  const histogram = (arm: ArmSamples): HistogramIncrements => histogramBlocks(increments(arm.latency), grid.blocks)
  const [stable, canary] = [histogram(samples.stable), histogram(samples.canary)]
  const edges = stable.ok ? stable.edges : canary.ok ? canary.edges : []
  const seen = sights.map((series) => seenBlocks(series, grid))
  const newest = sights.map((series) => newestSample(series))
  const stableRequests = increments(samples.stable.requests)
  const read = armReader(options, edges)
  const stableArm = read(stableRequests, stable)
  const canaryArm = read(increments(samples.canary.requests), canary)
  const pods = podReaders(stableRequests, increments(samples.stable.latency), grid.blocks, read)
  const first = options.weights.find(({ weight }) => weight > 0)
  const seenIn = (index: number): boolean => seen.every((arm) => arm[index] ?? false)
  // After a gap an arm's whole growth falls into one block: beside an arm without a gap it looks like a wrong split.
  const gapBefore = (index: number): boolean => !samples.sharedTargets && index > 0 && !seenIn(index - 1)
  const lagMs = ROUTER_LAG_MS + longestMs(edges, grid.blocks, [stableArm, canaryArm])
  const warmUntilMs = first === undefined ? Number.NEGATIVE_INFINITY : first.settledMs + options.warmUpMs
  return {
    edges,
    latencyProblem: latencyProblem(stable, canary),
    newestSampleMs: newest.includes(undefined) ? undefined : Math.min(...newest.filter((time) => time !== undefined)),
    blocks: Array.from({ length: grid.blocks }, (_, index) => {
      const fromMs = grid.startMs + index * grid.stepMs
      const toMs = fromMs + grid.stepMs
      const last = options.weights.findLast(({ atMs }) => atMs < toMs)
      return {
        fromMs,
        toMs,
        weight: last?.weight ?? 0,
        steady: (last === undefined || last.settledMs + lagMs <= fromMs) && !gapBefore(index),
        warming: first !== undefined && toMs > first.atMs && fromMs < warmUntilMs,
        seen: seenIn(index),
        stable: stableArm(index),
        canary: fromMs < options.startMs ? silent(edges) : canaryArm(index),
        pods: new Map([...pods].map(([pod, arm]) => [pod, arm(index)])),
      }
    }),
  }
}

/**
 * How long requests take, but for {@link BEGUN_BEFORE} of them: they are counted when they end, and went by the weight of when they began.
 * Infinite where the buckets don't reach so far; 0 without a histogram.
 */
function longestMs(edges: readonly number[], blocks: number, arms: readonly ArmReader[]): number {
  const latencies = arms.flatMap((arm) => Array.from({ length: blocks }, (_, index) => arm(index).latency))
  const total = latencies.reduce((sum, latency) => sum + latency.total, 0)
  if (total === 0) return 0
  const slower = (edge: number): number => latencies.reduce((sum, latency) => sum + (latency.slower[edge] ?? 0), 0)
  const reaching = edges.find((_, edge) => slower(edge) <= BEGUN_BEFORE * total)
  return (reaching ?? Number.POSITIVE_INFINITY) * 1000
}

/** `up` is 0 where a scrape failed: only its ones show that a target was read. */
function scraped(series: Series): Series {
  if (series.labels['__name__'] !== 'up') return series
  return { ...series, samples: series.samples.filter(({ value }) => value > 0) }
}

type ArmReader = (index: number) => ArmBlock

function armReader({ statusLabel, errorStatuses }: BlockOptions, edges: readonly number[]) {
  const whole = new RegExp(`^(?:${errorStatuses.source})$`)
  const failed = ({ labels }: SeriesIncrements): boolean => {
    const label = statusLabel ?? STATUS_LABELS.find((name) => labels[name] !== undefined)
    return label !== undefined && whole.test(labels[label] ?? '')
  }
  return (requests: readonly SeriesIncrements[], histogram: HistogramIncrements): ArmReader =>
    (index) => ({
      requests: sum(requests, index),
      errors: sum(requests.filter(failed), index),
      latency: (histogram.ok ? histogram.blocks[index] : undefined) ?? { total: 0, slower: edges.map(() => 0) },
    })
}

function silent(edges: readonly number[]): ArmBlock {
  return { requests: 0, errors: 0, latency: { total: 0, slower: edges.map(() => 0) } }
}

function sum(increments: readonly SeriesIncrements[], index: number): number {
  return increments.reduce((total, { perBlock }) => total + (perBlock[index] ?? 0), 0)
}

/** Each pod for itself, where series carry the pod's name. */
function podReaders(
  requests: readonly SeriesIncrements[],
  latency: readonly SeriesIncrements[],
  blocks: number,
  read: (requests: readonly SeriesIncrements[], histogram: HistogramIncrements) => ArmReader,
): Map<string, ArmReader> {
  const byPod = Map.groupBy(requests, ({ labels }) => labels['pod'] ?? '')
  byPod.delete('')
  return new Map(
    [...byPod].map(([pod, own]) => {
      const buckets = latency.filter(({ labels }) => labels['pod'] === pod)
      return [pod, read(own, histogramBlocks(buckets, blocks))]
    }),
  )
}

function latencyProblem(stable: HistogramIncrements, canary: HistogramIncrements): string | undefined {
  if (!stable.ok && stable.reason === 'bucket-sets-differ') return `stable: ${stable.message}`
  if (!canary.ok && canary.reason === 'bucket-sets-differ') return `canary: ${canary.message}`
  if (!stable.ok || !canary.ok || JSON.stringify(stable.edges) === JSON.stringify(canary.edges)) return undefined
  return `stable has buckets ${stable.edges.join(', ')}; the canary has ${canary.edges.join(', ')}`
}

/** Trials and errors of an arm. */
export function errorCounts({ requests, errors }: ArmBlock): ArmCounts {
  return { trials: requests, bad: errors }
}
