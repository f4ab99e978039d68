import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isRecord, measure, readFrame } from '@ml-actions/evaluation'
import { findMetric } from '@ml-actions/metric-names'
import { seeded } from '@ml-actions/statistics'
import { ask, type Question } from './python.ts'

const folder = mkdtempSync(join(tmpdir(), 'ml-actions-oracle-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const uniform = seeded(42)
const integer = (below: number): number => Math.floor(uniform() * below)

interface Case {
  readonly kind: 'classes' | 'scores' | 'probabilities' | 'numbers' | 'latency'
  readonly question: Question
  readonly names: readonly string[]
  readonly labels: string
  readonly predictions: string
}

const cases: Case[] = []
let files = 0
function write(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const path = join(folder, `${files++}.csv`)
  writeFileSync(path, [header, ...rows].map((row) => row.join(',')).join('\n'))
  return path
}
const pad = (rows: readonly (readonly (string | number)[])[]) => rows.map((row, i) => [`r${i}`, ...row])

for (let run = 0; run < 30; run++) {
  const rows = run < 5 ? 4 + run : 20 + integer(400)
  const labels = ['cat', 'dog', 'eel', '8', 'é'].slice(0, 2 + integer(4))
  // Every third run some classes are never predicted or never true.
  const known = run % 3 === 0 ? labels.slice(0, -1) : labels
  const truth = Array.from({ length: rows }, () => known[integer(known.length)] ?? '')
  const predicted = truth.map((t) => (uniform() < 0.6 ? t : (labels[integer(labels.length)] ?? '')))
  const labelled = labels.filter((label) => truth.includes(label))
  const names = ['accuracy', 'balanced_accuracy', 'mcc']
  for (const base of ['precision', 'recall', 'f1']) {
    names.push(
      `${base}_macro`,
      `${base}_micro`,
      `${base}_weighted`,
      ...labelled.map((label) => `${base}[class=${label}]`),
    )
  }
  cases.push({
    kind: 'classes',
    question: { name: 'classification', args: { truth, predicted, labels } },
    names,
    labels: write(['id', 'label'], pad(truth.map((t) => [t]))),
    predictions: write(['id', 'prediction'], pad(predicted.map((p) => [p]))),
  })
}
for (let run = 0; run < 20; run++) {
  const rows = 6 + integer(500)
  const y = Array.from({ length: rows }, (_, i) => (i < 2 ? i : integer(2)))
  // Coarse scores in half of the runs: many ties; 0 and 1 in some.
  const steps = run % 2 ? 7 : 1e6
  const score = y.map(
    (label) => Math.round(Math.min(1, Math.max(0, label * 0.2 + uniform() * 0.9 - 0.05)) * steps) / steps,
  )
  cases.push({
    kind: 'scores',
    question: { name: 'scores', args: { y, score } },
    names: ['auc', 'average_precision', 'log_loss', 'brier'],
    labels: write(['id', 'label'], pad(y.map((t) => [t]))),
    predictions: write(['id', 'prediction', 'score'], pad(score.map((s) => [s > 0.5 ? 1 : 0, s]))),
  })
}
for (let run = 0; run < 10; run++) {
  const rows = 20 + integer(200)
  const labels = ['0', '1', '2', '3'].slice(0, 3 + (run % 2))
  const truth = Array.from({ length: rows }, (_, i) => labels[i < labels.length ? i : integer(labels.length)] ?? '')
  const probabilities = truth.map((t) => {
    const raw = labels.map((label) => uniform() + (label === t ? 0.8 : 0))
    return raw.map((value) => value / raw.reduce((sum, x) => sum + x, 0))
  })
  cases.push({
    kind: 'probabilities',
    question: { name: 'multiclass_scores', args: { truth, probabilities, labels } },
    names: ['log_loss', 'brier', 'ece'],
    labels: write(['id', 'label'], pad(truth.map((t) => [t]))),
    predictions: write(
      ['id', 'prediction', ...labels.map((l) => `prob_${l}`)],
      pad(probabilities.map((p) => ['0', ...p])),
    ),
  })
}
for (let run = 0; run < 12; run++) {
  const rows = 2 + integer(300)
  const truth = Array.from({ length: rows }, () => (run === 0 ? 5 : Math.round((uniform() - 0.5) * 1e6) / 100))
  const predicted = truth.map((t) => t + (uniform() - 0.5) * 10 ** integer(4))
  cases.push({
    kind: 'numbers',
    question: { name: 'regression', args: { truth, predicted } },
    names: ['mae', 'mse', 'rmse', 'r2'],
    labels: write(['id', 'label'], pad(truth.map((t) => [t]))),
    predictions: write(['id', 'prediction'], pad(predicted.map((p) => [p]))),
  })
  for (const q of [50, 95, 99.9]) {
    cases.push({
      kind: 'latency',
      question: { name: 'percentile', args: { values: predicted.map(Math.abs), q } },
      names: [`latency_p${q}`],
      labels: write(['id', 'label'], pad(truth.map(() => ['x']))),
      predictions: write(['id', 'prediction', 'latency_ms'], pad(predicted.map((p) => ['x', Math.abs(p)]))),
    })
  }
}

let answers: unknown[] = []
beforeAll(async () => {
  answers = await ask(cases.map(({ question }) => question))
}, 600_000)

describe('metrics agree with scikit-learn and numpy within 1e-9', () => {
  test.each(['classes', 'scores', 'probabilities', 'numbers', 'latency'] as const)('%s', async (kind) => {
    const wrong: unknown[] = []
    let compared = 0
    for (const [index, one] of cases.entries()) {
      if (one.kind !== kind) continue
      const frame = await readFrame(
        { labels: one.labels, challenger: one.predictions, champion: undefined },
        {
          columns: { id: 'id', label: 'label', prediction: 'prediction', score: 'score', latency: 'latency' },
          needs: {
            classes: kind !== 'numbers',
            numbers: kind === 'numbers',
            scores: kind === 'scores',
            probabilities: kind === 'probabilities',
            latency: kind === 'latency',
            slices: [],
          },
          positiveClass: undefined,
        },
      )
      const answer = answers[index]
      for (const name of one.names) {
        const expected = isRecord(answer) ? answer[name] : answer
        const [, base = name, klass] = /^(\w+)\[class=(.*)\]$/.exec(name) ?? []
        const metric = findMetric(base)
        if (metric === undefined || typeof expected !== 'number') throw new Error(name)
        const actual = measure(frame, { metric, klass, slice: [] }, { seed: 1, replicates: 100 }).challenger
        compared++
        if (!(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)))) {
          wrong.push({ name, expected, actual, args: one.question.args })
        }
      }
    }
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(10)
  })
})
