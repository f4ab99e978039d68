import type { Categories, CategoryColumn } from './columns/category.ts'

/** What one model said about each row. Only what was asked for is read. */
export interface ModelRows {
  /** Predicted classes, by code. */
  readonly predicted?: Uint8Array | Uint16Array
  /** Predicted numbers. */
  readonly values?: Float64Array
  /** Score of the positive class. */
  readonly scores?: Float64Array
  /** Probability of each class, by its code. */
  readonly probabilities?: ReadonlyMap<number, Float64Array>
  readonly latencyMs?: Float64Array
}

/** Labels and predictions of the same rows in the order of the labels. */
export interface Frame {
  readonly rows: number
  /** How the files were matched: proven to be in the same order, or looked up by id. */
  readonly matching: 'same-order' | 'by-id'
  readonly classes: Categories
  readonly labels?: Uint8Array | Uint16Array
  readonly targets?: Float64Array
  /** Code of the positive class, where there is one. */
  readonly positive: number | undefined
  readonly slices: ReadonlyMap<string, CategoryColumn>
  readonly challenger: ModelRows
  readonly champion?: ModelRows
}

/** Some of a frame's rows by index; `undefined` for all of them. */
export type Rows = Uint32Array | undefined
