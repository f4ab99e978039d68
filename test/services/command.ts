/** Programs that run to their end: their output, or an error with the end of what they said. */
import { run } from '@ml-actions/process'
import { ServiceError } from './service.ts'

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  readonly input?: string
  readonly timeoutMs?: number
  /** What the person can do when it fails. */
  readonly fix?: string
}

const LAST_LINES = 25
const LONGEST_MS = 20 * 60_000

/** The standard output of a program. Throws a `ServiceError` unless it ends with 0. */
export async function command(argv: readonly [string, ...string[]], options: CommandOptions = {}): Promise<string> {
  const [program, ...args] = argv
  const result = await run(program, args, {
    env: { ...process.env, ...options.env },
    timeoutMs: options.timeoutMs ?? LONGEST_MS,
    maxOutputBytes: 32 * 1024 * 1024,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.input === undefined ? {} : { input: options.input }),
  })
  if (result.exitCode === 0) return result.stdout
  const how = result.ending === 'timed-out' ? 'took too long' : `ended with ${result.exitCode ?? result.signal ?? '?'}`
  throw new ServiceError(`\`${argv.join(' ').slice(0, 200)}\` ${how}:`, {
    log: `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-LAST_LINES).join('\n'),
    ...(options.fix === undefined ? {} : { fix: options.fix }),
  })
}

/** Whether a program ends with 0. One that is not there does not. */
export async function succeeds(argv: readonly [string, ...string[]], options: CommandOptions = {}): Promise<boolean> {
  return command(argv, options).then(
    () => true,
    () => false,
  )
}
