import { describe, expect, test } from '@jest/globals'
import { CsvScanner, EvaluationError, parseNumber } from '@ml-actions/evaluation'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'

/** Our records, the bytes handed over in pieces of these sizes. */
function scan(bytes: Uint8Array, pieces: readonly number[]): string[][] | 'refused' {
  const records: string[][] = []
  const scanner = new CsvScanner(({ bytes: from, starts, ends, count }) => {
    records.push(Array.from({ length: count }, (_, i) => Buffer.from(from.slice(starts[i], ends[i])).toString()))
  })
  try {
    let at = 0
    for (let i = 0; at < bytes.length; i++) {
      const size = Math.max(1, pieces[i % pieces.length] ?? 1)
      scanner.push(bytes.subarray(at, at + size))
      at += size
    }
    scanner.end()
    return records
  } catch (error) {
    if (error instanceof EvaluationError && error.reason === 'malformed-file') return 'refused'
    throw error
  }
}

function oracle(bytes: Uint8Array): string[][] | 'refused' {
  try {
    const rows: unknown = parse(Buffer.from(bytes), { bom: true })
    if (!Array.isArray(rows)) throw new Error('no rows')
    return rows.map((row: unknown) => (Array.isArray(row) ? row.map(String) : []))
  } catch {
    return 'refused'
  }
}

const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })

describe('CSV as csv-parse 7 reads it', () => {
  test('any text of the characters that matter', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', '\r\n', ' ', 'é', '\uFEFF', '""'),
      maxLength: 24,
    })
    fc.assert(
      fc.property(text, pieces, (csv, sizes) => {
        const bytes = Buffer.from(csv)
        expect({ csv, records: scan(bytes, sizes) }).toEqual({ csv, records: oracle(bytes) })
      }),
      { numRuns: 4_000, seed: 1 },
    )
  })

  test('well-formed tables with every quoting', () => {
    const cell = fc.string({ unit: fc.constantFrom('x', ',', '"', '\n', 'ü', '0'), maxLength: 5 })
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      )
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), pieces, (rows, lineEnd, ends, sizes) => {
        const quote = (value: string) =>
          /[",\n\r]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value
        const csv = rows.map((row) => row.map(quote).join(',')).join(lineEnd) + (ends ? lineEnd : '')
        expect(scan(Buffer.from(csv), sizes)).toEqual(rows)
      }),
      { numRuns: 2_000, seed: 2 },
    )
  })

  test.each([
    ['a quote inside a cell', 'a,b\n1,2"3\n'],
    ['text after a closing quote', 'a,b\n"1"x,2\n'],
    ['a quote that never closes', 'a,b\n"1,2\n'],
    ['a short record', 'a,b\n1\n'],
    ['a long record', 'a,b\n1,2,3\n'],
    ['an empty line', 'a,b\n\n1,2\n'],
  ])('refuses %s', (_, csv) => {
    expect(scan(Buffer.from(csv), [100])).toBe('refused')
  })
})

describe('numbers are rounded as Number() rounds them', () => {
  const read = (text: string): number => {
    const bytes = Buffer.from(text)
    return parseNumber(bytes, 0, bytes.length)
  }

  test('shortest forms, fixed forms and long digit strings', () => {
    const texts = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x.toFixed(18)),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x.toFixed(12)),
      fc
        .tuple(fc.bigInt({ min: 0n, max: 10n ** 21n }), fc.nat(25))
        .map(([digits, scale]) => `0.${'0'.repeat(scale)}${digits}`),
      fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect([text, read(text)]).toEqual([text, Number(text)])
      }),
      { numRuns: 10_000, seed: 3 },
    )
  })

  test.each(['', ' ', '-', '.', '-.', '1.2.3', '1,5', '0x10', 'abc', 'nan', 'NaN', 'NULL', '1e', '--1', '1_000'])(
    '%j is no number',
    (text) => {
      expect(read(text)).toBeNaN()
    },
  )

  test.each([
    ['inf', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    [' 0.5 ', 0.5],
    ['+1', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['1E-3', 0.001],
    ['-0', -0],
    ['9007199254740993', 9007199254740992],
  ])('%j is %d', (text, value) => {
    expect(read(text)).toBe(value)
  })
})
