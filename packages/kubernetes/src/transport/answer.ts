import type { IncomingMessage } from 'node:http'
import { KubernetesError, type StatusCause, type StatusDetails } from '../errors.ts'
import { isRecord, recordAt } from '../object.ts'

/** Larger answers are refused: no list that these actions ask for comes near it. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/** The whole body as text. Throws `KubernetesError` where it is too large or cut off. */
export async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > MAX_ANSWER_BYTES) {
      response.destroy()
      throw new KubernetesError({
        status: 0,
        reason: 'Malformed',
        message: `The API server answered with more than 64 MiB`,
      })
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** `text` as JSON. Throws `KubernetesError` where it isn't. */
export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new KubernetesError({
      status: 0,
      reason: 'Malformed',
      message: 'The API server answered with something other than JSON',
      cause,
    })
  }
}

/** The error that an answer with `status` means. Its body is a Status object, or the plain text of a proxy in between. */
export function errorOf(status: number, text: string, retryAfter: string | undefined): KubernetesError {
  const body = parseStatus(text)
  const message = typeof body?.['message'] === 'string' ? body['message'] : firstLine(text)
  const details = detailsOf(body)
  const seconds = Number(retryAfter)
  return new KubernetesError({
    status,
    reason: reasonOf(status, body, message),
    message: message === '' ? `The API server answered ${status}` : message,
    details:
      retryAfter !== undefined && Number.isFinite(seconds) ? { ...details, retryAfterSeconds: seconds } : details,
  })
}

/** The error in an ERROR event of a watch, whose object is a Status. */
export function errorOfStatus(status: unknown): KubernetesError {
  const code = isRecord(status) && typeof status['code'] === 'number' ? status['code'] : 500
  return errorOf(code, JSON.stringify(status), undefined)
}

function reasonOf(status: number, body: Record<string, unknown> | undefined, message: string): string {
  if (typeof body?.['reason'] === 'string' && body['reason'] !== '') return body['reason']
  // The server answers an applied unknown field, wrong type or duplicate key with a bare 500: it is the object that is wrong.
  if (status === 500 && message.includes('failed to create typed patch object')) return 'InvalidPatch'
  return status === 401 ? 'Unauthorized' : 'Unknown'
}

function detailsOf(body: Record<string, unknown> | undefined): StatusDetails {
  const details = recordAt(body, 'details')
  if (details === undefined) return {}
  const { name, kind, causes, retryAfterSeconds } = details
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(Array.isArray(causes) ? { causes: causes.filter(isRecord).map(causeOf) } : {}),
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
  }
}

function causeOf(cause: Record<string, unknown>): StatusCause {
  const { reason, message, field } = cause
  return {
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof message === 'string' ? { message } : {}),
    ...(typeof field === 'string' ? { field } : {}),
  }
}

function parseStatus(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) && value['kind'] === 'Status' ? value : undefined
  } catch {
    return undefined
  }
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trim().slice(0, 300)
}
