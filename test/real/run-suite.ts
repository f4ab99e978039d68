/** One suite in a process of its own: what one makes its process trust, or keeps connected, the next one has not. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '@ml-actions/process'
import { countsIn, type Outcome } from './outcome.ts'
import type { Suite } from './suites.ts'

const ROOT = join(import.meta.dirname, '../..')
const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js']
/** A suite that takes so much longer than it says hangs, or its machine does: the others must still have their time. */
const longestMs = ({ seconds }: Suite): number => (10 * 60 + 3 * seconds) * 1000
/** Tests remove what they made when they are told to end. */
const GRACE_MS = 20_000

/** Where all that a suite says goes. */
export function logOf({ name }: Suite, folder: string): string {
  return join(folder, `${name}.log`)
}

/** Runs it; what it says and its results stay in this folder. */
export async function runSuite(suite: Suite, folder: string, signal: AbortSignal): Promise<Outcome> {
  const { name, file } = suite
  mkdirSync(folder, { recursive: true })
  const log = logOf(suite, folder)
  const results = join(folder, `${name}.json`)
  rmSync(results, { force: true })
  writeFileSync(log, '')
  // Not a line for each test that passed: what failed would be lost among hundreds.
  const tests = ['--config', 'test/real/jest.config.js', '--verbose=false', '--runTestsByPath', file]
  const { ending, exitCode, durationMs } = await run(
    process.execPath,
    [...JEST, ...tests, '--json', `--outputFile=${results}`],
    {
      cwd: ROOT,
      env: process.env,
      signal,
      timeoutMs: longestMs(suite),
      graceMs: GRACE_MS,
      maxOutputBytes: 1,
      onLine: (line) => appendFileSync(log, `${line}\n`),
    },
  )
  const counts = countsIn(results)
  const seconds = Math.round(durationMs / 1000)
  if (exitCode === 0) return { name, seconds, ...counts }
  const how = ending === 'exited' ? `${counts.failed} of ${counts.passed + counts.failed} failed` : ending
  return { name, seconds, ...counts, problem: `${how}; its log is ${log}` }
}
