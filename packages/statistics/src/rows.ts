import { normalQuantile } from './distributions.ts'

/** The chance with which a planned test set shall decide, where the truth is as assumed. */
const POWER = 0.8

/**
 * How many rows a one-sided test needs to see a distance between the truth and the margin: (z_α + z_power)²·variance/distance²
 * (Julious, Statistics in Medicine 23:1921, 2004). For a paired 0/1 metric the variance of a row is the disagreement rate.
 * Infinite where the distance is 0.
 */
export function rowsToDecide(rowVariance: number, distance: number, alpha: number, power: number = POWER): number {
  const z = normalQuantile(1 - alpha) + normalQuantile(power)
  const rows = (z * z * rowVariance) / (distance * distance)
  return Number.isFinite(rows) ? Math.ceil(rows) : Number.POSITIVE_INFINITY
}
