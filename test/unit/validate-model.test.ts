import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { isRecord } from '@ml-actions/evaluation'
import { sha256 } from '@ml-actions/registry'
import { seeded } from '@ml-actions/statistics'
import { parseRule } from '@ml-actions/validation-policy'
import { fileDigest } from '../../actions/validate-model/src/file-digest.ts'
import { compareDecimals } from '../../actions/validate-model/src/judge/decimal.ts'
import { openStep, type Run, world } from './validate-model-step.ts'

describe('rules', () => {
  test.each([
    ['accuracy >= 0.9', 'accuracy >= 0.9'],
    ['  accuracy_score>=90% ', 'accuracy >= 0.9'],
    ['accuracy >= champion-0.01', 'accuracy >= champion - 0.01'],
    ['accuracy > champion', 'accuracy > champion'],
    ['mae <= champion + 1e-3', 'mae <= champion + 0.001'],
    ['recall[class=8] >= 0.85', 'recall[class=8] >= 0.85'],
    ['f1[ language = de , class="a, b" ] >= 0.7', 'f1[language=de,class="a, b"] >= 0.7'],
    ['f1_macro[language=*] >= 0.7', 'f1_macro[language=*] >= 0.7'],
    ['latency_p95 <= 0.12s', 'latency_p95 <= 120ms'],
    ['latency_p99.9 <= champion + 5ms', 'latency_p99.9 <= champion + 5ms'],
    ['bleu-4 >= 30', 'bleu-4 >= 30'],
    ['roc_auc >= .5', 'auc >= 0.5'],
  ])('%s', (text, canonical) => {
    expect(parseRule(text)).toMatchObject({ ok: true, rule: { text: canonical } })
    expect(parseRule(canonical)).toMatchObject({ ok: true, rule: { text: canonical } })
  })

  test.each([
    'accuracy',
    'accuracy >= ',
    '>= 0.9',
    'accuracy = 0.9',
    'accuracy == 0.9',
    'accuracy >= NaN',
    'accuracy >= 0,9',
    'accuracy >= 90ms',
    'accuracy >= champion - 1%',
    'accuracy >= champion - -0.01',
    'accuracy >= champion * 0.99',
    'accuracy >= challenger',
    'accuracy <= champion',
    'log_loss >= champion',
    'latency_p95 >= champion',
    'accuracy[class=1] >= 0.5',
    'f1[] >= 0.5',
    'f1[language] >= 0.5',
    'f1[language=] >= 0.5',
    'f1[a=1,a=2] >= 0.5',
    'f1[a=1 b=2] >= 0.5; rm',
    'accuracy >= 0.9 >= 0.8',
    'accuracy\n>= 0.9\nf1 >= 1',
  ])('%j is refused with examples', (text) => {
    const parsed = parseRule(text)
    expect(parsed).toMatchObject({ ok: false })
    expect(parsed.ok ? '' : parsed.problem).toContain('Examples:')
  })

  test('bounds are compared as decimals', () => {
    expect(0.1 + 0.2 <= 0.3).toBe(false)
    expect(compareDecimals(0.3, 0.1, 0.2)).toBe(0)
    expect(compareDecimals(0.8 + 1e-17, 0.7, 0.1)).toBe(0)
    expect(compareDecimals(1e-320, 0, 0)).toBe(1)
    expect(compareDecimals(-2.5e21, -2.5e21, 1)).toBe(-1)
    expect(compareDecimals(Number.NaN, 0, 0)).toBeNaN()
  })
})

const { folder, write, validate } = openStep()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const DIGEST = { model: `sha256:${'1'.repeat(64)}`, champion: `sha256:${'2'.repeat(64)}` }
const RULES = 'accuracy >= 0.8\naccuracy >= champion - 0.02\nrecall[class=2] >= 0.5'

function compared(
  rows: number,
  challengerErrors: number,
  more: Readonly<Record<string, string>> = {},
  eventName = 'push',
): Promise<Run> {
  const { csv } = world(rows, challengerErrors)
  return validate(
    {
      rules: RULES,
      labels: write('labels.csv', csv('label')),
      predictions: write('challenger.csv', csv('challenger')),
      'champion-predictions': write('champion.csv', csv('champion')),
      ...DIGEST,
      ...more,
    },
    { eventName },
  )
}

const predicate = ({ statement }: Run): Record<string, unknown> => {
  const content = statement?.['predicate']
  return isRecord(content) ? content : {}
}

describe('verdicts', () => {
  test('a better challenger passes, and the statement says from what', async () => {
    const run = await compared(3000, 0.05)
    expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', reason: 'passed' } })
    expect(predicate(run)).toMatchObject({
      result: 'PASSED',
      passedTests: ['accuracy >= 0.8', 'accuracy >= champion - 0.02', 'recall[class=2] >= 0.5'],
      failedTests: [],
      annotations: { reason: 'passed', rows: 3000, matching: 'same-order' },
    })
    expect(JSON.stringify(predicate(run))).not.toContain('first-release')
    expect(run.statement).toMatchObject({ subject: [{ digest: { sha256: '1'.repeat(64) } }] })
    expect(run.summary).toContain('Confusion matrix')
    expect(run.report).toMatchObject({ verdict: 'pass', confusion: { classes: ['0', '1', '2'] } })
  })

  test('a worse challenger is refused', async () => {
    const run = await compared(3000, 0.16)
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'worse-than-champion' } })
    expect(predicate(run)).toMatchObject({ result: 'FAILED', failedTests: ['accuracy >= champion - 0.02'] })
  })

  test('too few rows: inconclusive, with the rows that would do; fails on main, warns on a pull request', async () => {
    const onMain = await compared(120, 0.1)
    expect(onMain).toMatchObject({ exitCode: 1, outputs: { verdict: 'inconclusive', reason: 'too-few-rows' } })
    expect(onMain.log).toMatch(/with 120 rows this can't be decided; about [\d,]+ would do/)
    expect(predicate(onMain)).toMatchObject({ result: 'FAILED', warnedTests: ['accuracy >= champion - 0.02'] })
    const onPullRequest = await compared(120, 0.1, {}, 'pull_request')
    expect(onPullRequest).toMatchObject({ exitCode: 0, outputs: { verdict: 'inconclusive', reason: 'too-few-rows' } })
    expect(predicate(onPullRequest)).toMatchObject({ result: 'WARNED' })
    expect((await compared(120, 0.1, { 'on-inconclusive': 'fail' }, 'pull_request')).exitCode).toBe(1)
    expect((await compared(120, 0.1, { 'on-inconclusive': 'warn' })).exitCode).toBe(0)
  })

  test('as many rows as were asked for decide', async () => {
    const asked = Number(/about ([\d,]+) would do/.exec((await compared(120, 0.1)).log)?.[1]?.replaceAll(',', ''))
    expect(asked).toBeGreaterThan(500)
    expect(asked).toBeLessThan(10_000)
    expect((await compared(2 * asked, 0.1)).outputs).toMatchObject({ verdict: 'pass' })
  })

  test('one changed label file flips the verdict, shuffled rows do not', async () => {
    const { data, csv } = world(3000, 0.05)
    const uniform = seeded(6)
    const shuffled = [...data]
      .map((row) => ({ row, key: uniform() }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row)
    const files = {
      predictions: write('challenger.csv', csv('challenger', shuffled)),
      'champion-predictions': write('champion.csv', csv('champion', [...data].reverse())),
    }
    const rows = { rules: RULES, ...DIGEST, ...files }
    const same = await validate({ ...rows, labels: write('labels.csv', csv('label')) })
    expect(same.outputs).toMatchObject({ verdict: 'pass' })
    expect(same.outputs['metrics']).toBe((await compared(3000, 0.05)).outputs['metrics'])
    expect(same.report).toMatchObject({ matching: 'by-id' })
    // Where the champion and the challenger differ, the champion is called right.
    const changed = data.map((row) => ({ ...row, label: row.champion === row.challenger ? row.label : row.champion }))
    const flipped = await validate({ ...rows, labels: write('labels.csv', csv('label', changed)) })
    expect(flipped.outputs).toMatchObject({ verdict: 'fail', reason: 'worse-than-champion' })
    expect(flipped.outputs['labels-digest']).not.toBe(same.outputs['labels-digest'])
    expect(flipped.outputs['policy-digest']).toBe(same.outputs['policy-digest'])
  })

  test('many equal slices are not broken by looking at many: Holm', async () => {
    const uniform = seeded(12)
    const rows = Array.from({ length: 8000 }, (_, id) => ({
      id,
      label: id % 2,
      slice: id % 40,
      a: uniform() < 0.9,
      b: uniform() < 0.9,
    }))
    const said = (which: 'a' | 'b') => rows.map((row) => `${row.id},${row[which] ? row.label : 1 - row.label}`)
    const run = await validate({
      rules: 'accuracy[slice=*] >= champion - 0.01',
      labels: write(
        'labels.csv',
        ['id,label,slice', ...rows.map((row) => `${row.id},${row.label},${row.slice}`)].join('\n'),
      ),
      predictions: write('b.csv', ['id,prediction', ...said('b')].join('\n')),
      'champion-predictions': write('a.csv', ['id,prediction', ...said('a')].join('\n')),
    })
    expect(run.outputs['verdict']).toBe('inconclusive')
  })

  test('the interval of an absolute bound leaves open what the estimate decides', async () => {
    const rules = 'accuracy >= 0.89'
    expect((await compared(400, 0.1, { rules })).outputs['verdict']).toBe('pass')
    expect((await compared(400, 0.1, { rules, thresholds: 'interval' })).outputs).toMatchObject({
      reason: 'too-few-rows',
    })
    expect((await compared(400, 0.02, { rules, thresholds: 'interval' })).outputs).toMatchObject({ verdict: 'pass' })
    expect((await compared(400, 0.3, { rules, thresholds: 'interval' })).outputs).toMatchObject({
      reason: 'rule-not-met',
    })
  })
})

describe('first release', () => {
  const first = (rules: string, champion: string) => {
    const { csv } = world(500, 0.05)
    const files = { labels: write('labels.csv', csv('label')), predictions: write('p.csv', csv('challenger')) }
    return validate({ rules, champion, model: DIGEST.model, ...files })
  }

  test('only absolute rules apply, and the attestation says so', async () => {
    const run = await first(RULES, 'none')
    expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', reason: 'first-release' } })
    expect(predicate(run)).toMatchObject({
      result: 'PASSED',
      annotations: { 'first-release': true, 'not-applicable': ['accuracy >= champion - 0.02'] },
    })
  })

  test('an empty champion is no first release', async () => {
    const run = await first(RULES, '')
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'champion-missing' } })
    expect(JSON.stringify(predicate(run))).not.toContain('first-release"')
  })

  test('without an absolute rule nothing was shown', async () => {
    expect((await first('accuracy >= champion', 'none')).outputs).toMatchObject({
      verdict: 'fail',
      reason: 'no-absolute-rules',
    })
  })
})

describe('fails closed', () => {
  test.each([
    ['an unknown metric', { rules: 'beauty >= 1' }, 'missing-metric'],
    ['a class that is not there', { rules: 'recall[class=9] >= 0.1' }, 'missing-class'],
    ['a slice column that is not there', { rules: 'accuracy[lang=de] >= 0.1' }, 'missing-slice'],
    ['no score column', { rules: 'auc[class=1] >= 0.1' }, 'missing-column'],
    ['no latency column', { rules: 'latency_p95 <= 1s' }, 'missing-column'],
    ['f1 of three classes', { rules: 'f1 >= 0.1' }, 'ambiguous-metric'],
    ['no rules', { rules: '' }, 'no-rules'],
    ['a rule that is none', { rules: 'accuracy is good' }, 'invalid-policy'],
    ['a policy that is not there', { policy: '/nowhere.yml' }, 'invalid-policy'],
    ['a labels file that is not there', { labels: '/nowhere.csv' }, 'file-missing'],
    ['both rows and metric files', { metrics: 'metrics.json' }, 'invalid-input'],
    ['a champion’s predictions on a first release', { champion: 'none' }, 'invalid-input'],
    ['a key without signing', { 'signing-key': 'x' }, 'invalid-input'],
    ['a champion that is no digest', { champion: 'v1' }, 'invalid-input'],
    ['trusted keys that are none', { 'trusted-keys': 'signers: [{name: a, key: b}]' }, 'invalid-input'],
  ])('%s', async (_, inputs, reason) => {
    const run = await compared(60, 0.05, inputs)
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason } })
  })

  test('predictions of other rows, with a FAILED statement', async () => {
    const { csv } = world(60, 0.05)
    const run = await compared(50, 0.05, { labels: write('other.csv', csv('label')) })
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'rows-do-not-match' } })
    expect(predicate(run)).toMatchObject({ result: 'FAILED', annotations: { reason: 'rows-do-not-match' } })
  })

  test('observe decides the same and does not fail', async () => {
    expect(await compared(3000, 0.16, { mode: 'observe' })).toMatchObject({
      exitCode: 0,
      outputs: { verdict: 'fail', reason: 'worse-than-champion' },
    })
  })

  test('hostile names stay text', async () => {
    const label = '::error::x<script>|`${{ secrets.A }}`'
    const labels = write('labels.csv', `id,label\n1,"${label}"\n2,b\n`)
    const predictions = write('p.csv', `id,prediction\n1,"${label}"\n2,"c\n::set-output name=a::b"\n`)
    const run = await validate({ rules: 'accuracy >= 0.9', labels, predictions, 'min-rows': '1' })
    expect(run.outputs).toMatchObject({ verdict: 'fail', reason: 'rule-not-met' })
    expect(run.summary).not.toContain('<script>')
    expect(run.log).not.toMatch(/^::set-output/m)
  })
})

describe('metric files', () => {
  test.each([
    ['{"accuracy": 0.9, "latency_p95_ms": 80}', '{"accuracy": 0.91}', 'pass', 'passed'],
    ['{"accuracy": 0.899, "latency_p95_ms": 80}', '{"accuracy": 0.91}', 'fail', 'worse-than-champion'],
    ['{"accuracy": NaN, "latency_p95_ms": 80}', '{"accuracy": 0.91}', 'fail', 'not-a-number'],
    ['{"accuracy": 0.9}', '{"accuracy": 0.91}', 'fail', 'missing-metric'],
    ['{"accuracy": 0.9, "latency_p95_ms": 80}', '{"f1": 0.91}', 'fail', 'missing-metric'],
    ['{"accuracy": 0.9', '{}', 'fail', 'malformed-file'],
  ])('%s against %s', async (ours, theirs, verdict, reason) => {
    const run = await validate({
      policy: write('policy.yml', 'rules:\n  - accuracy >= champion - 0.01\n  - latency_p95 <= 120ms\n'),
      metrics: write('ours.json', ours),
      'champion-metrics': write('theirs.json', theirs),
      ...DIGEST,
    })
    expect(run.outputs).toMatchObject({ verdict, reason })
    expect(predicate(run)).toMatchObject({ result: verdict === 'pass' ? 'PASSED' : 'FAILED' })
    expect(JSON.stringify(predicate(run))).not.toContain('"labels"')
  })

  test('a policy with an unknown key or a rule that is no text is refused', async () => {
    const metrics = write('ours.json', '{"accuracy": 1}')
    for (const policy of [
      'rules: [accuracy >= 0]\nalfa: 0.1',
      'rules: [{a: 1}]',
      'rules: [accuracy >= 0]\nalpha: 2',
      '- accuracy >= 0',
      'rules: [',
      'rules: [accuracy >= 0]\nrules: []',
    ]) {
      expect((await validate({ metrics, policy: write('policy.yml', policy) })).outputs).toMatchObject({
        reason: 'invalid-policy',
      })
    }
  })
})

test('a large file is hashed in a thread, to the same digest', async () => {
  const bytes = Buffer.alloc(40 * 1024 * 1024, 'row,1\n')
  const path = join(folder, 'large.csv')
  writeFileSync(path, bytes)
  expect(await fileDigest(path)).toBe(sha256(bytes))
  await expect(fileDigest(join(folder, 'nowhere.csv'))).rejects.toMatchObject({ reason: 'file-missing' })
})
