import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Log, parseInputs, readContext, type Services, systemClock, UserError } from '@ml-actions/action'
import { isRecord } from '@ml-actions/evaluation'
import { seeded } from '@ml-actions/statistics'
import { definition } from '../../actions/validate-model/src/definition.ts'
import { main } from '../../actions/validate-model/src/main.ts'

/** How one run of the step ended, as the runner would see it. */
export interface Run {
  readonly exitCode: number | null
  readonly outputs: Readonly<Record<string, string>>
  readonly message: string
  readonly summary: string
  readonly log: string
  readonly report: Readonly<Record<string, unknown>>
  readonly statement: Readonly<Record<string, unknown>> | undefined
}

/** What is around a run: the event, and who answers its requests. */
export interface Around {
  readonly eventName?: string
  /** The event's payload. */
  readonly event?: unknown
  readonly fetch?: typeof fetch
}

/** A folder for a test's files, and the action's story run in this process. */
export function openStep() {
  const folder = mkdtempSync(join(tmpdir(), 'ml-actions-validate-'))
  let runs = 0

  function write(name: string, content: string): string {
    const path = join(folder, `${runs}-${name}`)
    writeFileSync(path, content)
    return path
  }

  /** As `runAction` would: inputs parsed from the environment, UserErrors as verdicts. */
  async function validate(inputs: Readonly<Record<string, string>>, around: Around = {}): Promise<Run> {
    runs++
    const env = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    )
    const lines: string[] = []
    const say = (line: string): void => void lines.push(line)
    const log: Log = {
      ...{ info: say, debug: say, foreign: say, notice: say, warning: say, error: say, group: say },
      phase: (_, work) => work(),
    }
    const services: Services = {
      log,
      clock: systemClock,
      env,
      context: readContext({
        GITHUB_EVENT_NAME: around.eventName ?? 'push',
        GITHUB_EVENT_PATH: around.event === undefined ? '' : write('event.json', JSON.stringify(around.event)),
        GITHUB_API_URL: 'https://api.github.com',
        GITHUB_WORKFLOW: 'ci',
        GITHUB_JOB: 'validate',
        RUNNER_TEMP: folder,
        GITHUB_REPOSITORY: 'o/r',
      }),
      signal: new AbortController().signal,
      fetch: around.fetch ?? fetch,
      mask: () => {},
      saveState: () => {},
      readState: () => '',
    }
    try {
      const ended = await main(parseInputs(definition, env), services)
      const outputs: Record<string, string> = { verdict: ended.verdict, reason: ended.reason }
      for (const [name, value] of Object.entries(ended.outputs ?? {})) if (value !== undefined) outputs[name] = value
      return {
        exitCode: (ended.failed ?? ended.verdict !== 'pass') ? 1 : 0,
        outputs,
        message: ended.message,
        summary: ended.summary ?? '',
        log: lines.join('\n'),
        report: json(outputs['report']) ?? {},
        statement: json(outputs['statement']),
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const { message, reason } = error
      const outputs = { verdict: 'fail', reason }
      return { exitCode: 1, outputs, message, summary: '', log: message, report: {}, statement: undefined }
    }
  }

  return { folder, write, validate }
}

function json(path: string | undefined): Record<string, unknown> | undefined {
  if (path === undefined) return undefined
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return isRecord(content) ? content : undefined
}

/** A champion that is right in nine of ten rows, and a challenger that errs as often as told. */
export function world(rows: number, challengerErrors: number, seed = 5) {
  const uniform = seeded(seed)
  const data = Array.from({ length: rows }, (_, id) => {
    const label = Math.floor(uniform() * 3)
    const wrong = (label + 1) % 3
    return {
      id,
      label,
      champion: uniform() < 0.9 ? label : wrong,
      challenger: uniform() < 1 - challengerErrors ? label : wrong,
    }
  })
  const csv = (column: 'label' | 'champion' | 'challenger', order = data) =>
    [`id,${column === 'label' ? 'label' : 'prediction'}`, ...order.map((row) => `${row.id},${row[column]}`)].join('\n')
  return { data, csv }
}
