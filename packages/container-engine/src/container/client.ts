import { type ProcessResult, run, StartError } from '@ml-actions/process'
import { EngineError } from '../errors.ts'
import type { Ask, Dialect, Environment } from './dialect.ts'

/** The command line of a container engine, found on the PATH of `env`. */
export interface ContainerClient {
  readonly dialect: Dialect
  readonly env: Environment
  call(args: readonly string[], options?: CallOptions): Promise<ProcessResult>
  readonly ask: Ask
  /** What a refusal of this engine means. */
  explain(stderr: string, exitCode: number | null): EngineError
}

/** How one call is bounded. */
export interface CallOptions {
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  readonly maxOutputBytes?: number
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  readonly cwd?: string | undefined
  /** Variables beside the client's own. */
  readonly env?: Readonly<Record<string, string>>
}

/** An engine that does not answer a question within this time is not going to. */
const CALL_TIMEOUT_MS = 60_000

/** Opens nothing yet; the first call finds out whether the engine is there. */
export function containerClient(dialect: Dialect, surroundings: Environment): ContainerClient {
  const env = dialect.environment(surroundings)
  const client: ContainerClient = {
    dialect,
    env,
    async ask(args) {
      const result = await client.call(args)
      if (result.exitCode !== 0) throw client.explain(result.stderr, result.exitCode)
      return result.stdout
    },
    async call(args, options = {}) {
      const { env: more, signal, cwd, timeoutMs = CALL_TIMEOUT_MS, ...rest } = options
      try {
        return await run(dialect.name, args, {
          ...rest,
          env: { ...env, ...more },
          timeoutMs,
          ...(signal === undefined ? {} : { signal }),
          ...(cwd === undefined ? {} : { cwd }),
        })
      } catch (error) {
        if (!(error instanceof StartError)) throw error
        throw new EngineError('engine-unavailable', error.code === 'ENOENT' ? dialect.missing : error.message, {
          cause: error,
        })
      }
    },
    explain: (stderr, exitCode) => explain(dialect, stderr, exitCode),
  }
  return client
}

/** A limit on processes that the engine itself may not set (runc, crun). */
export const RLIMIT = /setting rlimit|setrlimit/i

function explain(dialect: Dialect, stderr: string, exitCode: number | null): EngineError {
  const said = stderr.trim().split('\n').slice(-5).join('\n').slice(0, 2_000)
  const known = dialect.refusals.find(({ pattern }) => pattern.test(said))
  if (known !== undefined) return new EngineError(known.reason, `${known.what}: ${said}`)
  // Podman ends with 126 for whatever the kernel did not permit.
  if (RLIMIT.test(said)) {
    return new EngineError('engine-failed', `${dialect.title} may not set the limits of its configuration: ${said}`)
  }
  if (
    exitCode === 127 ||
    exitCode === 126 ||
    /executable file not found|exec:? .*(no such file|permission denied)/i.test(said)
  ) {
    return new EngineError('command-not-found', `The command can't be run in the image: ${said}`)
  }
  return new EngineError('engine-failed', `${dialect.name} failed with exit code ${exitCode ?? 'none'}: ${said}`)
}
