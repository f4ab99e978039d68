import { readAnswer } from './answer.ts'
import { PrometheusError } from './error.ts'
import type { RawSelector } from './selector.ts'
import type { Series } from './series.ts'

export type PrometheusAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }

export interface PrometheusOptions {
  /** Base address; a path in it is kept (`https://host/prometheus`). */
  readonly url: string
  readonly auth?: PrometheusAuth
  readonly timeoutMs?: number
  /** Longest answer accepted, in bytes. */
  readonly maxBytes?: number
  readonly fetch?: typeof fetch
  readonly signal?: AbortSignal
}

/** Raw reads from a Prometheus server. Every method throws PrometheusError. */
export interface Prometheus {
  /** The raw samples of the window that ends at `endMs`. */
  range(selector: RawSelector, window: { readonly endMs: number; readonly windowMs: number }): Promise<Series[]>
  /** The newest sample of each series at `atMs` (not older than the server's look-back, 5 minutes by default). */
  instant(selector: RawSelector, atMs: number): Promise<Series[]>
}

const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024 * 1024

/** Opens a client. Only raw selectors are ever sent, by POST, so that long ones fit. */
export function openPrometheus(options: PrometheusOptions): Prometheus {
  const address = queryAddress(options.url)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    ...authorization(options.auth ?? { kind: 'none' }),
  }
  const query = async (text: string, atMs: number): Promise<Series[]> => {
    const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout])
    const body = new URLSearchParams({
      query: text,
      time: (atMs / 1000).toFixed(3),
      timeout: `${Math.ceil(timeoutMs / 1000)}s`,
    })
    try {
      const response = await (options.fetch ?? fetch)(address, {
        method: 'POST',
        headers,
        body,
        signal,
        redirect: 'manual',
      })
      const answer = await readCapped(response, options.maxBytes ?? MAX_BYTES)
      checkStatus(response.status, answer)
      return readAnswer(answer, response.status)
    } catch (error) {
      if (error instanceof PrometheusError || options.signal?.aborted === true) throw error
      if (timeout.aborted)
        throw new PrometheusError('timeout', `Prometheus did not answer within ${timeoutMs} ms.`, { cause: error })
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      const text = cause instanceof Error ? cause.message : String(cause)
      throw new PrometheusError('unreachable', `Prometheus at ${address.origin} can't be reached: ${text}`, {
        cause: error,
      })
    }
  }
  return {
    range: (selector, { endMs, windowMs }) => query(`${selector}[${Math.max(1, Math.ceil(windowMs))}ms]`, endMs),
    instant: (selector, atMs) => query(selector, atMs),
  }
}

function queryAddress(url: string): URL {
  const base = new URL(url.endsWith('/') ? url : `${url}/`)
  if (base.protocol !== 'http:' && base.protocol !== 'https:')
    throw new PrometheusError('unreachable', `Prometheus' address must be http or https: ${url}`)
  if (base.username !== '' || base.password !== '')
    throw new PrometheusError('unauthorized', "Credentials don't belong into Prometheus' address; give them as inputs.")
  return new URL('api/v1/query', base)
}

function authorization(auth: PrometheusAuth): Record<string, string> {
  switch (auth.kind) {
    case 'none':
      return {}
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
    case 'bearer':
      return { authorization: `Bearer ${auth.token}` }
  }
}

function checkStatus(status: number, answer: string): void {
  if (status === 401 || status === 403)
    throw new PrometheusError('unauthorized', `Prometheus refused the credentials (HTTP ${status}).`, { status })
  if (status >= 300 && status < 400)
    throw new PrometheusError('unauthorized', `Prometheus redirects (HTTP ${status}), probably to a login page.`, {
      status,
    })
  if (status === 429 || (status >= 500 && !answer.startsWith('{')))
    throw new PrometheusError('unavailable', `Prometheus is not available (HTTP ${status}).`, { status })
}

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  const chunks: AsyncIterable<unknown> | undefined = response.body ?? undefined
  if (chunks === undefined) return ''
  for await (const part of chunks) {
    if (!(part instanceof Uint8Array)) continue
    size += part.byteLength
    if (size > maxBytes)
      throw new PrometheusError(
        'too-large',
        `Prometheus' answer is longer than ${maxBytes} bytes. Narrow the selector.`,
      )
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
