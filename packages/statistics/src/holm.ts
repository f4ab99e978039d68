/**
 * Holm's step-down adjustment (Scand J Statist 6:65, 1979): with it the chance of any false claim in the family is at
 * most alpha, however the tests depend on each other. Returned in the order given; capped at 1.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1))
  const adjusted = new Array<number>(pValues.length).fill(1)
  let highest = 0
  for (const [position, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - position) * (pValues[index] ?? 1)))
    adjusted[index] = highest
  }
  return adjusted
}
