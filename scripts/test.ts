/**
 * Everything that is checked on every machine: `npm test`. Runs all checks even when one fails, the others beside the tests;
 * says what each took, and closes with the number of tests.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './generate.ts'

interface Check {
  readonly name: string
  readonly argv: readonly [command: string, ...args: string[]]
}

const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name)
const scratch = mkdtempSync(join(tmpdir(), 'ml-actions-test-'))
const results = join(scratch, 'jest.json')
const only = process.argv.slice(2)

const checks: readonly Check[] = [
  { name: 'types', argv: [bin('tsc'), '-p', 'tsconfig.json'] },
  { name: 'style', argv: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'promises', argv: [bin('oxlint'), '--deny-warnings'] },
  { name: 'dead code', argv: [bin('knip'), '--no-progress'] },
  { name: 'generated', argv: [process.execPath, 'scripts/generate.ts', '--check'] },
  { name: 'workflows', argv: [process.execPath, 'scripts/lint-workflows.ts'] },
  {
    name: 'tests',
    argv: [
      process.execPath,
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      '--json',
      `--outputFile=${results}`,
    ],
  },
]

const isTests = ({ name }: Check): boolean => name === 'tests'

async function runCheck({ name, argv: [command, ...args] }: Check): Promise<boolean> {
  const startedAt = performance.now()
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' })
  const status = await new Promise((resolve) => child.once('close', resolve))
  const passed = status === 0
  console.log(`${passed ? '✓' : '✗'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)}s)`)
  return passed
}

/** One after the other; the names of those that did not pass. */
async function runChecks(all: readonly Check[]): Promise<readonly string[]> {
  const failures: string[] = []
  for (const check of all) if (!(await runCheck(check))) failures.push(check.name)
  return failures
}

function countTests(): { readonly passed: number; readonly failed: number; readonly skipped: number } {
  const read: unknown = JSON.parse(readFileSync(results, 'utf8'))
  const count = (key: string): number => {
    const value: unknown = typeof read === 'object' && read !== null ? Reflect.get(read, key) : undefined
    return typeof value === 'number' ? value : 0
  }
  return {
    passed: count('numPassedTests'),
    // A file that can't be loaded has no tests of its own, and is a failure all the same.
    failed: count('numFailedTests') + count('numRuntimeErrorTestSuites'),
    skipped: count('numPendingTests') + count('numTodoTests'),
  }
}

try {
  const wanted = checks.filter(({ name }) => only.length === 0 || only.includes(name))
  const [tests, others] = [wanted.filter(isTests), wanted.filter((check) => !isTests(check))]
  const failures = (await Promise.all([runChecks(others), runChecks(tests)])).flat()
  if (failures.length > 0) {
    console.error(`not right: ${failures.join(', ')}`)
    process.exitCode = 1
  }
  if (tests.length > 0) {
    const { passed, failed, skipped } = countTests()
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
