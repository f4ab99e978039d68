import { RegistryError, type RegistryReason } from '../error.ts'
import { isRecord } from '../manifest.ts'
import { readBounded } from './body.ts'

const MAX_ERROR_BYTES = 64 * 1024
const MAX_MESSAGE = 300
const MAX_RETRY_AFTER_MS = 120_000

/** An address as it may be shown: without query, where signed links carry their signature. */
export function shown(url: URL): string {
  return `${url.host}${url.pathname}`
}

/** The error that an unwelcome answer amounts to. Only the registry's own words are taken from the body, shortened. */
export async function failureOf(
  response: Response,
  method: string,
  url: URL,
  now: () => number,
): Promise<RegistryError> {
  const { status } = response
  const said = await wordsOf(response)
  return new RegistryError(
    reasonOf(status, said),
    `${method} ${shown(url)} was answered ${status}${said === '' ? '' : ` (${said})`}`,
    {
      status,
      transient: passes(status, said),
      retryAfterMs: retryAfter(response, now),
    },
  )
}

/**
 * Whether the same request may be answered otherwise in a moment. Manifests are put when their blobs are there: a registry that
 * misses one has not heard of it yet, or is being given the same blob by another job (distribution 2.8 then reads half a link).
 */
function passes(status: number, said: string): boolean {
  if (status === 429 || status === 408) return true
  return said.includes('MANIFEST_BLOB_UNKNOWN') || (status >= 500 && status !== 501)
}

function reasonOf(status: number, said: string): RegistryReason {
  if (status === 429 || said.startsWith('TOOMANYREQUESTS')) return 'rate-limited'
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'denied'
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 408 || status >= 500) return 'unavailable'
  return 'rejected'
}

async function wordsOf(response: Response): Promise<string> {
  try {
    const value: unknown = JSON.parse((await readBounded(response, MAX_ERROR_BYTES)).toString('utf8'))
    const errors: unknown[] = isRecord(value) && Array.isArray(value['errors']) ? value['errors'] : []
    return errors
      .filter(isRecord)
      .map((error) => [error['code'], error['message']].filter((part) => typeof part === 'string').join(': '))
      .join('; ')
      .replace(/\p{Cc}+/gu, ' ')
      .slice(0, MAX_MESSAGE)
  } catch {
    return ''
  }
}

function retryAfter(response: Response, now: () => number): number | undefined {
  const header = response.headers.get('retry-after')
  if (header === null) return undefined
  const wait = /^[0-9]+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now()
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : undefined
}

// Names that don't resolve and certificates that don't fit stay so; connections that break may hold the next time.
const LASTING = /^(?:ENOTFOUND|ERR_TLS|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_INVALID)/
const UNTRUSTED = /^(?:UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/

/** The error that a connection which gave no answer, or half of one, amounts to. */
export function disconnected(error: unknown, method: string, url: URL): RegistryError {
  const code = codeOf(error)
  const said = `${method} ${shown(url)} got no whole answer (${code})`
  const fix = 'its certificate is of no authority known here, whose file NODE_EXTRA_CA_CERTS would have to name'
  return new RegistryError('unavailable', UNTRUSTED.test(code) ? `${said}: ${fix}` : said, {
    cause: error,
    transient: !LASTING.test(code),
  })
}

function codeOf(error: unknown): string {
  for (let at = error, depth = 0; isRecord(at) && depth < 5; at = at['cause'], depth += 1) {
    if (typeof at['code'] === 'string') return at['code']
  }
  return isRecord(error) && typeof error['message'] === 'string' ? error['message'].slice(0, 100) : 'unknown'
}
