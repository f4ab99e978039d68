import {
  asymptotic,
  bootstrapRows,
  type Evidence,
  groupJackknife,
  percentileEvidence,
  seeded,
} from '@ml-actions/statistics'
import type { Resampling } from './measurement.ts'

/** Above this the rows are not redrawn one by one any more. */
const BOOTSTRAP_ROWS = 50_000
const GROUPS = 40

/**
 * Evidence on a statistic of weighted rows that has no closed form: the bootstrap over rows, and above 50,000 rows the
 * jackknife over 40 random groups, whose cost does not grow with the replicates.
 */
export function resampleRows(
  rows: number,
  estimate: number,
  statistic: (weights: Uint8Array) => number,
  draw: Resampling,
): Evidence {
  if (rows <= BOOTSTRAP_ROWS) {
    return percentileEvidence('paired bootstrap (percentile)', estimate, rows, bootstrapRows(rows, statistic, draw))
  }
  const uniform = seeded(draw.seed)
  const group = Uint8Array.from({ length: rows }, () => Math.floor(uniform() * GROUPS))
  const weights = new Uint8Array(rows)
  const standardError = groupJackknife(GROUPS, (left) => {
    for (let i = 0; i < rows; i++) weights[i] = group[i] === left ? 0 : 1
    return statistic(weights)
  })
  return asymptotic({ method: 'grouped jackknife', estimate, standardError, rows, law: 't', degrees: GROUPS - 1 })
}
