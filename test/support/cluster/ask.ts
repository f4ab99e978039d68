/** Requests to an API server, embedded or real, as they are: no retries, no interpretation. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** Where an API server listens, and a token that may do everything. */
export interface Server {
  readonly url: string
  readonly token: string
  /** Its authority as PEM text, where it speaks TLS. */
  readonly ca?: string
}

export interface Question {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** An answer as soon as its head is there: a watch has no end. */
export async function open(server: Server, question: Question): Promise<IncomingMessage> {
  const url = new URL(question.path, server.url)
  const headers = { authorization: `Bearer ${server.token}`, ...question.headers }
  const length = question.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(question.body)) }
  return new Promise((resolve, reject) => {
    const options = { method: question.method, headers: { ...headers, ...length }, ca: server.ca }
    const sent = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve)
    sent.once('error', reject)
    sent.end(question.body)
  })
}

/** A whole answer. */
export async function ask(
  server: Server,
  question: Question,
): Promise<{ readonly code: number; readonly text: string }> {
  const response = await open(server, question)
  const chunks: Buffer[] = []
  for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return { code: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }
}
