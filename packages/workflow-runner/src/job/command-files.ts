import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEntries, parsePaths } from '../commands/entries.ts'
import type { RunState } from './run-state.ts'
import type { StepRecord, StepReport } from './step-report.ts'

/** The files by which one stage of one step speaks to the runner. */
export interface CommandFiles {
  /** GITHUB_ENV and so on, for the process. */
  readonly variables: Readonly<Record<string, string>>
  /** Reads and removes the files. A malformed one fails the step; the others still count. */
  collect(): void
}

/** GitHub publishes no larger summary (actions/runner, `CreateStepSummaryCommand`). */
const MAX_SUMMARY_BYTES = 1024 * 1024

const PREFIXES = {
  GITHUB_ENV: 'set_env_',
  GITHUB_OUTPUT: 'set_output_',
  GITHUB_PATH: 'add_path_',
  GITHUB_STATE: 'save_state_',
  GITHUB_STEP_SUMMARY: 'step_summary_',
} as const

type Variable = keyof typeof PREFIXES

/** Creates fresh, empty command files. `collect` hands the summary, masked, to the report. */
export function createCommandFiles(state: RunState, report: StepReport, record: StepRecord): CommandFiles {
  const directory = join(state.temp, '_runner_file_commands')
  mkdirSync(directory, { recursive: true })
  const suffix = randomUUID()
  const path = (variable: Variable): string => join(directory, PREFIXES[variable] + suffix)
  const variables: Variable[] = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
  for (const variable of variables) writeFileSync(path(variable), '')

  const read = (variable: Variable, take: (text: string) => void): void => {
    if (!existsSync(path(variable))) return
    try {
      take(readFileSync(path(variable), 'utf8').replace(/^\uFEFF/, ''))
    } catch (error) {
      record.failed = true
      report.issue(
        'error',
        `Unable to process file command '${variable.slice('GITHUB_'.length).toLowerCase()}' successfully.`,
      )
      report.issue('error', error instanceof Error ? error.message : String(error))
    }
  }
  return {
    variables: Object.fromEntries(variables.map((variable) => [variable, path(variable)])),
    collect() {
      read('GITHUB_ENV', (text) => setEnvironment(state, report, text))
      read('GITHUB_OUTPUT', (text) => Object.assign(record.outputs, Object.fromEntries(parseEntries(text))))
      read('GITHUB_STATE', (text) => Object.assign(record.state, Object.fromEntries(parseEntries(text))))
      read('GITHUB_PATH', (text) => addPaths(state, text))
      readSummary(path('GITHUB_STEP_SUMMARY'), state, report)
      for (const variable of variables) rmSync(path(variable), { force: true })
    },
  }
}

function setEnvironment(state: RunState, report: StepReport, text: string): void {
  for (const [name, value] of parseEntries(text)) {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      report.issue('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
    } else {
      state.env[name] = value
    }
  }
}

function addPaths(state: RunState, text: string): void {
  for (const path of parsePaths(text)) {
    const known = state.path.indexOf(path)
    if (known >= 0) state.path.splice(known, 1)
    state.path.push(path)
  }
}

function readSummary(path: string, state: RunState, report: StepReport): void {
  const size = existsSync(path) ? statSync(path).size : 0
  if (size > MAX_SUMMARY_BYTES) {
    report.issue(
      'error',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${MAX_SUMMARY_BYTES / 1024}k, got ${Math.floor(size / 1024)}k.`,
    )
  } else if (size > 0) {
    report.summaries.push(state.masker.mask(readFileSync(path, 'utf8')))
  }
}
