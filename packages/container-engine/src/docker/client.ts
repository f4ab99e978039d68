import { type ProcessResult, run, StartError } from '@ml-actions/process'
import { EngineError } from '../errors.ts'

/** The `docker` command line, found on the PATH of `env`. */
export interface DockerClient {
  readonly env: Readonly<Record<string, string | undefined>>
  call(args: readonly string[], options?: CallOptions): Promise<ProcessResult>
}

/** How one call is bounded. */
export interface CallOptions {
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  readonly maxOutputBytes?: number
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /** Variables beside the client's own. */
  readonly env?: Readonly<Record<string, string>>
}

/** A daemon that does not answer a question within this time is not going to. */
const CALL_TIMEOUT_MS = 60_000

/** Opens nothing yet; the first call finds out whether Docker is there. */
export function dockerClient(env: Readonly<Record<string, string | undefined>>): DockerClient {
  return {
    env,
    async call(args, options = {}) {
      const { env: more, signal, timeoutMs = CALL_TIMEOUT_MS, ...rest } = options
      try {
        return await run('docker', args, {
          ...rest,
          env: { ...env, ...more },
          timeoutMs,
          ...(signal === undefined ? {} : { signal }),
        })
      } catch (error) {
        if (!(error instanceof StartError)) throw error
        throw new EngineError(
          'engine-unavailable',
          error.code === 'ENOENT'
            ? 'There is no `docker` on the PATH of this runner. Install Docker, or use `engine: host`.'
            : error.message,
          { cause: error },
        )
      }
    },
  }
}

/** What Docker's refusals mean. Texts: docker/cli, moby, nvidia-container-toolkit. */
export function explain(stderr: string, exitCode: number | null): EngineError {
  const said = stderr.trim().split('\n').slice(-5).join('\n').slice(0, 2_000)
  if (
    /Cannot connect to the Docker daemon|permission denied while trying to connect|Is the docker daemon running/i.test(
      said,
    )
  ) {
    return new EngineError('engine-unavailable', `The Docker daemon does not answer: ${said}`)
  }
  if (
    /could not select device driver|unresolvable CDI devices|nvidia-container-cli|CDI device injection failed|failed to discover GPU vendor/i.test(
      said,
    )
  ) {
    return new EngineError('device-unavailable', `Docker can't hand over the GPUs: ${said}`)
  }
  if (/bind source path does not exist|invalid mount config/i.test(said)) {
    return new EngineError('mount-unavailable', `Docker can't mount: ${said}`)
  }
  if (
    exitCode === 127 ||
    exitCode === 126 ||
    /executable file not found|exec:? .*(no such file|permission denied)/i.test(said)
  ) {
    return new EngineError('command-not-found', `The command can't be run in the image: ${said}`)
  }
  return new EngineError('engine-failed', `docker failed with exit code ${exitCode ?? 'none'}: ${said}`)
}
