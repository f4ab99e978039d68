import { existsSync } from 'node:fs'
import { CommandRelay } from '../commands/relay.ts'
import { type JsonRecord, recordOf, toTexts } from '../json.ts'
import { type Ended, execute } from '../processes/execute.ts'
import type { Attempt } from './attempt.ts'
import { createCommandFiles } from './command-files.ts'
import { processEnvironment } from './process-environment.ts'
import { findProgram } from './shell.ts'
import { commandTarget } from './step-report.ts'

/** A program that is a stage of a step. */
export interface StageProcess {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** On top of the step's environment. */
  readonly extra?: Readonly<Record<string, string>>
  /** What GITHUB_* say differently for it. */
  readonly github?: JsonRecord
}

/** Runs a program with the step's environment, obeys what it prints and reads what it wrote for the runner. */
export async function runStageProcess(attempt: Attempt, program: StageProcess): Promise<Ended> {
  const { state, report, record, around } = attempt
  const files = createCommandFiles(state, report, record)
  const relay = new CommandRelay(commandTarget(report, record, state.masker), { debug: state.request.debug })
  const contexts = {
    github: { ...recordOf(around.contexts['github']), ...program.github },
    env: toTexts(around.contexts['env']),
  }
  const env = processEnvironment(state, contexts, files, program.extra)
  const path = findProgram(program.file, env['PATH'] ?? '')
  if (path === undefined) throw new Error(`${program.file}: command not found`)
  if (!existsSync(program.cwd)) throw new Error(`The working directory '${program.cwd}' does not exist.`)
  try {
    return await execute({
      file: path,
      args: program.args,
      cwd: program.cwd,
      env,
      onLine: (line) => relay.line(line),
      stop: attempt.stop,
    })
  } finally {
    // Also after a failure: what was written before it counts.
    files.collect()
  }
}
