import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from '@jest/globals'
import {
  confusion,
  EvaluationError,
  type Frame,
  type FrameOptions,
  measure,
  metricTable,
  parseJson,
  readFrame,
} from '@ml-actions/evaluation'
import { findMetric } from '@ml-actions/metric-names'
import { seeded } from '@ml-actions/statistics'

const folder = mkdtempSync(join(tmpdir(), 'ml-actions-evaluation-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const file = (content: string | Uint8Array): string => {
  const path = join(folder, String(files++))
  writeFileSync(path, content)
  return path
}

const NEEDS = { classes: true, numbers: false, scores: false, probabilities: false, latency: false, slices: [] }
const read = (
  labels: string,
  challenger: string,
  champion?: string,
  options: Partial<FrameOptions> = {},
): Promise<Frame> =>
  readFrame(
    { labels, challenger, champion },
    {
      columns: { id: 'id', label: 'label', prediction: 'prediction', score: 'score', latency: 'latency' },
      needs: NEEDS,
      positiveClass: undefined,
      ...options,
    },
  )
const draw = { seed: 1, replicates: 2000 }
const value = (frame: Frame, name: string, klass?: string, slice: { column: string; value: string }[] = []) => {
  const metric = findMetric(name)
  if (metric === undefined) throw new Error(name)
  return measure(frame, { metric, klass, slice }, draw)
}
async function reasonOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    if (error instanceof EvaluationError) return error.reason
    throw error
  }
  return 'accepted'
}

const LABELS = 'id,label,lang\na,1,de\nb,0,de\nc,1,en\nd,0,en\n'
const GOOD = 'id,prediction\na,1\nb,0\nc,1\nd,1\n'

describe('rows are matched before anything is compared', () => {
  test('the same order is proven, another is joined, with the same result', async () => {
    const ordered = await read(file(LABELS), file(GOOD))
    const shuffled = await read(file(LABELS), file('id,prediction\nd,1\na,1\nc,1\nb,0\n'))
    expect([ordered.matching, shuffled.matching]).toEqual(['same-order', 'by-id'])
    expect(confusion(shuffled)).toEqual(confusion(ordered))
    expect(value(shuffled, 'accuracy').challenger).toBe(0.75)
  })

  test('labels whose ids do not rise, and thousands of rows in random order', async () => {
    const uniform = seeded(4)
    const ids = Array.from({ length: 5000 }, (_, i) => `row-${(i * 7919) % 5000}`)
    const labels = ids.map((id) => `${id},${id.length % 3}`)
    const predictions = ids.map((id) => `${id},${id.length % 3}`).sort(() => uniform() - 0.5)
    const frame = await read(
      file(`id,label\n${labels.join('\n')}`),
      file(`id,prediction\n${predictions.join('\r\n')}`.replace('\n', '\r\n')),
    )
    expect(frame.matching).toBe('by-id')
    expect(value(frame, 'accuracy').challenger).toBe(1)
  })

  test.each([
    ['a missing row', LABELS, 'id,prediction\na,1\nb,0\nc,1\n', 'rows-do-not-match'],
    ['an unknown id', LABELS, 'id,prediction\na,1\nb,0\nc,1\ne,1\n', 'rows-do-not-match'],
    ['one row more', LABELS, `${GOOD}e,1\n`, 'rows-do-not-match'],
    ['an id twice in the predictions', LABELS, `${GOOD}a,1\n`, 'duplicate-ids'],
    ['an id twice in place of another', LABELS, 'id,prediction\na,1\nb,0\nc,1\na,1\n', 'duplicate-ids'],
    ['an id twice in the labels', 'id,label\na,1\na,0\n', 'id,prediction\na,1\na,1\n', 'duplicate-ids'],
    ['an id twice in unsorted labels', 'id,label\nb,1\na,0\nb,1\n', 'id,prediction\nb,1\na,1\nb,1\n', 'duplicate-ids'],
    ['other labels in the predictions', LABELS, 'id,label,prediction\na,1,1\nb,1,0\nc,1,1\nd,0,1\n', 'labels-differ'],
    ['no data rows', 'id,label\n', GOOD, 'empty-data'],
    ['an empty file', '', GOOD, 'empty-data'],
    ['no prediction column', LABELS, 'id,predicted\na,1\n', 'missing-column'],
    ['no id column', LABELS, 'row,prediction\na,1\n', 'missing-column'],
    ['an empty prediction', LABELS, 'id,prediction\na,1\nb,\nc,1\nd,0\n', 'not-a-number'],
    ['a ragged record', LABELS, 'id,prediction\na,1,2\n', 'malformed-file'],
    ['a column twice', LABELS, 'id,prediction,prediction\na,1,0\n', 'malformed-file'],
  ])('%s is refused', async (_, labels, predictions, reason) => {
    expect(await reasonOf(read(file(labels), file(predictions)))).toBe(reason)
  })

  test('the same labels inside shuffled predictions are accepted', async () => {
    const frame = await read(file(LABELS), file('id,label,prediction\nd,0,1\nc,1.0,1\nb,0,0\na,1,1\n'))
    expect(value(frame, 'accuracy').challenger).toBe(0.75)
  })

  test('a file that is not there', async () => {
    expect(await reasonOf(read(join(folder, 'nowhere'), file(GOOD)))).toBe('file-missing')
  })
})

describe('what is read', () => {
  test('gzip, JSON Lines, quoted cells and 3.0 for 3 mean the same', async () => {
    const expected = confusion(await read(file(LABELS), file(GOOD)))
    const json =
      '{"id":"a","prediction":1}\n{"id":"b","prediction":0}\n{"id":"c","prediction":1.0}\n\n{"id":"d","prediction":"1"}'
    for (const predictions of [
      gzipSync(GOOD),
      json,
      GOOD.replaceAll(',1\n', ',1.0\n'),
      '\uFEFF"id","prediction"\n"a","1"\nb,0\nc,1\nd,1',
    ]) {
      expect(confusion(await read(file(LABELS), file(predictions)))).toEqual(expected)
    }
  })

  test.each([
    ['nan', 'not-a-number'],
    ['', 'not-a-number'],
    ['inf', 'not-a-number'],
    ['high', 'not-a-number'],
    ['1.5', 'out-of-range'],
  ])('a probability of %j is refused', async (text, reason) => {
    const predictions = file(`id,prediction,prob_0,prob_1\na,1,0,1\nb,0,1,0\nc,1,0,1\nd,1,0,${text}\n`)
    const needs = { ...NEEDS, probabilities: true }
    expect(await reasonOf(read(file(LABELS), predictions, undefined, { needs }))).toBe(reason)
  })

  test('probabilities that do not add up are refused', async () => {
    const predictions = file('id,prediction,prob_0,prob_1\na,1,0,1\nb,0,1,0\nc,1,0,1\nd,1,0.5,0.6\n')
    const frame = await read(file(LABELS), predictions, undefined, { needs: { ...NEEDS, probabilities: true } })
    expect(await reasonOf(() => value(frame, 'log_loss'))).toBe('out-of-range')
  })

  test('seconds and microseconds become milliseconds', async () => {
    for (const [column, number] of [
      ['latency_s', '0.25'],
      ['latency_us', '250000'],
      ['latency', '250'],
    ]) {
      const predictions = file(`id,prediction,${column}\na,1,${number}\nb,0,${number}\nc,1,${number}\nd,1,${number}\n`)
      const frame = await read(file(LABELS), predictions, undefined, { needs: { ...NEEDS, latency: true } })
      expect(value(frame, 'latency_p95').challenger).toBe(250)
    }
  })

  test('a broken gzip file is told from a missing one', async () => {
    expect(await reasonOf(read(file(LABELS), file(gzipSync(GOOD).subarray(0, 20))))).toBe('malformed-file')
  })
})

describe('metrics', () => {
  const needs = { ...NEEDS, slices: ['lang'] }

  test('slices', async () => {
    const frame = await read(file(LABELS), file(GOOD), file('id,prediction\na,0\nb,0\nc,1\nd,0\n'), { needs })
    const english = value(frame, 'accuracy', undefined, [{ column: 'lang', value: 'en' }])
    expect([english.rows, english.challenger, english.champion]).toEqual([2, 0.5, 1])
    expect(await reasonOf(() => value(frame, 'accuracy', undefined, [{ column: 'lang', value: 'fr' }]))).toBe(
      'missing-slice',
    )
  })

  test('a slice column that the labels lack', async () => {
    const slices = ['region']
    expect(await reasonOf(read(file(LABELS), file(GOOD), undefined, { needs: { ...NEEDS, slices } }))).toBe(
      'missing-slice',
    )
  })

  test('a class of several is never guessed', async () => {
    const frame = await read(file('id,label\na,x\nb,y\n'), file('id,prediction\na,x\nb,y\n'))
    expect(await reasonOf(() => value(frame, 'f1'))).toBe('ambiguous-metric')
    expect(await reasonOf(() => value(frame, 'f1', 'z'))).toBe('missing-class')
    expect(value(frame, 'f1', 'x').challenger).toBe(1)
    expect(
      await reasonOf(read(file('id,label\na,x\n'), file('id,prediction\na,x\n'), undefined, { positiveClass: 'z' })),
    ).toBe('missing-class')
  })

  test('AUC of one class only is undefined, not a number', async () => {
    const frame = await read(file('id,label\na,1\nb,1\n'), file('id,prediction,score\na,1,0.2\nb,1,0.4\n'), undefined, {
      needs: { ...NEEDS, scores: true },
    })
    expect(await reasonOf(() => value(frame, 'auc'))).toBe('undefined-metric')
  })

  test('R² of one row is undefined', async () => {
    const frame = await read(file('id,label\na,1\n'), file('id,prediction\na,1\n'), undefined, {
      needs: { ...NEEDS, classes: false, numbers: true },
    })
    expect(await reasonOf(() => value(frame, 'r2'))).toBe('undefined-metric')
  })

  test('the bootstrap agrees with the score test where both apply', async () => {
    const uniform = seeded(8)
    const rows = Array.from({ length: 2000 }, (_, i) => {
      const y = Math.round(uniform())
      return { id: i, y, a: uniform() < 0.9 ? y : 1 - y, b: uniform() < 0.92 ? y : 1 - y }
    })
    const table = (head: string, of: (row: (typeof rows)[number]) => number) =>
      file(`${head}\n${rows.map((row) => `${row.id},${of(row)}`).join('\n')}`)
    const frame = await read(
      table('id,label', ({ y }) => y),
      table('id,prediction', ({ b }) => b),
      table('id,prediction', ({ a }) => a),
    )
    const [exact, resampled] = [value(frame, 'accuracy').paired(), value(frame, 'balanced_accuracy').paired()]
    expect(resampled.rowVariance / exact.rowVariance).toBeGreaterThan(0.9)
    expect(resampled.rowVariance / exact.rowVariance).toBeLessThan(1.1)
    expect(value(frame, 'f1').paired().greater(-0.01)).toBe(value(frame, 'f1').paired().greater(-0.01))
  })

  test('two identical small samples prove nothing, whatever the metric', async () => {
    const labels = file(`id,label\n${Array.from({ length: 12 }, (_, i) => `${i},${i % 2}`).join('\n')}`)
    const same = file(`id,prediction\n${Array.from({ length: 12 }, (_, i) => `${i},${i % 2}`).join('\n')}`)
    const frame = await read(labels, same, same)
    for (const name of ['accuracy', 'f1', 'f1_macro', 'precision', 'mcc']) {
      expect(value(frame, name).paired().greater(-0.01)).toBeGreaterThan(0.05)
    }
  })
})

describe('metric files', () => {
  test.each([
    ['flat', { accuracy: 0.9 }, 'accuracy', 0.9],
    ['nested', { test: { metrics: { roc_auc: 0.8 } } }, 'auc', 0.8],
    ['one element', { acc: [0.7] }, 'accuracy', 0.7],
    ['Hugging Face', { eval_f1: 0.5, eval_runtime: 3 }, 'f1', 0.5],
    ['lm-evaluation-harness', { results: { arc: { 'acc,none': 0.6, 'acc_stderr,none': 'N/A' } } }, 'accuracy', 0.6],
    [
      'MLflow',
      {
        metrics: [
          { key: 'mae', value: 2, step: 1 },
          { key: 'mae', value: 3, step: 0 },
        ],
      },
      'mae',
      2,
    ],
    ['a report’s average', { 'macro avg': { precision: 1, recall: 1, 'f1-score': 0.4, support: 9 } }, 'f1_macro', 0.4],
    ['a report’s class', { '8': { precision: 1, recall: 0.3, 'f1-score': 1, support: 9 } }, 'recall[class=8]', 0.3],
    ['seconds', { latency_p95_s: 0.12 }, 'latency_p95', 120],
    ['an own name', { 'bleu-4': 31 }, 'bleu-4', 31],
    ['absent', { accuracy: 1 }, 'f1', undefined],
  ])('%s', (_, content, name, expected) => {
    expect(metricTable(content, 'metrics.json').find(name)).toBe(expected)
  })

  test('two entries that could be meant are refused', async () => {
    const table = metricTable({ a: { accuracy: 1 }, b: { accuracy: 0 } }, 'm')
    expect(await reasonOf(() => table.find('accuracy'))).toBe('ambiguous-metric')
    expect(table.find('a.accuracy')).toBe(1)
    expect(await reasonOf(() => metricTable({ a: 'x' }, 'm'))).toBe('empty-data')
  })

  test('NaN and Infinity as Python writes them, not inside texts', () => {
    expect(parseJson('{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \\" Infinity"}')).toEqual({
      a: Number.NaN,
      b: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
      c: 'NaN " Infinity',
    })
    expect(() => parseJson('{"a": NaNs}')).toThrow(SyntaxError)
  })
})
