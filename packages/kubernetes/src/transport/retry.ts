import { setTimeout as delay } from 'node:timers/promises'
import { KubernetesError } from '../errors.ts'
import type { ApiRequest } from './request.ts'

const TRIES = 5
const FIRST_DELAY_MS = 200
/** A server that asks for a longer pause is not waited for inside one request. */
const LONGEST_DELAY_MS = 30_000

/**
 * Sends until an answer comes that stands. A second try is made where the first one certainly did nothing (429, or no
 * connection at all), after a cut connection also where doing it twice is doing it once (reads, applied objects, deletions),
 * and for reads after a 5xx. Any other write with an unknown fate is not repeated, and neither is a 500 on an applied object:
 * the server answers typos that way.
 */
export async function withRetries<T>(request: ApiRequest, send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send()
    } catch (error) {
      const pause = error instanceof KubernetesError ? pauseBefore(request, error, attempt) : undefined
      if (pause === undefined || attempt === TRIES) throw error
      await delay(pause, undefined, request.signal === undefined ? {} : { signal: request.signal })
    }
  }
}

/** Whether doing it twice is doing it once. */
export function isRepeatable({ method, contentType }: ApiRequest): boolean {
  return method === 'GET' || method === 'DELETE' || contentType === 'application/apply-patch+yaml'
}

function pauseBefore(request: ApiRequest, error: KubernetesError, attempt: number): number | undefined {
  const backoff = FIRST_DELAY_MS * 2 ** (attempt - 1)
  if (error.status === 429) {
    const asked = (error.details.retryAfterSeconds ?? 0) * 1000
    return asked > LONGEST_DELAY_MS ? undefined : Math.max(asked, backoff)
  }
  if (neverConnected(error)) return backoff
  const read = request.method === 'GET'
  if (isRepeatable(request) && error.reason === 'Unreachable') return backoff
  return read && (error.status >= 500 || error.reason === 'Timeout') ? backoff : undefined
}

function neverConnected(error: KubernetesError): boolean {
  const { cause } = error
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
}
