import { type Services, UserError } from '@ml-actions/action'
import type { Cluster, ReleaseState, StepRecord } from '@ml-actions/kubernetes'
import { openPrometheus, type Prometheus } from '@ml-actions/prometheus'
import type { Inputs, Reason } from './definition.ts'
import type { WeightChange } from './evidence/blocks.ts'
import { type Collector, createCollector } from './evidence/collect.ts'
import { buildSelectors } from './evidence/selectors.ts'
import type { Settings } from './settings.ts'
import { openRoute, type Route } from './traffic/route.ts'
import { settleTime, type Timeline } from './watch.ts'

/** What is read before anything is decided: the route, and how metrics are read. */
export interface Prepared {
  readonly route: Route
  readonly state: ReleaseState & { readonly canary: NonNullable<ReleaseState['canary']> }
  collect(fromMs: number): Collector
}

// Samples from before the first block: what the counters stood at.
const BASELINE_MS = 120_000
const MAX_HISTORY_MS = 600_000
const HISTORY_BLOCKS = 20

export async function prepare(
  cluster: Cluster,
  namespace: string,
  inputs: Inputs,
  state: ReleaseState,
  settings: Settings,
  services: Services,
  epoch?: number,
): Promise<Prepared> {
  const { canary, route: reference } = state
  if (canary === undefined || reference === undefined)
    throw new UserError({
      reason: 'unreadable-state' satisfies Reason,
      what: `The release state of ${inputs.workload} says ${state.phase} and names no ${canary === undefined ? 'canary' : 'route'}.`,
    })
  const route = openRoute(cluster, { namespace, ...reference }, services.clock, epoch)
  const arms = { namespace, workload: inputs.workload, service: reference.service, port: await route.port() }
  const selectors = buildSelectors(inputs, arms, settings.metrics)
  return {
    route,
    state: { ...state, canary },
    // Whoever only goes back needs no Prometheus.
    collect: (fromMs) => createCollector(connectPrometheus(inputs, services), selectors, fromMs),
  }
}

function connectPrometheus(inputs: Inputs, services: Services): Prometheus {
  const { 'prometheus-token': token, 'prometheus-username': username, 'prometheus-password': password } = inputs
  return openPrometheus({
    url: inputs['prometheus-url'] ?? '',
    fetch: services.fetch,
    signal: services.signal,
    timeoutMs: Math.min(10_000, Math.max(3_000, inputs.interval)),
    auth:
      token !== undefined
        ? { kind: 'bearer', token }
        : username !== undefined && password !== undefined
          ? { kind: 'basic', username, password }
          : { kind: 'none' },
  })
}

/** The place among the steps where this canary was started; -1 when it was not yet. */
export function startOf({ steps }: ReleaseState): number {
  const started = steps.findLastIndex(({ decision }) => decision === 'start')
  return started > steps.findLastIndex(({ decision }) => decision === 'placed') ? started : -1
}

/** The grid and the weights so far: from now on, or from when an earlier run started this canary. */
export function timelineOf(state: ReleaseState, nowMs: number, intervalMs: number): Timeline {
  const steps = startOf(state) < 0 ? [] : state.steps.slice(startOf(state))
  const [record] = steps
  const startMs = record === undefined ? nowMs : Date.parse(record.at)
  const weights = steps.map((step, index) => weightOf(step, steps[index + 1], intervalMs))
  return {
    startMs,
    intervalMs,
    historyBlocks: Math.max(1, Math.min(HISTORY_BLOCKS, Math.floor(MAX_HISTORY_MS / intervalMs))),
    weights: weights.length === 0 ? [{ atMs: startMs, settledMs: startMs, weight: state.weight }] : weights,
  }
}

/**
 * A record is written before the route is: until the router took it some time may have passed. Where a later run found another
 * weight in the route, nobody knows which was in force until then.
 */
function weightOf({ at, weight }: StepRecord, next: StepRecord | undefined, intervalMs: number): WeightChange {
  const atMs = Date.parse(at)
  const takenMs = next?.decision === 'resume' ? Date.parse(next.at) : atMs
  return { atMs, settledMs: takenMs + 2_000 + settleTime(intervalMs), weight }
}

/** Where samples must begin for a timeline. */
export function samplesFrom({ startMs, intervalMs, historyBlocks }: Timeline): number {
  return startMs - historyBlocks * intervalMs - BASELINE_MS
}
