import { isRegistryError, RegistryError } from '../error.ts'

/** How something is tried again. */
export interface Retries {
  readonly attempts: number
  readonly wait: (milliseconds: number) => Promise<void>
  readonly log: (line: string) => void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 20_000
/** How much longer another job's reading and writing may take than ours did at the same registry. */
const SLOWER = 4

/**
 * Does something until it works, fails for good, or was tried often enough. Waits double from half a second (plus up to a half
 * at random, so that jobs started together spread), unless the registry says how long.
 */
export async function withRetries<T>(retries: Retries, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isRegistryError(error) || !error.transient) throw error
      if (tries >= retries.attempts) throw exhausted(error, tries)
      const wait = error.retryAfterMs ?? backoff(tries)
      retries.log(`${error.message}; trying again in ${(wait / 1000).toFixed(1)} s (${tries} of ${retries.attempts})`)
      await retries.wait(wait)
    }
  }
}

/** How long to wait after so many tries, in milliseconds. */
export function backoff(tries: number): number {
  return settling(tries, 0)
}

/**
 * How long to wait until what another job began in the same instant is done, in milliseconds: as after so many tries, and longer
 * where our own reading and writing took long, for then the other's does too.
 */
export function settling(tries: number, tookMs: number): number {
  const least = Math.max(FIRST_WAIT_MS * 2 ** (tries - 1), SLOWER * tookMs)
  return Math.min(LONGEST_WAIT_MS, least) * (1 + Math.random() / 2)
}

function exhausted(error: RegistryError, tries: number): RegistryError {
  if (tries === 1) return error
  return new RegistryError(error.reason, `${error.message}, ${tries} times`, {
    cause: error.cause,
    ...(error.status === undefined ? {} : { status: error.status }),
  })
}
