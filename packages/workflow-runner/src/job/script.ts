import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'
import { evaluateTemplate } from '../expressions/evaluate.ts'
import { toText } from '../json.ts'
import type { Ended } from '../processes/execute.ts'
import type { Conclusion } from '../types.ts'
import type { RunStep } from '../workflow/model.ts'
import type { Attempt } from './attempt.ts'
import { runStageProcess } from './process-stage.ts'
import { shellCommand } from './shell.ts'

/** Runs the script of a `run` step in its shell. */
export async function runScript(attempt: Attempt, step: RunStep): Promise<Conclusion> {
  const { state, scope, around, report } = attempt
  const script = toText(await evaluateTemplate(step.run, around))
  const shell = toText(await evaluateTemplate(step.shell ?? scope.runDefaults['shell'] ?? '', around))
  const directory = toText(
    await evaluateTemplate(step.workingDirectory ?? scope.runDefaults['working-directory'] ?? '', around),
  )
  if (shell === '' && scope.composite) throw new Error('Required property is missing: shell')
  const command = shellCommand(shell, state.searchPath(state.request.env['PATH']))
  const file = join(state.temp, `${randomUUID()}${command.extension}`)
  writeFileSync(file, script)

  report.line('group', `Run ${firstLine(script)}`)
  for (const line of script.trimEnd().split('\n')) report.line('command', line)
  report.line('plain', `shell: ${[command.file, ...command.args].join(' ')}`)
  for (const [name, value] of Object.entries(attempt.env)) report.line('plain', `  ${name}: ${firstLine(value)}`)
  report.line('endgroup', '')
  try {
    const ended = await runStageProcess(attempt, {
      file: command.file,
      args: command.args.map((arg) => arg.replaceAll('{0}', file)),
      cwd: resolve(state.workspace, directory),
    })
    if (ended.kind === 'stopped') return 'cancelled'
    const code = exitCode(ended)
    if (code === 0) return 'success'
    report.issue('error', `Process completed with exit code ${code}.`)
    return 'failure'
  } finally {
    rmSync(file, { force: true })
  }
}

/** The first line of a text that is not blank; what GitHub shows of a script. */
export function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}

/** As a shell counts: 128 and the signal's number. */
function exitCode(ended: Exclude<Ended, { kind: 'stopped' }>): number {
  if (ended.kind === 'exited') return ended.code
  return 128 + (Object.entries(constants.signals).find(([name]) => name === ended.signal)?.[1] ?? 0)
}
