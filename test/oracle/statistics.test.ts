import { beforeAll, describe, expect, test } from '@jest/globals'
import {
  aucCovariance,
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialPmf,
  binomialTest,
  binomialUpper,
  clopperPearson,
  holm,
  incompleteGamma,
  mcnemar,
  normalCdf,
  normalQuantile,
  pairedT,
  placements,
  seeded,
  tangoScore,
  tCdf,
  tQuantile,
  wilson,
} from '@ml-actions/statistics'
import { ask, numbers, type Question } from './python.ts'

interface Case {
  readonly question: Question
  readonly ours: () => readonly number[]
}

const uniform = seeded(20260101)
const integer = (below: number): number => Math.floor(uniform() * below)
const cases: Case[] = []
const check = (name: string, args: Record<string, unknown>, ours: () => readonly number[]): void => {
  cases.push({ question: { name, args }, ours })
}

for (const z of [-37, -20, -8, -3.3, -1, -0.1, 0, 0.5, 1.96, 5, 8]) check('normal_cdf', { z }, () => [normalCdf(z)])
for (const p of [1e-300, 1e-40, 1e-20, 1e-9, 0.001, 0.025, 0.5, 0.8, 0.975, 0.9999])
  check('normal_quantile', { p }, () => [normalQuantile(p)])
for (const df of [1, 2, 5, 30, 898, 1e5]) {
  for (const t of [-40, -6, -2, -0.01, 0, 0.7, 1.66, 4.5]) check('t_cdf', { t, df }, () => [tCdf(t, df)])
  for (const p of [1e-8, 0.01, 0.3, 0.95, 0.9999]) check('t_quantile', { p, df }, () => [tQuantile(p, df)])
}
for (let i = 0; i < 60; i++) {
  const [a, b] = [10 ** (uniform() * 4 - 1), 10 ** (uniform() * 4 - 1)]
  const x = Math.min(0.999, Math.max(0.001, a / (a + b) + (uniform() - 0.5) * 0.2))
  check('beta_cdf', { x, a, b }, () => [betaCdf(x, a, b)])
  const p = 0.001 + uniform() * 0.998
  if (a > 0.5 && b > 0.5) check('beta_quantile', { p, a, b }, () => [betaQuantile(p, a, b)])
}
for (let i = 0; i < 60; i++) {
  const a = 10 ** (uniform() * 6 - 1)
  const x = Math.max(1e-3, a + (uniform() - 0.5) * 8 * Math.sqrt(a))
  check('incomplete_gamma', { a, x }, () => {
    const { lower, upper } = incompleteGamma(a, x)
    return [lower, upper]
  })
}
for (let i = 0; i < 60; i++) {
  const n = 1 + integer(10 ** (1 + integer(6)))
  const p = [0.5, uniform(), 10 ** -(uniform() * 6)][i % 3] ?? 0.5
  const k = Math.min(n, Math.max(0, Math.round(n * p + (uniform() - 0.5) * 10 * Math.sqrt(n * p * (1 - p) + 1))))
  check('binomial', { k, n, p }, () => [binomialPmf(k, n, p), binomialCdf(k, n, p), binomialUpper(k, n, p)])
  check('binomial_test', { k, n, p }, () => {
    const { less, greater, twoSided } = binomialTest(k, n, p)
    return [less, greater, twoSided]
  })
  const confidence = [0.9, 0.95, 0.99][i % 3] ?? 0.95
  check('intervals', { k, n, confidence }, () => {
    const [exact, score] = [clopperPearson(k, n, confidence), wilson(k, n, confidence)]
    return [exact.low, exact.high, score.low, score.high]
  })
}
for (let i = 0; i < 60; i++) {
  const [first, second] =
    i < 5 ? [i + 1, i + 1] : [integer(10 ** (1 + integer(4))), 1 + integer(10 ** (1 + integer(4)))]
  check('mcnemar', { first, second }, () => {
    const p = mcnemar(first, second)
    return [p.exact, p.midP, p.chiSquared, p.chiSquaredP, p.correctedP]
  })
  const n = first + second + 1 + integer(10_000)
  const difference = (uniform() - 0.5) * 0.1 || 0.01
  check('tango', { gained: first, lost: second, n, difference }, () => [tangoScore(first, second, n, difference)])
  check('tango', { gained: 0, lost: second, n, difference: -0.02 }, () => [tangoScore(0, second, n, -0.02)])
}
check('tango', { gained: 0, lost: 0, n: 900, difference: -0.01 }, () => [tangoScore(0, 0, 900, -0.01)])
for (let i = 0; i < 10; i++) {
  const p = Array.from({ length: 1 + integer(12) }, () => Math.round(uniform() ** 3 * 1000) / 1000)
  check('holm', { p }, () => holm(p))
}
for (let i = 0; i < 12; i++) {
  const rows = 5 + integer(400)
  // Rounded scores, so that there are ties within and across the classes.
  const digits = 10 ** (i % 4)
  const y = Array.from({ length: rows }, (_, row) => (row < 2 ? 1 : row < 4 ? 0 : integer(2)))
  const first = y.map((label) => Math.round((label * 0.3 + uniform()) * digits) / digits)
  const second = y.map((label) => Math.round((label * 0.4 + uniform()) * digits) / digits)
  check('delong', { y, first, second }, () => {
    const positive = Uint8Array.from(y)
    const [a, b] = [placements(positive, Float64Array.from(first)), placements(positive, Float64Array.from(second))]
    const c = aucCovariance(positive, a, b)
    return [a.auc, b.auc, c.first, c.second, c.covariance]
  })
  check('paired_t', { first, second, margin: 0.05 }, () => {
    const evidence = pairedT(first, second)
    const { low, high } = evidence.interval(0.9)
    return [evidence.greater(0.05), evidence.less(0.05), low, high]
  })
}

let answers: unknown[] = []
beforeAll(async () => {
  answers = await ask(cases.map(({ question }) => question))
}, 600_000)

describe('statistics agree with mpmath, scipy and statsmodels within 1e-9', () => {
  test.each([...new Set(cases.map(({ question }) => question.name))])('%s', (name) => {
    const wrong: unknown[] = []
    for (const [index, { question, ours }] of cases.entries()) {
      if (question.name !== name) continue
      const expected = numbers([answers[index]].flat(3))
      const actual = ours()
      expect(actual).toHaveLength(expected.length)
      for (const [i, value] of expected.entries()) {
        const error = Math.abs((actual[i] ?? Number.NaN) - value) / Math.max(1, Math.abs(value))
        const relative = Math.abs((actual[i] ?? Number.NaN) - value) / Math.max(1e-290, Math.abs(value))
        // Absolute for what is compared with alpha; tails down to 1e-290 also keep six digits.
        if (!(error <= 1e-9 && (relative <= 1e-6 || value === 0)))
          wrong.push({ question, expected: value, actual: actual[i] })
      }
    }
    expect(wrong).toEqual([])
  })
})
