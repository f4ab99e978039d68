import type { Numbers } from './dictionary.ts'

/** Values that belong together, with where in the training they were taken. */
export interface MetricRecord {
  readonly step?: number | undefined
  readonly epoch?: number | undefined
  readonly values: Numbers
}

/** Nobody reads more, and outputs are limited in size. */
const MAX_NAME_LENGTH = 120
const MAX_VALUES = 500
const STEP = /^(?:trainer\/)?(?:global_?)?(?:step|steps|iter|iters|iteration)$/i
const EPOCH = /^epochs?$/i
/** Printed beside metrics and none themselves. */
const OTHER =
  /^(?:time|timestamp|date|elapsed|eta|pid|rank|world_size|seed|port|version|v_num|total|size|n|id|run_id)$|_time$|_runtime$|_per_second$|^max_(?:steps|epochs)$/i
/** Words of which at least one must appear among the names; everything else that looks like `a=1` is left alone. */
const METRIC =
  /loss|acc|f1|auc|auroc|precision|recall|perplexity|ppl|mse|mae|rmse|mape|r2|score|error|\blr\b|learning_rate|bleu|rouge|iou|\bmap\b|grad_norm|reward|kappa|brier|logloss|throughput|tps|latency/i

/** The record in a set of numbers; `undefined` when none of them is a metric. */
export function toRecord(numbers: Numbers): MetricRecord | undefined {
  const values = new Map<string, number>()
  let step: number | undefined
  let epoch: number | undefined
  for (const [name, value] of numbers) {
    if (STEP.test(name)) step = Number.isFinite(value) ? value : undefined
    else if (EPOCH.test(name)) epoch = Number.isFinite(value) ? value : undefined
    else if (!OTHER.test(name) && fits(name, values)) values.set(name, value)
  }
  if (values.size === 0 || ![...values.keys()].some((name) => METRIC.test(name))) return undefined
  return { step, epoch, values }
}

/** Whether one more metric of this name is taken. */
export function fits(name: string, values: ReadonlyMap<string, number>): boolean {
  return name.length <= MAX_NAME_LENGTH && (values.size < MAX_VALUES || values.has(name))
}
