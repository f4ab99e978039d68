import type { Tolerance } from './counts.ts'

/** A point of the null hypothesis: the bad rates of both arms. */
export interface Rates {
  readonly canary: number
  readonly stable: number
}

/**
 * The point on the boundary `p_c = ratio·p_s + absolute` nearest to the alternative in information:
 * argmin n_c·KL(θ_c‖p_c) + n_s·KL(θ_s‖p_s). The likelihood ratio against it has expectation at most 1 over the whole
 * convex null (Turner, Ly & Grünwald, arXiv 2106.02693; Turner & Grünwald 2022 for convex nulls).
 * Returns undefined where the boundary does not cross the unit square between the alternative and the null.
 */
export function projectOnBoundary(
  alternative: Rates,
  trials: Rates,
  { ratio, absolute }: Tolerance,
): Rates | undefined {
  const boundary = (stable: number) => ratio * stable + absolute
  const highest = Math.min(1, (1 - absolute) / ratio)
  const lowest = Math.max(0, -absolute / ratio)
  const meets = Math.min(highest, Math.max(lowest, (alternative.canary - absolute) / ratio))
  const start = Math.min(highest, Math.max(lowest, alternative.stable))
  let low = Math.min(start, meets)
  let high = Math.max(start, meets)
  if (highest <= lowest || low === high) return undefined
  // The objective is convex, so its slope changes sign once; 200 halvings reach the last bit of any double.
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    const canary = boundary(middle)
    const slope =
      (trials.canary * ratio * (canary - alternative.canary)) / (canary * (1 - canary)) +
      (trials.stable * (middle - alternative.stable)) / (middle * (1 - middle))
    if (slope < 0) low = middle
    else high = middle
  }
  const stable = (low + high) / 2
  return { canary: boundary(stable), stable }
}
