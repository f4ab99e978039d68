import { setTimeout } from 'node:timers/promises'
import type { RepositoryOptions } from '../client.ts'
import { RegistryError } from '../error.ts'
import { originOf } from '../reference.ts'
import type { CallBody } from './body.ts'
import { type Challenge, parseChallenge } from './challenge.ts'
import { disconnected, failureOf, shown } from './failure.ts'
import { type Retries, withRetries } from './retry.ts'
import { assertSafe } from './safety.ts'
import { saysPlain } from './scheme.ts'
import { basicOf, fetchToken } from './token.ts'

/** One request and what to make of its answer. */
export interface Call<T> {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A path of the registry, or an address that it gave. */
  readonly url: string
  readonly scopes: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: CallBody
  /** The statuses that `read` can deal with; all others are errors. */
  readonly statuses: readonly number[]
  readonly read: (response: Response, url: URL) => T | Promise<T>
  /** The answer or the request streams, however long that takes. */
  readonly lasting?: boolean
}

const ATTEMPTS = 5
const TIME_LIMIT_MS = 60_000
const MAX_REDIRECTS = 5
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** The conversation with one registry: where it is, who we are, and the tokens it gave us. */
export class Session {
  readonly retries: Retries
  #origin: string
  readonly #options: RepositoryOptions
  readonly #fetch: typeof globalThis.fetch
  readonly #tokens = new Map<string, string>()
  #challenge: Challenge | undefined

  constructor(registry: string, options: RepositoryOptions) {
    this.#origin = originOf(registry)
    this.#options = options
    this.#fetch = options.fetch ?? globalThis.fetch
    this.retries = {
      attempts: options.attempts ?? ATTEMPTS,
      wait: options.wait ?? ((milliseconds) => pause(milliseconds, options.signal)),
      log: options.log ?? (() => {}),
    }
  }

  /** Where the registry answers, with the scheme that it speaks. */
  get origin(): string {
    return this.#origin
  }

  /** Sends a request until it is answered for good; what can pass is tried again. */
  async call<T>(call: Call<T>): Promise<T> {
    return withRetries(this.retries, () => this.once(call))
  }

  /** Sends a request once; a 401 is answered with a fresh token, and the request sent again. */
  async once<T>(call: Call<T>): Promise<T> {
    const url = new URL(call.url, this.origin)
    assertSafe(url, this.origin)
    const carried = this.#authorization(call.scopes)
    let response = await this.#send(call, url)
    if (await this.#turnsOutSecure(response)) return this.once(call)
    if (response.status === 401 && this.#sameOrigin(url) && (await this.#answerChallenge(call, response, carried))) {
      response = await this.#send(call, url)
    }
    if (!call.statuses.includes(response.status)) throw await failureOf(response, call.method, url, Date.now)
    try {
      return await call.read(response, url)
    } catch (error) {
      throw this.cutOr(error, call.method, url)
    } finally {
      if (call.lasting !== true && !response.bodyUsed) await response.body?.cancel().catch(() => {})
    }
  }

  /** The error of a connection that broke, or `cancelled` when it was we who broke it; other errors as they are. */
  cutOr(error: unknown, method: string, url: URL): unknown {
    if (error instanceof RegistryError) return error
    if (this.#options.signal?.aborted === true)
      return new RegistryError('cancelled', `${method} ${shown(url)} was cancelled`)
    return disconnected(error, method, url)
  }

  async #send(call: Call<unknown>, first: URL): Promise<Response> {
    let url = first
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = await this.#fetchOnce(call, url)
      if (!REDIRECTS.includes(response.status) || (call.method !== 'GET' && call.method !== 'HEAD')) return response
      const location = response.headers.get('location')
      await response.body?.cancel()
      if (location === null || !URL.canParse(location, url.href)) {
        throw new RegistryError('invalid-response', `${call.method} ${shown(url)} redirects to nowhere`)
      }
      url = new URL(location, url)
      assertSafe(url, this.origin)
    }
    throw new RegistryError('invalid-response', `${call.method} ${shown(first)} redirects without end`)
  }

  async #fetchOnce(call: Call<unknown>, url: URL): Promise<Response> {
    const headers = new Headers(call.headers)
    // What a registry may know, the host that it sends us to may not.
    const authorization = this.#sameOrigin(url) ? this.#authorization(call.scopes) : undefined
    if (authorization !== undefined) headers.set('authorization', authorization)
    const body = call.body === undefined ? undefined : requestBody(call.body)
    if (body !== undefined) headers.set('content-length', String(body.size))
    try {
      return await this.#fetch(url, {
        method: call.method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body: body.content, duplex: 'half' }),
        ...this.#limit(call),
      })
    } catch (error) {
      throw this.cutOr(error, call.method, url)
    }
  }

  /** Plain http is spoken on loopback until a registry there says that it wants TLS. */
  async #turnsOutSecure(response: Response): Promise<boolean> {
    if (!this.#origin.startsWith('http:') || !(await saysPlain(response, this.#origin, this.#fetch))) return false
    await response.body?.cancel()
    this.#origin = this.#origin.replace('http:', 'https:')
    return true
  }

  #limit(call: Call<unknown>): { signal?: AbortSignal } {
    const { signal } = this.#options
    if (call.lasting === true) return signal === undefined ? {} : { signal }
    const limit = AbortSignal.timeout(TIME_LIMIT_MS)
    return { signal: signal === undefined ? limit : AbortSignal.any([signal, limit]) }
  }

  #sameOrigin(url: URL): boolean {
    return url.origin === new URL(this.origin).origin
  }

  #authorization(scopes: readonly string[]): string | undefined {
    const { credentials } = this.#options
    if (credentials !== undefined && 'token' in credentials) return `Bearer ${credentials.token}`
    if (this.#challenge?.scheme === 'basic') return basicOf(credentials)
    const token = this.#tokens.get(keyOf(scopes))
    return token === undefined ? undefined : `Bearer ${token}`
  }

  /** Gets what a 401 asks for; false when there is nothing new to show. */
  async #answerChallenge(call: Call<unknown>, response: Response, carried: string | undefined): Promise<boolean> {
    const { credentials } = this.#options
    if (credentials !== undefined && 'token' in credentials) return false
    const challenge = parseChallenge(response.headers.get('www-authenticate'))
    if (challenge === undefined) return false
    if (challenge.scheme === 'basic') {
      this.#challenge = challenge
      // What this very request has shown: another one may have learnt meanwhile what is asked for.
      const basic = basicOf(credentials)
      if (basic === undefined || basic === carried) return false
    } else {
      this.#challenge = challenge
      // Some registries read only the first scope: the one they asked for goes there.
      const scopes = [...new Set([...(challenge.scope === undefined ? [] : [challenge.scope]), ...call.scopes])]
      const { signal } = this.#options
      const token = await fetchToken({
        challenge,
        scopes,
        credentials,
        registryOrigin: this.origin,
        fetch: this.#fetch,
        signal,
      })
      this.#tokens.set(keyOf(call.scopes), token)
    }
    await response.body?.cancel()
    return true
  }
}

/** Waits, unless the caller gives up meanwhile. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal })
  } catch {
    throw new RegistryError('cancelled', 'the wait for the registry was cancelled')
  }
}

function keyOf(scopes: readonly string[]): string {
  return [...scopes].sort().join(' ')
}

function requestBody(body: CallBody): { size: number; content: NonNullable<RequestInit['body']> } {
  if ('open' in body) return { size: body.size, content: ReadableStream.from(body.open()) }
  return { size: body.length, content: new Uint8Array(body) }
}
