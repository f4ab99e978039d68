/** What a metric is computed from. */
export type Family = 'cells' | 'ranking' | 'probability' | 'regression' | 'latency'

/** How the per-class values of a metric become one. */
export type Average = 'macro' | 'micro' | 'weighted'

/** A metric by its canonical name. */
export interface Metric {
  readonly name: string
  readonly base: string
  readonly family: Family
  readonly better: 'higher' | 'lower'
  readonly average: Average | undefined
  /** Whether `[class=…]` may follow. */
  readonly perClass: boolean
  /** For percentiles, 0 … 100. */
  readonly percentile: number | undefined
}

const ALIASES: Readonly<Record<string, string>> = {
  accuracy_score: 'accuracy',
  acc: 'accuracy',
  binary_accuracy: 'accuracy',
  roc_auc: 'auc',
  roc_auc_score: 'auc',
  auroc: 'auc',
  ap: 'average_precision',
  pr_auc: 'average_precision',
  precision_recall_auc: 'average_precision',
  auc_precision_recall: 'average_precision',
  logloss: 'log_loss',
  cross_entropy: 'log_loss',
  brier_score: 'brier',
  precision_score: 'precision',
  recall_score: 'recall',
  f1_score: 'f1',
  macro_f1: 'f1_macro',
  micro_f1: 'f1_micro',
  weighted_f1: 'f1_weighted',
  mean_absolute_error: 'mae',
  mean_squared_error: 'mse',
  root_mean_squared_error: 'rmse',
  r2_score: 'r2',
  matthews_corrcoef: 'mcc',
}

const FAMILIES: Readonly<Record<string, readonly [Family, Metric['better'], perClass?: 'per-class']>> = {
  accuracy: ['cells', 'higher'],
  balanced_accuracy: ['cells', 'higher'],
  mcc: ['cells', 'higher'],
  precision: ['cells', 'higher', 'per-class'],
  recall: ['cells', 'higher', 'per-class'],
  f1: ['cells', 'higher', 'per-class'],
  auc: ['ranking', 'higher', 'per-class'],
  average_precision: ['ranking', 'higher', 'per-class'],
  log_loss: ['probability', 'lower'],
  brier: ['probability', 'lower'],
  ece: ['probability', 'lower'],
  mae: ['regression', 'lower'],
  mse: ['regression', 'lower'],
  rmse: ['regression', 'lower'],
  r2: ['regression', 'higher'],
}

/** The metrics that are computed here, for messages. */
export const KNOWN_METRICS: readonly string[] = [
  ...Object.keys(FAMILIES).flatMap((name) =>
    ['precision', 'recall', 'f1'].includes(name)
      ? [name, `${name}_macro`, `${name}_micro`, `${name}_weighted`]
      : [name],
  ),
  'latency_p50',
  'latency_p95',
  'latency_p99',
  'latency_mean',
]

/** Reads a metric's name, the usual aliases included; undefined where it isn't one of ours. */
export function findMetric(text: string): Metric | undefined {
  const plain = text.toLowerCase().replaceAll('-', '_')
  const name = ALIASES[plain] ?? plain
  const percentile = /^latency_p(\d{1,2}(?:\.\d+)?)$/.exec(name)?.[1]
  if (percentile !== undefined || name === 'latency_mean') {
    const latency = {
      name,
      base: name,
      family: 'latency',
      better: 'lower',
      average: undefined,
      perClass: false,
    } as const
    return { ...latency, percentile: percentile === undefined ? undefined : Number(percentile) }
  }
  const parts = /^(precision|recall|f1)_(macro|micro|weighted)$/.exec(name)
  const base = parts?.[1] ?? name
  const known = FAMILIES[base]
  if (known === undefined || !Object.hasOwn(FAMILIES, base)) return undefined
  const [family, better, perClass] = known
  const average = parts?.[2]
  return {
    name,
    base,
    family,
    better,
    average: average === 'macro' || average === 'micro' || average === 'weighted' ? average : undefined,
    perClass: perClass === 'per-class' && average === undefined,
    percentile: undefined,
  }
}
