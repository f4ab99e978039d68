import { asymptotic, Moments, meanEvidence } from '@ml-actions/statistics'
import type { Measurement } from './measurement.ts'

/** Measures the mean of a value that each row has for each model (a loss): paired t on the rows' differences. */
export function measureMean(
  rows: number,
  ours: (i: number) => number,
  theirs: ((i: number) => number) | undefined,
): Measurement {
  const [after, before, difference] = [new Moments(), new Moments(), new Moments()]
  for (let i = 0; i < rows; i++) {
    const now = ours(i)
    after.add(now)
    if (theirs === undefined) continue
    const old = theirs(i)
    before.add(old)
    difference.add(now - old)
  }
  return {
    rows,
    challenger: after.mean,
    champion: theirs === undefined ? undefined : before.mean,
    single: () => meanEvidence(after, 't'),
    paired: () => meanEvidence(difference),
  }
}

/** Evidence on a smooth function of means by its rows' influence (the delta method; van der Vaart 1998, ch. 3). */
export function linearised(rows: number, estimate: number, influence: (i: number) => number) {
  const moments = new Moments()
  for (let i = 0; i < rows; i++) moments.add(influence(i))
  const standardError = Math.sqrt(moments.variance / rows)
  return asymptotic({ method: 'paired t (linearised)', estimate, standardError, rows, law: 't' })
}
