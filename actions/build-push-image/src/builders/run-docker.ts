import { type Services, UserError } from '@ml-actions/action'
import { type ProcessResult, run, StartError } from '@ml-actions/process'
import type { Reason } from '../reasons.ts'
import type { Build } from './builder.ts'
import { dockerDirectory, writeDockerConfig } from './docker-config.ts'

const LAST_LINES = 20

/** How the Docker client is called during one build. */
export interface DockerClient {
  /** Runs it; what it prints goes to the log. Throws `UserError` `build-failed` or `push-failed`. */
  run(
    args: readonly string[],
    options?: { readonly input?: AsyncIterable<Uint8Array>; readonly failure?: Reason },
  ): Promise<ProcessResult>
}

/** A client with the credentials of the inputs. */
export async function dockerClient(build: Build): Promise<DockerClient> {
  const { services, inputs } = build
  const config = await writeDockerConfig(inputs, dockerDirectory(services.env), build.scratch)
  const env = {
    ...services.env,
    DOCKER_CONFIG: config,
    // Our own statement takes their place; theirs would speak of an image that the model is not in yet.
    BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
    BUILDKIT_PROGRESS: 'plain',
  }
  return {
    async run(args, { input, failure = 'build-failed' } = {}) {
      const last: string[] = []
      const result = await run('docker', args, {
        env,
        timeoutMs: inputs.timeout,
        signal: services.signal,
        ...(input === undefined ? {} : { input }),
        onLine: (line) => {
          services.log.foreign(line)
          last.push(line)
          if (last.length > LAST_LINES) last.shift()
        },
      })
      if (result.exitCode === 0) return result
      services.signal.throwIfAborted()
      throw failed(args, result, last, failure)
    },
  }
}

function failed(args: readonly string[], result: ProcessResult, last: readonly string[], reason: Reason): UserError {
  const how =
    result.ending === 'timed-out'
      ? 'took longer than `timeout`'
      : `ended with exit code ${result.exitCode ?? result.signal ?? '?'}`
  return new UserError({ reason, what: `\`docker ${args[0] ?? ''}\` ${how}.`, why: last.join('\n') })
}

/** Whether a Docker command works here; one that does not answer is taken for absent. */
export async function answers(args: readonly string[], { env, signal }: Services): Promise<boolean> {
  try {
    const result = await run('docker', args, { env, timeoutMs: 20_000, signal })
    signal.throwIfAborted()
    return result.exitCode === 0
  } catch (error) {
    if (error instanceof StartError) return false
    throw error
  }
}
