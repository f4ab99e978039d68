import { describe, expect, test } from '@jest/globals'
import {
  aucCovariance,
  aucEvidence,
  bootstrapCells,
  bootstrapRows,
  chiSquared,
  clopperPearson,
  delong,
  groupJackknife,
  holm,
  incompleteGamma,
  mcnemar,
  mcnemarGreater,
  normalCdf,
  pairedProportions,
  pairedT,
  percentileEvidence,
  placements,
  poisson,
  proportion,
  quantileRanks,
  rocAuc,
  rowsToDecide,
  seeded,
  tangoInterval,
  wilson,
} from '@ml-actions/statistics'

describe('paired proportions', () => {
  // Fagerland, Lydersen & Laake 2013, table 1 (1, 7); statsmodels' own tests (121, 59); mlxtend's tests; scipy.
  test.each([
    [1, 7, 0.0703125, 0.0390625],
    [121, 59, 4.434449e-6, 3.266647e-6],
    [70, 59, 0.3786876627, 0.3346877587],
    [10, 10, 1, 0.911901474],
    [0, 5, 0.0625, 0.03125],
    [2, 8, 0.109375, 0.0654296875],
  ])('McNemar of %d and %d', (first, second, exact, midP) => {
    expect(mcnemar(first, second).exact).toBeCloseTo(exact, 9)
    expect(mcnemar(first, second).midP).toBeCloseTo(midP, 9)
    expect(mcnemarGreater(first, second) + mcnemarGreater(second, first)).toBeCloseTo(1, 12)
  })

  test.each([
    [1, 7, 21, -0.5172322764, -0.0260030325],
    [70, 59, 1000, -0.0113959092, 0.0335880133],
    [16, 10, 300, -0.014190677, 0.056026431],
    [43, 0, 44, 0.8185064198, 0.9959767479],
  ])('Tango interval of (%d, %d, %d)', (gained, lost, n, low, high) => {
    const interval = tangoInterval(gained, lost, n, 0.95)
    expect(interval.low).toBeCloseTo(low, 9)
    expect(interval.high).toBeCloseTo(high, 9)
  })

  test('the interval and the one-sided tests agree', () => {
    const evidence = pairedProportions(70, 59, 1000)
    const { low, high } = evidence.interval(0.9)
    expect(evidence.greater(low)).toBeCloseTo(0.05, 9)
    expect(evidence.less(high)).toBeCloseTo(0.05, 9)
  })

  test('two models that never differ are equal only once there are enough rows', () => {
    expect(pairedProportions(0, 0, 10).greater(-0.01)).toBeGreaterThan(0.05)
    expect(pairedProportions(0, 0, 1000).greater(-0.01)).toBeLessThan(0.05)
    expect(pairedProportions(0, 0, 1000).greater(0)).toBe(0.5)
  })

  test('at the margin a worse model is let through in at most about 5 of 100 cases', () => {
    const uniform = seeded(7)
    let passed = 0
    const [runs, n, gain, loss] = [2000, 900, 0.02, 0.03]
    for (let run = 0; run < runs; run++) {
      let [gained, lost] = [0, 0]
      for (let row = 0; row < n; row++) {
        const u = uniform()
        if (u < gain) gained++
        else if (u < gain + loss) lost++
      }
      if (pairedProportions(gained, lost, n).greater(-0.01) <= 0.05) passed++
    }
    expect(passed / runs).toBeLessThan(0.065)
    expect(passed / runs).toBeGreaterThan(0.035)
  })
})

describe('intervals', () => {
  test.each([
    [8, 10, 0.4439045377, 0.9747892737, 0.4901624715, 0.9433178485],
    [0, 10, 0, 0.3084971078, 0, 0.2775327999],
    [950, 1000, 0.9346095121, 0.9626646024, 0.9346861798, 0.9618697376],
  ])('%d of %d', (k, n, low, high, wilsonLow, wilsonHigh) => {
    const [exact, score] = [clopperPearson(k, n, 0.95), wilson(k, n, 0.95)]
    expect([exact.low, exact.high, score.low, score.high].map((x) => x.toFixed(8))).toEqual(
      [low, high, wilsonLow, wilsonHigh].map((x) => x.toFixed(8)),
    )
  })

  test('order statistics enclose a percentile only from a known sample size on (1 − 0.95ⁿ)', () => {
    expect(quantileRanks(71, 0.95, 0.95).high).toBeUndefined()
    expect(quantileRanks(72, 0.95, 0.95).high).toBe(72)
    const { low = 0, high = 0 } = quantileRanks(1000, 0.95, 0.95)
    expect(low).toBeLessThan(950)
    expect(high).toBeGreaterThan(950)
  })

  test('exact proportion tests are one-sided and complementary in k', () => {
    expect(proportion(9, 10).greater(0.5)).toBeCloseTo(11 / 1024, 12)
    expect(proportion(1, 10).less(0.5)).toBeCloseTo(11 / 1024, 12)
    expect(proportion(10, 10).greater(1)).toBe(1)
  })
})

describe('AUC', () => {
  // DeLong oracle computed from the definition (five positives, seven negatives).
  const positive = Uint8Array.from([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
  const a = placements(positive, Float64Array.of(0.9, 0.8, 0.7, 0.6, 0.35, 0.75, 0.5, 0.4, 0.3, 0.25, 0.2, 0.1))
  const b = placements(positive, Float64Array.of(0.85, 0.55, 0.65, 0.5, 0.45, 0.6, 0.5, 0.35, 0.4, 0.3, 0.15, 0.05))

  test('DeLong', () => {
    expect(a.auc).toBeCloseTo(0.8571428571, 10)
    expect(b.auc).toBeCloseTo(0.8714285714, 10)
    const { first, second, covariance } = aucCovariance(positive, a, b)
    expect(first).toBeCloseTo(0.013197278911564626, 12)
    expect(second).toBeCloseTo(0.011224489795918367, 12)
    expect(covariance).toBeCloseTo(0.01, 12)
    expect(2 * delong(positive, a, b).greater(0)).toBeCloseTo(0.829896383, 8)
    expect(aucEvidence(positive, a).estimate).toBe(a.auc)
  })

  test('sorted merge and placements agree, ties included', () => {
    const uniform = seeded(3)
    for (let run = 0; run < 50; run++) {
      const rows = 2 + Math.floor(uniform() * 300)
      const labels = Uint8Array.from({ length: rows }, (_, i) => (i < 2 ? i : Math.round(uniform())))
      const scores = Float64Array.from({ length: rows }, () => Math.round(uniform() * 20) * (run % 2 ? 1e200 : 1e-3))
      expect(rocAuc(labels, scores)).toBeCloseTo(placements(labels, scores).auc, 12)
    }
  })

  test('one class only is undefined, not a number that could pass', () => {
    expect(rocAuc(Uint8Array.of(1, 1), Float64Array.of(0.1, 0.2))).toBeNaN()
    expect(placements(Uint8Array.of(0, 0), Float64Array.of(0.1, 0.2)).auc).toBeNaN()
  })
})

describe('bootstrap', () => {
  const cells = Float64Array.of(840, 70, 59, 31)
  const difference = (n: Float64Array): number =>
    ((n[1] ?? 0) - (n[2] ?? 0)) / ((n[0] ?? 0) + (n[1] ?? 0) + (n[2] ?? 0) + (n[3] ?? 0))

  test('the same seed gives the same replicates, another does not', () => {
    const draw = (seed: number) => bootstrapCells(cells, difference, { seed, replicates: 50 })
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  test('agrees with the paired standard error within 3 %', () => {
    const replicates = bootstrapCells(cells, difference, { seed: 1, replicates: 10_000 })
    const evidence = percentileEvidence('bootstrap', 0.011, 1000, replicates)
    // Wald: sqrt(b + c − (b − c)²/n)/n = .0113524887
    expect(Math.sqrt(evidence.rowVariance / 1000) / 0.0113524887).toBeCloseTo(1, 1.5)
    const score = pairedProportions(70, 59, 1000)
    expect(Math.abs(evidence.greater(-0.01) - score.greater(-0.01))).toBeLessThan(0.01)
  })

  test('rows: weights are Poisson(1) and paired', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => Math.sin(i))
    const mean = (weights: Uint8Array): number => {
      let [sum, total] = [0, 0]
      for (const [i, w] of weights.entries()) {
        sum += w * (values[i] ?? 0)
        total += w
      }
      return sum / total
    }
    const evidence = percentileEvidence('b', 0, 500, bootstrapRows(500, mean, { seed: 5, replicates: 4000 }))
    expect(Math.sqrt(evidence.rowVariance / 500)).toBeCloseTo(Math.sqrt(0.5 / 500), 2)
  })

  test('undefined replicates speak against every claim', () => {
    const evidence = percentileEvidence('b', 0, 10, Float64Array.of(Number.NaN, Number.NaN, 1, 1))
    expect(evidence.greater(0)).toBe(0.6)
    expect(evidence.less(2)).toBe(0.6)
  })

  test('the grouped jackknife finds the standard error of a mean', () => {
    const uniform = seeded(9)
    const values = Float64Array.from({ length: 40_000 }, uniform)
    const total = values.reduce((sum, value) => sum + value, 0)
    const groups = Array.from({ length: 40 }, (_, g) => values.subarray(g * 1000, (g + 1) * 1000))
    const error = groupJackknife(40, (g) => (total - (groups[g] ?? values).reduce((sum, v) => sum + v, 0)) / 39_000)
    expect(error / Math.sqrt(1 / 12 / 40_000)).toBeGreaterThan(0.7)
    expect(error / Math.sqrt(1 / 12 / 40_000)).toBeLessThan(1.3)
  })

  test.each([0.3, 4, 25, 4000])('Poisson numbers have mean and variance %d', (mean) => {
    const uniform = seeded(11)
    const draws = Array.from({ length: 20_000 }, () => poisson(mean, uniform))
    const average = draws.reduce((sum, x) => sum + x, 0) / draws.length
    const variance = draws.reduce((sum, x) => sum + (x - average) ** 2, 0) / draws.length
    expect(Math.abs(average / mean - 1)).toBeLessThan(0.02)
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.05)
  })
})

describe('planning and multiplicity', () => {
  // Facts: margin .01 at 10 % disagreement needs 6,183 rows, .02 needs 1,546 (alpha .05 one-sided, power .8).
  test.each([
    [0.1, 0.01, 6183],
    [0.05, 0.01, 3092],
    [0.1, 0.02, 1546],
    [0.05, 0.005, 12366],
  ])('disagreement %d, margin %d', (variance, margin, rows) => {
    expect(rowsToDecide(variance, margin, 0.05)).toBe(rows)
  })

  test('no distance can never be decided', () => {
    expect(rowsToDecide(0.1, 0, 0.05)).toBe(Number.POSITIVE_INFINITY)
  })

  test('Holm', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005, 0.2]).map((p) => Math.round(p * 1e6) / 1e6)).toEqual([
      0.04, 0.09, 0.09, 0.025, 0.2,
    ])
    expect(holm([])).toEqual([])
  })
})

test('paired t: identical rows decide nothing at margin 0 and everything elsewhere', () => {
  const same = pairedT([1, 2, 3], [1, 2, 3])
  expect(same.greater(0)).toBe(0.5)
  expect(same.greater(-0.1)).toBe(0)
  expect(pairedT([1], [2]).greater(0)).toBe(0.5)
})

test('tails keep their digits, and nonsense is refused', () => {
  expect(normalCdf(-37)).toBeGreaterThan(0)
  expect(chiSquared(1e4, 2).upper).toBe(Math.exp(-5000))
  expect(chiSquared(700, 2).upper).toBeCloseTo(Math.exp(-350), 160)
  expect(() => incompleteGamma(-1, 1)).toThrow(RangeError)
  expect(incompleteGamma(3, 0)).toEqual({ lower: 0, upper: 1 })
})
