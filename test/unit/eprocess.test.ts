import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  averageEvidence,
  blocksToDetect,
  blocksToSafety,
  combineMetrics,
  dispersion,
  dispersionPath,
  firstCrossing,
  harmEvidence,
  lateHarmEvidence,
  latencyEvidence,
  type ProportionBlock,
  projectOnBoundary,
  proportionEvidence,
  safetyEvidence,
  splitEvidence,
} from '@ml-actions/statistics'

interface Golden {
  readonly proportions: readonly {
    readonly ratio: number
    readonly absolute: number
    readonly blocks: readonly number[][]
    readonly dispersion: readonly number[]
    readonly harm: readonly number[]
    readonly safety: readonly number[]
    readonly safe: readonly number[]
    readonly late: readonly number[]
  }[]
  readonly splits: readonly {
    readonly tolerance: number
    readonly blocks: readonly number[][]
    readonly logE: readonly number[]
  }[]
}
function isGolden(value: unknown): value is Golden {
  return typeof value === 'object' && value !== null && 'proportions' in value && 'splits' in value
}
// Written by test/oracle/eprocess_golden.py with 50 digits of mpmath.
const read: unknown = JSON.parse(readFileSync(new URL('../oracle/eprocess_golden.json', import.meta.url), 'utf8'))
if (!isGolden(read)) throw new Error('eprocess_golden.json holds no golden values')
const golden = read

const block = (canary: number, bad: number, stable: number, stableBad: number): ProportionBlock => ({
  canary: { trials: canary, bad },
  stable: { trials: stable, bad: stableBad },
})

function choose(n: number, k: number): number {
  let ways = 1
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1)
  return ways
}
const binomial = (n: number, k: number, p: number) => choose(n, k) * p ** k * (1 - p) ** (n - k)

/** mulberry32: small, seeded, good enough to draw from. */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
function draw(random: () => number, n: number, p: number): number {
  let hits = 0
  for (let i = 0; i < n; i++) if (random() < p) hits++
  return hits
}

/** Every outcome of two blocks under (pc, ps), with its probability; stable's rate is learnt from a block before. */
function* outcomes(pc: number, ps: number, sizes: readonly [number, number, number, number]) {
  const [n1, m1, n2, m2] = sizes
  for (const before of [0, 1, 9])
    for (let a = 0; a <= n1; a++)
      for (let b = 0; b <= m1; b++)
        for (let c = 0; c <= n2; c++)
          for (let d = 0; d <= m2; d++) {
            const weight = binomial(n1, a, pc) * binomial(m1, b, ps) * binomial(n2, c, pc) * binomial(m2, d, ps)
            if (weight > 0)
              yield { before, weight, blocks: [block(0, 0, 20, before), block(n1, a, m1, b), block(n2, c, m2, d)] }
          }
}

describe('golden values (mpmath)', () => {
  test.each(golden.proportions.map((one, index) => ({ ...one, index })))('proportions %#', (one) => {
    const blocks = one.blocks.map(([canary = 0, bad = 0, stable = 0, stableBad = 0]) =>
      block(canary, bad, stable, stableBad),
    )
    const compare = (path: readonly number[], expected: readonly number[]) => {
      path.forEach((value, index) => {
        expect(Math.abs(value - (expected[index] ?? Number.NaN))).toBeLessThan(1e-9)
      })
    }
    compare(proportionEvidence(blocks, one, 'harm', one.dispersion), one.harm)
    compare(proportionEvidence(blocks, one, 'safety', one.dispersion), one.safety)
    compare(safetyEvidence(blocks, one, one.dispersion), one.safe)
    compare(lateHarmEvidence(blocks, one, one.dispersion), one.late)
  })
  test.each(golden.splits)('split %#', ({ tolerance, blocks, logE }) => {
    const path = splitEvidence(
      blocks.map(([canary = 0, stable = 0, share = 0]) => ({ canary, stable, share })),
      tolerance,
    )
    path.forEach((value, index) => {
      expect(Math.abs(value - (logE[index] ?? Number.NaN))).toBeLessThan(1e-9)
    })
  })
})

describe('expectation under the null is at most 1 (every outcome enumerated)', () => {
  const tolerances = [
    { ratio: 1, absolute: 0 },
    { ratio: 1.5, absolute: 0 },
    { ratio: 1, absolute: 0.02 },
    { ratio: 2, absolute: 0.05 },
    { ratio: 1, absolute: 0.4 },
    { ratio: 3, absolute: 0.1 },
  ]
  const rates = [0, 0.005, 0.2, 0.55, 0.9]
  test.each(tolerances)('harm and safety, %j', (tolerance) => {
    let worst = 0
    for (const ps of rates)
      for (const distance of [0, 0.1]) {
        const edge = tolerance.ratio * ps + tolerance.absolute
        const nulls = [
          { direction: 'harm' as const, pc: Math.min(1, Math.max(0, edge - distance)) },
          ...(edge + distance <= 1 ? [{ direction: 'safety' as const, pc: edge + distance }] : []),
        ]
        for (const { direction, pc } of nulls)
          for (const sizes of [[5, 7, 3, 4] as const, [1, 8, 2, 3] as const]) {
            const mean = new Map<number, number>()
            for (const { before, weight, blocks } of outcomes(pc, ps, sizes)) {
              const path = direction === 'harm' ? harmEvidence(blocks, tolerance) : safetyEvidence(blocks, tolerance)
              mean.set(before, (mean.get(before) ?? 0) + weight * Math.exp(path.at(-1) ?? 0))
            }
            worst = Math.max(worst, ...mean.values())
          }
      }
    expect(worst).toBeGreaterThan(0.9)
    expect(worst).toBeLessThanOrEqual(1 + 1e-9)
  })
  test('split, within its tolerance', () => {
    for (const share of [0.05, 0.25, 0.5])
      for (const tolerance of [0, 0.1])
        for (const sign of [-1, 0, 1]) {
          const odds = (share / (1 - share)) * (1 + tolerance) ** sign
          const real = odds / (1 + odds)
          let mean = 0
          for (let first = 0; first <= 12; first++)
            for (let second = 0; second <= 30; second++) {
              const blocks = [
                { canary: first, stable: 12 - first, share },
                { canary: second, stable: 30 - second, share },
              ]
              const logE = splitEvidence(blocks, tolerance).at(-1) ?? 0
              mean += binomial(12, first, real) * binomial(30, second, real) * Math.exp(logE)
            }
          expect(mean).toBeLessThanOrEqual(1 + 1e-9)
        }
  })
})

describe('simulated rollouts, looked at after every scrape', () => {
  const simulate = (seed: number, pc: number, ps: number, blocks: number) => {
    const random = uniform(seed)
    return [
      block(0, 0, 300, draw(random, 300, ps)),
      ...Array.from({ length: blocks }, () => block(30, draw(random, 30, pc), 270, draw(random, 270, ps))),
    ]
  }
  const fired = (runs: number, pc: number, ps: number, tolerance: { ratio: number; absolute: number }) => {
    const found = Array.from({ length: runs }, (_, seed) =>
      firstCrossing(harmEvidence(simulate(seed + 1, pc, ps, 60), tolerance), 0.05),
    ).filter((index) => index !== undefined)
    return { share: found.length / runs, median: found.sort((a, b) => a - b)[Math.floor(found.length / 2)] }
  }
  test('equal releases are sent back in at most 5 % of runs', () => {
    expect(fired(400, 0.005, 0.005, { ratio: 1, absolute: 0 }).share).toBeLessThanOrEqual(0.05)
  })
  test('a canary exactly at the tolerance is sent back in at most 5 % of runs', () => {
    expect(fired(400, 0.025, 0.005, { ratio: 1, absolute: 0.02 }).share).toBeLessThanOrEqual(0.05)
  })
  test('0.5 % → 2 % at 300 requests a block is seen, within minutes', () => {
    const { share, median } = fired(100, 0.02, 0.005, { ratio: 1, absolute: 0 })
    expect(share).toBeGreaterThanOrEqual(0.98)
    expect(median).toBeLessThanOrEqual(15)
  })
  test('harm at the tolerance is called safe in at most 5 % of runs', () => {
    const tolerance = { ratio: 1, absolute: 0.02 }
    const safe = Array.from({ length: 400 }, (_, seed) =>
      firstCrossing(safetyEvidence(simulate(seed + 1, 0.025, 0.005, 60), tolerance), 0.05),
    ).filter((index) => index !== undefined)
    expect(safe.length / 400).toBeLessThanOrEqual(0.05)
  })
  test('a leak after a long good time is seen by late evidence long before the plain one', () => {
    const good = Array.from({ length: 200 }, () => block(30, 0, 270, 1))
    const bad = Array.from({ length: 20 }, () => block(30, 6, 270, 1))
    const tolerance = { ratio: 1.5, absolute: 0.02 }
    const late = firstCrossing(harmEvidence([...good, ...bad], tolerance), 0.05)
    const plain = firstCrossing(proportionEvidence([...good, ...bad], tolerance, 'harm'), 0.05)
    expect(late).toBeLessThan(206)
    expect(plain ?? Number.POSITIVE_INFINITY).toBeGreaterThan(207)
  })
})

describe('rates of both arms that rise or fall together while the canary is there', () => {
  const tolerance = { ratio: 1, absolute: 0.15 }
  const median = (canary: number, [before, now]: readonly [number, number], read: typeof safetyEvidence) => {
    const found = Array.from({ length: 41 }, (_, seed) => {
      const random = uniform(seed + 1)
      const blocks = [
        ...Array.from({ length: 20 }, () => block(0, 0, 150, draw(random, 150, before))),
        ...Array.from({ length: 100 }, () => block(60, draw(random, 60, canary), 90, draw(random, 90, now))),
      ]
      return (firstCrossing(read(blocks, tolerance), 0.05) ?? Number.POSITIVE_INFINITY) - 19
    })
    return found.toSorted((a, b) => a - b)[20]
  }
  // What is learnt from all blocks alike takes 80, 46 and 69.
  test('an equal canary is proven safe before the past is outweighed', () => {
    expect(median(0.5, [0.1, 0.5], safetyEvidence)).toBeLessThanOrEqual(30)
  })
  test.each([
    { both: [0.1, 0.5] as const, canary: 0.8 },
    { both: [0.5, 0.1] as const, canary: 0.4 },
  ])('a canary that is 30 points worse is sent back, %j', ({ both, canary }) => {
    expect(median(canary, both, harmEvidence)).toBeLessThanOrEqual(25)
  })
})

describe('latency', () => {
  const edges = [0.05, 0.1, 0.2, 0.4]
  const tolerance = { harm: { ratio: 1, absolute: 0.1 }, safety: { ratio: 1, absolute: 0.1 } }
  const simulate = (seed: number, factor: number) => {
    const random = uniform(seed)
    const arm = (n: number, scale: number) => {
      // lognormal(0.08 s, 0.6) by Box–Muller
      const times = Array.from(
        { length: n },
        () => 0.08 * scale * Math.exp(0.6 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
      )
      return { total: n, slower: edges.map((edge) => times.filter((time) => time > edge).length) }
    }
    const before = { canary: { total: 0, slower: edges.map(() => 0) }, stable: arm(300, 1) }
    return [before, ...Array.from({ length: 40 }, () => ({ canary: arm(40, factor), stable: arm(110, 1) }))]
  }
  const verdict = (seed: number, factor: number) => {
    const { harm, safety } = latencyEvidence(simulate(seed, factor), edges.length, tolerance)
    return { harm: firstCrossing(harm, 0.05), safe: firstCrossing(safety, 0.05) }
  }
  test('equal arms: never harm, soon safe', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { harm, safe } = verdict(seed, 1)
      expect(harm).toBeUndefined()
      expect(safe).toBeLessThan(25)
    }
  })
  test('twice as slow: harm within a few blocks, never safe', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { harm, safe } = verdict(seed, 2)
      expect(harm).toBeLessThan(6)
      expect(safe).toBeUndefined()
    }
  })
  test('without edges there is no evidence', () => {
    expect(latencyEvidence(simulate(1, 1), 0, tolerance).safety.at(-1)).toBe(0)
  })
})

describe('split', () => {
  const blocks = (canary: number, stable: number, share: number) =>
    Array.from({ length: 20 }, () => ({ canary, stable, share }))
  test.each([
    ['an exact router', blocks(25, 75, 0.25), false],
    ['a router that sends a tenth too much', blocks(27, 73, 0.25), false],
    ['a router that ignores the weight', blocks(50, 50, 0.25), true],
    ['a router that sends nothing', blocks(0, 100, 0.25), true],
    ['weights of 0 and 100 say nothing', [...blocks(10, 90, 0), ...blocks(10, 90, 1)], false],
  ])('%s', (_, given, found) => {
    expect(firstCrossing(splitEvidence(given, 0.15), 0.001) !== undefined).toBe(found)
  })
})

describe('dispersion', () => {
  test("Pearson's χ²/df of pods", () => {
    // scipy.stats.chi2_contingency([[5, 0, 10], [95, 100, 90]], correction=False).statistic / 2 = 5.263157894736842
    const pods = [5, 0, 10].map((bad) => ({ trials: 100, bad }))
    expect(dispersion(pods)).toBeCloseTo(5.263157894736842, 12)
  })
  test('is never below 1, needs three pods, and uses the past only', () => {
    expect(dispersion([1, 1, 1].map((bad) => ({ trials: 100, bad })))).toBe(1)
    expect(dispersion([1, 9].map((bad) => ({ trials: 100, bad })))).toBeUndefined()
    const pods = new Map([0, 0, 40].map((bad, index) => [`pod-${index}`, { trials: 100, bad }]))
    const [first, second] = dispersionPath([pods, pods])
    expect(first).toBeUndefined()
    expect(second).toBeGreaterThan(10)
  })
})

describe('combination', () => {
  const levels = { alpha: 0.05, beta: 0.05 }
  test('an average is taken on the scale of e-values', () => {
    expect(averageEvidence([[Math.log(10)], [Math.log(30)]])[0]).toBeCloseTo(Math.log(20), 12)
    expect(averageEvidence([[1000], [-1000]])[0]).toBeCloseTo(1000 - Math.log(2), 9)
  })
  test.each([
    ['harm once seen stays', [{ harm: [0, 4, 0], safety: [0, 0, 9] }], 'harm'],
    [
      'α is shared',
      [
        { harm: [3.2], safety: [4] },
        { harm: [0], safety: [4] },
      ],
      'safe',
    ],
    [
      'every metric must be safe',
      [
        { harm: [0], safety: [4] },
        { harm: [0], safety: [2] },
      ],
      'not-yet',
    ],
    ['safety must still hold', [{ harm: [0, 0], safety: [4, 2] }], 'not-yet'],
    ['no metric is not safe', [], 'not-yet'],
    ['no data is not safe', [{ harm: [], safety: [] }], 'not-yet'],
  ])('%s', (_, metrics, verdict) => {
    expect(combineMetrics(metrics, levels)).toBe(verdict)
  })
})

describe('planning and projection', () => {
  const at = (canaryRate: number, canaryTrials = 37.5) => ({
    canaryTrials,
    stableTrials: 150 - canaryTrials,
    canaryRate,
    stableRate: 0,
    stableBefore: 300,
  })
  const tolerance = { ratio: 1, absolute: 0.02 }
  test('worse regressions and more traffic are seen sooner', () => {
    const small = blocksToDetect(at(0.05), tolerance, 0.025) ?? Number.NaN
    expect(small).toBeGreaterThan(blocksToDetect(at(0.3), tolerance, 0.025) ?? Number.NaN)
    expect(blocksToDetect(at(0.3), tolerance, 0.025)).toBeLessThanOrEqual(2)
    expect(blocksToSafety(at(0), tolerance, 0.05)).toBe(5)
    expect(blocksToSafety(at(0, 7.5), tolerance, 0.05)).toBeGreaterThan(15)
  })
  test('what is within the tolerance is never seen, and silence decides nothing', () => {
    expect(blocksToDetect(at(0.01), tolerance, 0.05, 200)).toBeUndefined()
    expect(blocksToSafety(at(0, 0), tolerance, 0.05, 200)).toBeUndefined()
    expect(proportionEvidence([block(0, 0, 500, 0), block(0, 0, 0, 0), block(9, 9, 0, 0)], tolerance, 'harm')).toEqual([
      0, 0, 0,
    ])
  })
  test('for equality the projection is the pooled rate', () => {
    const point = projectOnBoundary({ canary: 0.3, stable: 0.1 }, { canary: 10, stable: 30 }, { ratio: 1, absolute: 0 })
    expect(point?.canary).toBeCloseTo(0.15, 12)
    expect(point?.stable).toBeCloseTo(0.15, 12)
  })
})
