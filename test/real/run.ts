/**
 * `npm run test:real -- [SUITE…] [--except SUITE]… [--at-once N] [--keep]`: brings the services up that the suites need, runs
 * the suites side by side, and brings all down again unless told to keep them.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { down, type Here, prepare } from '../services/commands.ts'
import { missingHere, shutToOthers } from '../services/machine.ts'
import { ServiceError } from '../services/service.ts'
import { type Outcome, summary } from './outcome.ts'
import { logOf, runSuite } from './run-suite.ts'
import { runAll } from './schedule.ts'
import { whenSpare } from './spare.ts'
import { type Starting, startServices } from './starting.ts'
import { type Suite, suitesFor } from './suites.ts'

const ROOT = join(import.meta.dirname, '../..')
const LOGS = join(ROOT, '.ml-actions/real')
/** It brings all services up and down, and so comes before the others. */
const FIRST = 'services'
/** More suites than processors starve each other's pods in a slow hour of the machine, unless those that run mostly wait. */
const AT_ONCE = availableParallelism()
const AT_MOST = 2 * AT_ONCE

const stop = new AbortController()
const stopped = Promise.withResolvers<never>()
stopped.promise.catch(() => undefined)
const startedAt = performance.now()
const log = (line: string): void => console.log(line)
const here: Here = { clone: ROOT, log }

async function main(args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keep: { type: 'boolean' },
      except: { type: 'string', multiple: true, default: [] },
      'at-once': { type: 'string' },
    },
  })
  const suites = suitesFor(positionals, values.except)
  const missing = [...(await missingHere()), ...(await shutToOthers(ROOT))]
  if (missing.length > 0)
    throw new ServiceError(['The real services can not be brought onto this machine:', ...missing].join('\n- '))
  const first = suites.filter(({ name }) => name === FIRST)
  const others = suites.filter(({ name }) => name !== FIRST)
  const needs = [...new Set(others.flatMap((suite) => suite.needs))]
  // The first suite needs all of them.
  if (first.length > 0 || needs.length > 0)
    await Promise.race([prepare(here, first.length > 0 ? [] : needs), stopped.promise])
  const outcomes: Outcome[] = []
  let starting: Starting | undefined
  try {
    for (const suite of first) outcomes.push(await runAndTell(suite))
    starting = startServices(here, needs)
    outcomes.push(...(await sideBySide(others, values['at-once'], starting)))
  } finally {
    await starting?.settled
    if (values.keep !== true) await down(here, [])
  }
  log(`\n${summary(outcomes)}`)
  log(`${Math.round((performance.now() - startedAt) / 1000)} s, against ${starting.versions() || 'no service'}`)
  const problem = await starting.settled
  if (problem !== undefined) log(problem)
  return problem === undefined && outcomes.every((outcome) => outcome.problem === undefined)
}

function sideBySide(suites: readonly Suite[], told: string | undefined, starting: Starting): Promise<Outcome[]> {
  return runAll(suites, {
    atOnce: Number(told ?? AT_ONCE),
    atMost: Number(told ?? AT_MOST),
    spare: whenSpare,
    ready: ({ needs }) => starting.ready(needs),
    async run(suite) {
      const lacking = starting.lacking(suite.needs)
      return lacking.length === 0 ? runAndTell(suite) : notRun(suite, `without ${lacking.join(', ')}`)
    },
  })
}

/** What a suite says is shown as a whole when it ends. */
async function runAndTell(suite: Suite): Promise<Outcome> {
  if (stop.signal.aborted) return notRun(suite, 'not run')
  log(`▶ ${suite.name}`)
  const outcome = await runSuite(suite, LOGS, stop.signal)
  const { passed, failed, seconds, problem } = outcome
  log(`\n=== ${suite.name}: ${passed} passed, ${failed} failed, ${seconds} s`)
  log(readFileSync(logOf(suite, LOGS), 'utf8'))
  if (problem !== undefined) log(`✗ ${suite.name}: ${problem}\n`)
  return outcome
}

function notRun({ name }: Suite, problem: string): Outcome {
  return { name, passed: 0, failed: 0, skipped: 0, seconds: 0, failures: [], problem }
}

// Suites end, then the services go down; npm passes on a signal that its group has already.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stop.abort()
    stopped.reject(new ServiceError(`ended by ${signal}`))
  })
}
try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  if (!(error instanceof ServiceError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
