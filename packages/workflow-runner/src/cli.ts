#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { type RunRequest, runCommand } from './command-line.ts'
import { ConsoleReport } from './report/console.ts'
import { runWorkflow } from './run-workflow.ts'
import { RefusedError } from './types.ts'

/** Exit codes: 0 success, 1 a job failed, 2 bad usage or refused before the start, 130 cancelled. */
const EXIT = { success: 0, skipped: 0, failure: 1, refused: 2, cancelled: 130 } as const

/** The word by which this program starts itself again as the process of a job. */
const JOB_PROCESS = 'job-process'

if (process.argv[2] === JOB_PROCESS && process.send !== undefined) {
  const { serveJob } = await import('./job/main.ts')
  serveJob()
} else {
  process.exitCode = await main(process.argv)
}

async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.success
  const program = new Command('ml-actions').description('ML Actions on this machine.').exitOverride()
  const run = runCommand({ cwd: process.cwd(), env: process.env }, async (request) => {
    code = await execute(request)
  })
  program.addCommand(run.exitOverride().showHelpAfterError('(ml-actions run --help says more)'))
  try {
    await program.parseAsync(argv)
    return code
  } catch (error) {
    if (error instanceof RefusedError) {
      for (const reason of error.reasons) process.stderr.write(`refused: ${reason}\n`)
      return EXIT.refused
    }
    // Commander has said what is wrong; asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.refused
    throw error
  }
}

async function execute({ options, quiet }: RunRequest): Promise<number> {
  const cancel = new AbortController()
  const onSignal = (): void => {
    // The second time there is no more waiting: job processes end themselves when this one is gone.
    if (cancel.signal.aborted) process.exit(EXIT.cancelled)
    process.stderr.write('Cancelling: steps are asked to stop, then posts run. Once more to end at once.\n')
    cancel.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  const report = new ConsoleReport((text) => process.stdout.write(text), {
    colour: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    detail: quiet ? 'steps' : 'lines',
  })
  const self = process.argv[1]
  const result = await runWorkflow({
    ...options,
    signal: cancel.signal,
    onEvent: (event) => report.event(event),
    ...(self === undefined ? {} : { jobProcess: { path: self, args: [JOB_PROCESS] } }),
  })
  return cancel.signal.aborted ? EXIT.cancelled : EXIT[result.conclusion]
}
