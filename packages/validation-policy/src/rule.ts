import type { Metric } from '@ml-actions/metric-names'

/** How a metric is held against its bound. */
export type Operator = '>=' | '<=' | '>' | '<'

/** What a metric is held against: a number, or the champion's value and a margin. */
export type Bound =
  | { readonly kind: 'absolute'; readonly value: number }
  | { readonly kind: 'champion'; readonly offset: number }

/** One rule of a policy. */
export interface Rule {
  /** The rule in one spelling: what the report shows and the policy's digest covers. */
  readonly text: string
  /** The metric as written, with its brackets: how metric files are searched. */
  readonly subject: string
  /** The metric, where it is one that is computed here. */
  readonly metric: Metric | undefined
  readonly klass: string | undefined
  /** A value of `*` stands for each value that the column has. */
  readonly slice: readonly { readonly column: string; readonly value: string }[]
  readonly operator: Operator
  readonly bound: Bound
}
