import type { Credentials } from '../credentials.ts'
import { RegistryError } from '../error.ts'
import { isRecord } from '../manifest.ts'
import { readJson } from './body.ts'
import type { Challenge } from './challenge.ts'
import { disconnected, failureOf, shown } from './failure.ts'
import { assertSafe } from './safety.ts'

const MAX_TOKEN_BYTES = 256 * 1024
const TIME_LIMIT_MS = 30_000

/** What a token request needs besides the challenge. */
export interface TokenRequest {
  readonly challenge: Extract<Challenge, { scheme: 'bearer' }>
  readonly scopes: readonly string[]
  readonly credentials: Credentials | undefined
  readonly registryOrigin: string
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal | undefined
}

/** A bearer token from the address that the registry named, for the scopes asked. Anonymous where there are no credentials. */
export async function fetchToken(request: TokenRequest): Promise<string> {
  const url = realmOf(request)
  assertSafe(url, request.registryOrigin)
  const { credentials } = request
  const identity = credentials !== undefined && 'identityToken' in credentials ? credentials.identityToken : undefined
  const response = await send(
    request,
    url,
    identity === undefined ? get(request, url) : exchange(request, url, identity),
  )
  if (response.status === 401 || response.status === 403) {
    await response.body?.cancel()
    throw new RegistryError(
      response.status === 401 ? 'unauthorized' : 'denied',
      `${shown(url)} refused ${credentials === undefined ? 'a token to the anonymous' : 'the credentials'} (${response.status})`,
      { status: response.status },
    )
  }
  if (response.status !== 200) throw await failureOf(response, 'GET', url, Date.now)
  return tokenIn(await readJson(response, MAX_TOKEN_BYTES), url)
}

function realmOf(request: TokenRequest): URL {
  try {
    return new URL(request.challenge.realm)
  } catch {
    throw new RegistryError('invalid-response', 'the registry names a token address that is no address')
  }
}

async function send(request: TokenRequest, url: URL, init: { url: URL; init: RequestInit }): Promise<Response> {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS)
  const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal])
  try {
    return await request.fetch(init.url, { ...init.init, redirect: 'error', signal })
  } catch (error) {
    throw disconnected(error, 'GET', url)
  }
}

function get(request: TokenRequest, realm: URL): { url: URL; init: RequestInit } {
  const url = new URL(realm)
  if (request.challenge.service !== undefined) url.searchParams.set('service', request.challenge.service)
  for (const scope of request.scopes) url.searchParams.append('scope', scope)
  const basic = basicOf(request.credentials)
  return { url, init: { headers: basic === undefined ? {} : { authorization: basic } } }
}

function exchange(request: TokenRequest, url: URL, identityToken: string): { url: URL; init: RequestInit } {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: identityToken,
    service: request.challenge.service ?? '',
    scope: request.scopes.join(' '),
    client_id: 'ml-actions',
  })
  return { url, init: { method: 'POST', body } }
}

/** The value of an Authorization header of the Basic scheme, for credentials that have a password. */
export function basicOf(credentials: Credentials | undefined): string | undefined {
  if (credentials === undefined || !('username' in credentials)) return undefined
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

function tokenIn(body: unknown, url: URL): string {
  const token = isRecord(body) ? (body['token'] ?? body['access_token']) : undefined
  // A line break would end the header that the token is going to stand in.
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token
  throw new RegistryError('invalid-response', `${shown(url)} gave no token`)
}
