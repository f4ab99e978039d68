/** What one arm did in one block of time: trials, and how many of them were bad (failed, or slower than an edge). */
export interface ArmCounts {
  readonly trials: number
  readonly bad: number
}

/** Both arms over the same block of time. */
export interface ProportionBlock {
  readonly canary: ArmCounts
  readonly stable: ArmCounts
}

/** The boundary between tolerated and not: `p_canary = ratio · p_stable + absolute`. Equality is `{ ratio: 1, absolute: 0 }`. */
export interface Tolerance {
  readonly ratio: number
  readonly absolute: number
}

/** Natural logarithm of an e-value after each block; entry b has used blocks 0…b only. */
export type EvidencePath = readonly number[]
