import type { Evidence } from '@ml-actions/statistics'

/** A metric on some rows: both models' values, and what they prove. Evidence is computed when asked for. */
export interface Measurement {
  /** Rows (or, for recall of a class, the class's rows) that the value rests on. */
  readonly rows: number
  readonly challenger: number
  readonly champion: number | undefined
  /** On the challenger's value. */
  single(): Evidence
  /** On challenger − champion. Only where there is a champion. */
  paired(): Evidence
}

/** Seed and size of what is resampled. */
export interface Resampling {
  readonly seed: number
  readonly replicates: number
}
