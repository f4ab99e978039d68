import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { Connection } from '../connection/connection.ts'
import { isLoopback } from '../connection/loopback.ts'
import { KubernetesError } from '../errors.ts'
import { errorOf, readBody } from './answer.ts'
import { type ApiRequest, targetOf } from './request.ts'
import { isRepeatable, withRetries } from './retry.ts'

/** Requests over one connection. */
export interface Transport {
  /** The answer's body. Retried only where a second try can't do a thing twice. */
  text(request: ApiRequest): Promise<string>
  /** The answer's body as it comes, tried once. */
  stream(request: ApiRequest): Promise<IncomingMessage>
  close(): void
}

const IDLE_MS = 30_000

/** A transport on `node:http(s)`. Nothing is sent yet. */
export function createTransport(connection: Connection): Transport {
  const secure = connection.server.protocol === 'https:' && connection.socketPath === undefined
  const reused = agentOf(connection, secure, true)
  // A kept socket may have been closed by the other side at the very moment a write goes out: only what may be sent again goes there.
  const fresh = agentOf(connection, secure, false)
  const sendOnce = async (request: ApiRequest): Promise<IncomingMessage> => {
    const agent = isRepeatable(request) ? reused : fresh
    const response = await exchange(connection, secure, agent, request)
    const status = response.statusCode ?? 0
    if (status >= 200 && status < 300) return response
    throw errorOf(status, await readBody(response), response.headers['retry-after'])
  }
  return {
    text: (request) => withRetries(request, async () => wholeBody(request, await sendOnce(request))),
    stream: sendOnce,
    close: () => {
      reused.destroy()
      fresh.destroy()
    },
  }
}

function agentOf(connection: Connection, secure: boolean, keepAlive: boolean): HttpAgent {
  // What is on this very machine is never asked for through a proxy.
  const direct = connection.socketPath !== undefined || isLoopback(connection.server)
  const proxyEnv = direct ? undefined : connection.proxyEnv
  const options = { keepAlive, ...(proxyEnv === undefined ? {} : { proxyEnv: { ...proxyEnv } }) }
  if (!secure) return new HttpAgent(options)
  const { certificateAuthority, clientCertificate, clientKey, serverName } = connection
  return new HttpsAgent({
    ...options,
    minVersion: 'TLSv1.2',
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate }),
    ...(clientKey === undefined ? {} : { key: clientKey }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  })
}

async function exchange(
  connection: Connection,
  secure: boolean,
  agent: HttpAgent,
  request: ApiRequest,
): Promise<IncomingMessage> {
  const headers = await headersOf(connection, request)
  const { server, socketPath } = connection
  const options: RequestOptions = {
    agent,
    headers,
    method: request.method,
    path: `${server.pathname.replace(/\/$/, '')}${targetOf(request)}`,
    timeout: request.idleMs ?? IDLE_MS,
    ...(socketPath === undefined
      ? { hostname: server.hostname.replace(/^\[|\]$/g, ''), port: server.port || (secure ? 443 : 80) }
      : { socketPath }),
  }
  request.signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const sent = (secure ? requestHttps : requestHttp)(options)
    let answer: IncomingMessage | undefined
    // Node's own `signal` option, and destroying with an error, throw into the void once the answer has arrived unread.
    const abort = (): void => {
      if (answer === undefined) sent.destroy(new DOMException('The request was aborted', 'AbortError'))
      else answer.destroy()
    }
    request.signal?.addEventListener('abort', abort, { once: true })
    sent.once('close', () => request.signal?.removeEventListener('abort', abort))
    sent.once('response', (response) => {
      answer = response
      response.on('error', () => undefined)
      resolve(response)
    })
    sent.once('timeout', () => sent.destroy(new KubernetesError(silent(request))))
    sent.on('error', (cause) => reject(unreachable(connection, request, cause)))
    sent.end(request.body)
  })
}

async function headersOf(connection: Connection, request: ApiRequest): Promise<Record<string, string>> {
  const authorization = await connection.authorization?.()
  return {
    Accept: 'application/json',
    'User-Agent': 'ml-actions',
    ...(connection.socketPath === undefined ? {} : { Host: 'localhost' }),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
    ...(request.body === undefined
      ? {}
      : {
          'Content-Type': request.contentType ?? 'application/json',
          // Without it Node sends a DELETE's body unframed, and the server deletes without looking at the preconditions.
          'Content-Length': String(Buffer.byteLength(request.body)),
        }),
  }
}

async function wholeBody(request: ApiRequest, response: IncomingMessage): Promise<string> {
  try {
    return await readBody(response)
  } catch (cause) {
    if (cause instanceof KubernetesError || request.signal?.aborted === true) throw cause
    throw new KubernetesError({
      status: 0,
      reason: 'Unreachable',
      message: `The API server's answer to ${request.method} ${request.path} was cut off`,
      cause,
    })
  }
}

function silent(request: ApiRequest): { status: number; reason: string; message: string } {
  return { status: 0, reason: 'Timeout', message: `No answer to ${request.method} ${request.path} in time` }
}

function unreachable(connection: Connection, request: ApiRequest, cause: Error): Error {
  if (cause instanceof KubernetesError || request.signal?.aborted === true) return cause
  const where = connection.socketPath === undefined ? connection.server.origin : 'kubectl proxy'
  return new KubernetesError({
    status: 0,
    reason: 'Unreachable',
    message: `${where} can't be reached: ${cause.message}`,
    cause,
  })
}
