/** How a suite ended, and the lines that say so. */
import { readFileSync } from 'node:fs'
import { valueAt } from '@ml-actions/kubernetes'

export interface Outcome {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
  /** In words, for a suite that is not right; undefined for one that is. */
  readonly problem?: string
  /** Full names of the tests that failed. */
  readonly failures: readonly string[]
}

export interface Counts extends Pick<Outcome, 'passed' | 'failed' | 'skipped' | 'failures'> {}

/** What Jest wrote of its tests; nothing for a file that is not there, since it never got so far. */
export function countsIn(file: string): Counts {
  const result = read(file)
  const count = (key: string): number => {
    const value = valueAt(result, key)
    return typeof value === 'number' ? value : 0
  }
  return {
    passed: count('numPassedTests'),
    failed: count('numFailedTests') + count('numRuntimeErrorTestSuites'),
    skipped: count('numPendingTests') + count('numTodoTests'),
    failures: items(valueAt(result, 'testResults'))
      .flatMap((suite) => items(valueAt(suite, 'assertionResults')))
      .filter((test) => valueAt(test, 'status') === 'failed')
      .map((test) => String(valueAt(test, 'fullName'))),
  }
}

/** A table of all suites, and below it what is not right. */
export function summary(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ name, passed, failed, skipped, seconds }) => [name, passed, failed, skipped, seconds])
  const table = [['suite', 'passed', 'failed', 'skipped', 'seconds'], ...rows].map((row) => row.map(String))
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const lines = table.map((row) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  '),
  )
  const problems = outcomes.flatMap(({ name, problem, failures }) =>
    problem === undefined ? [] : [`✗ ${name}: ${problem}`, ...failures.map((test) => `    ${test}`)],
  )
  return [...lines, ...problems].join('\n')
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
