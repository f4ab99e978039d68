import { type Services, UserError } from '@ml-actions/action'
import { type ProcessResult, run, StartError } from '@ml-actions/process'
import type { Reason } from '../reasons.ts'
import type { Build } from './builder.ts'
import { dockerDirectory, writeDockerConfig } from './docker-config.ts'
import { type DockerFailure, dockerFailure } from './docker-failure.ts'

const LAST_LINES = 20
/** Beyond the builder's own patience, which has none for a rate limit. */
const PUSH_WAITS_MS = [5_000, 20_000] as const

const FORGET_MS = 60_000

/** How the Docker client is called during one build. */
export interface DockerClient {
  /**
   * Runs it; what it prints goes to the log. A push that fails for a passing reason is tried again: whatever was built is kept
   * by the builder, so only the push is repeated. Throws `DockerError`.
   */
  run(
    args: readonly string[],
    options?: {
      readonly input?: () => AsyncIterable<Uint8Array>
      readonly failure?: Reason
      readonly onLine?: (line: string) => void
    },
  ): Promise<ProcessResult>
  /**
   * Takes the name of a pushed image from the engine's own store, which would keep every image ever built here until the disk
   * is full. What the builder keeps as its cache stays. An engine that has no such image is as well. Only after a push in the
   * same command as the build: the name follows from the content, and another job may be about to push it.
   */
  forget(name: string): Promise<void>
}

/** A Docker command that failed, with its last lines. */
export class DockerError extends UserError {
  readonly lines: readonly string[]

  constructor(failure: DockerFailure, lines: readonly string[]) {
    super({ reason: failure.reason, what: failure.what, why: lines.join('\n'), fix: failure.fix })
    this.lines = lines
  }
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
  const hidden = hiding([...(inputs.secrets?.values() ?? []), inputs['registry-password'] ?? ''])
  return {
    async run(args, { input, failure = 'build-failed', onLine } = {}) {
      const deadline = services.clock.now() + inputs.timeout
      for (let tries = 0; ; tries += 1) {
        const last: string[] = []
        const result = await run('docker', args, {
          env,
          timeoutMs: Math.max(1, deadline - services.clock.now()),
          signal: services.signal,
          ...(input === undefined ? {} : { input: input() }),
          onLine: (printed) => {
            const line = hidden(printed)
            services.log.foreign(line)
            onLine?.(line)
            last.push(line)
            if (last.length > LAST_LINES) last.shift()
          },
        })
        if (result.exitCode === 0) return result
        services.signal.throwIfAborted()
        const failed = dockerFailure(args[0] ?? '', result, last, failure)
        const wait = failed.transient ? PUSH_WAITS_MS[tries] : undefined
        if (wait === undefined || services.clock.now() + wait > deadline) throw new DockerError(failed, last)
        services.log.info(`The registry did not take the image; pushing again in ${wait / 1000} s`)
        await services.clock.sleep(wait, services.signal)
      }
    },
    async forget(name) {
      await run('docker', ['image', 'rm', '--no-prune', name], { env, timeoutMs: FORGET_MS, signal: services.signal })
    },
  }
}

/** Shorter values stand in every other word; the runner masks them in its log all the same. */
const MIN_SECRET = 3

/** Replaces secrets in what is logged, shown and told as the cause of a failure, the longest first. */
function hiding(values: readonly string[]): (line: string) => string {
  const secrets = values
    .filter((value) => value.length >= MIN_SECRET)
    .toSorted((one, other) => other.length - one.length)
  return (line) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line)
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
