import { setTimeout } from 'node:timers/promises'
import { fieldsOf, textOf } from './answer.ts'
import { MlflowError, type MlflowReason } from './error.ts'
import type { TrackingInputs } from './inputs.ts'

/** The slice of an action's services that a session lives on. */
export interface TrackingServices {
  readonly fetch: typeof globalThis.fetch
  readonly signal?: AbortSignal
  readonly log: { info(line: string): void }
}

/** How long and how often is tried. */
export interface TrackingLimits {
  /** For everything together, in milliseconds. */
  readonly limitMs: number
  readonly wait?: (milliseconds: number) => Promise<unknown>
}

/** The conversation with one MLflow server. Every method throws `MlflowError`. */
export interface Mlflow {
  /** The address without what stands behind its host. */
  readonly uri: string
  get(path: string, query: Readonly<Record<string, string>>): Promise<unknown>
  post(path: string, body: unknown): Promise<unknown>
  put(path: string, content: Uint8Array): Promise<void>
  /** Does something again while it fails for reasons that pass. */
  retry<T>(attempt: () => Promise<T>): Promise<T>
}

const ATTEMPTS = 4
const FIRST_WAIT_MS = 500
const LONGEST_RETRY_AFTER_MS = 30_000
const REQUEST_LIMIT_MS = 20_000
const MAX_ANSWER_BYTES = 32 * 2 ** 20
const MAX_MESSAGE = 300

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** A session with the server that the inputs name; `undefined` when they name none. All it does must end within its limit. */
export function openTracking(
  inputs: TrackingInputs,
  services: TrackingServices,
  limits: TrackingLimits,
): Mlflow | undefined {
  const uri = inputs['mlflow-tracking-uri']
  if (uri === undefined) return undefined
  const base = new URL(uri.endsWith('/') ? uri : `${uri}/`)
  const deadline = AbortSignal.timeout(limits.limitMs)
  const end = services.signal === undefined ? deadline : AbortSignal.any([services.signal, deadline])
  const authorization = authorizationOf(inputs)
  const wait = limits.wait ?? ((milliseconds) => setTimeout(milliseconds, undefined, { signal: end }))

  async function retry<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof MlflowError) || !error.transient || end.aborted) throw error
        // No longer transient: whoever called for this must not begin again.
        if (tries >= ATTEMPTS) throw new MlflowError(error.reason, `${error.message}, ${tries} times`, { cause: error })
        const pause = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (tries - 1) * (1 + Math.random() / 2)
        services.log.info(`${error.message}; trying again in ${(pause / 1000).toFixed(1)} s (${tries} of ${ATTEMPTS})`)
        await wait(pause).catch(() => {
          throw error
        })
      }
    }
  }

  async function send({ method, path, query, body }: Request): Promise<unknown> {
    const url = new URL(path, base)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    const what = `${method} ${url.host}${url.pathname}`
    try {
      const response = await services.fetch(url, {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': contentTypeOf(body) }),
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
        // A redirect leads to a login page, and credentials must not follow it.
        redirect: 'manual',
        signal: AbortSignal.any([end, AbortSignal.timeout(REQUEST_LIMIT_MS)]),
      })
      const text = await readCapped(response, what)
      if (!response.ok) throw failureOf(response, text, what)
      return text === '' ? {} : parse(text, what)
    } catch (error) {
      throw error instanceof MlflowError ? error : broken(error, what)
    }
  }

  function broken(error: unknown, what: string): MlflowError {
    if (services.signal?.aborted === true) return new MlflowError('cancelled', `${what} was cancelled`)
    if (deadline.aborted) {
      const said = `MLflow at ${base.host} took longer than ${limits.limitMs / 1000} s; the last request was ${what}`
      return new MlflowError('unavailable', said)
    }
    return new MlflowError('unavailable', `${what} got no whole answer (${codeOf(error)})`, {
      transient: true,
      cause: error,
    })
  }

  return {
    uri: base.origin,
    get: (path, query) => retry(() => send({ method: 'GET', path: `api/2.0/mlflow/${path}`, query })),
    post: (path, body) => send({ method: 'POST', path: `api/2.0/mlflow/${path}`, body: JSON.stringify(body) }),
    async put(path, content) {
      await retry(() => send({ method: 'PUT', path, body: content }))
    },
    retry,
  }
}

function authorizationOf(inputs: TrackingInputs): string | undefined {
  const { 'mlflow-token': token, 'mlflow-username': username, 'mlflow-password': password } = inputs
  if (token !== undefined) return `Bearer ${token}`
  if (username === undefined || password === undefined) return undefined
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

function contentTypeOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? 'application/json' : 'application/octet-stream'
}

async function readCapped(response: Response, what: string): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  const chunks: AsyncIterable<unknown> | undefined = response.body ?? undefined
  if (chunks === undefined) return ''
  for await (const part of chunks) {
    if (!(part instanceof Uint8Array)) continue
    size += part.byteLength
    if (size > MAX_ANSWER_BYTES)
      throw new MlflowError('invalid-response', `${what} was answered with more than ${MAX_ANSWER_BYTES} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8').trim()
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const said = `${what} was answered with something else than JSON: is this the address of MLflow itself?`
    throw new MlflowError('invalid-response', said, { cause: error })
  }
}

/** The error of an answer; of the server's own words only a part is shown, since they can hold its SQL. */
function failureOf(response: Response, text: string, what: string): MlflowError {
  const { status } = response
  const { code, message } = wordsOf(text)
  const said = [code, message].filter((part) => part !== '').join(': ')
  return new MlflowError(reasonOf(status, code), `${what} was answered ${status}${said === '' ? '' : ` (${said})`}`, {
    transient: status === 408 || status === 429 || (status >= 500 && status !== 501),
    retryAfterMs: retryAfter(response),
  })
}

function wordsOf(text: string): { readonly code: string; readonly message: string } {
  try {
    const value = fieldsOf(JSON.parse(text))
    const message = (textOf(value, 'message').split('\n')[0] ?? '').replaceAll(/\p{Cc}+/gu, ' ').slice(0, MAX_MESSAGE)
    return { code: textOf(value, 'error_code'), message }
  } catch {
    return { code: '', message: '' }
  }
}

function reasonOf(status: number, code: string): MlflowReason {
  if (code === 'RESOURCE_ALREADY_EXISTS') return 'exists'
  if (status === 401 || (status >= 300 && status < 400)) return 'unauthorized'
  if (status === 403) return 'denied'
  if (status === 404) return 'not-found'
  if (status === 429) return 'rate-limited'
  return status === 408 || (status >= 500 && status !== 501) ? 'unavailable' : 'rejected'
}

function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('retry-after') ?? ''
  return /^\d+$/.test(header) ? Math.min(Number(header) * 1000, LONGEST_RETRY_AFTER_MS) : undefined
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code
  return cause instanceof Error ? cause.message.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 100) : 'unknown'
}
