import { readBounded } from './body.ts'

const TIME_LIMIT_MS = 10_000
const MAX_BYTES = 4096

/**
 * Whether a refusal means that plain http was spoken to a port of TLS. Go's server and nginx answer 400 and a sentence that
 * names HTTPS, nothing that a registry says; the answer to a HEAD has no sentence, so that it is asked for.
 */
export async function saysPlain(refusal: Response, origin: string, fetch: typeof globalThis.fetch): Promise<boolean> {
  if (refusal.status !== 400 || refusal.headers.get('content-type')?.includes('json') === true) return false
  try {
    const answer = await fetch(new URL('/v2/', origin), {
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
      redirect: 'manual',
    })
    return answer.status === 400 && (await readBounded(answer, MAX_BYTES)).includes('HTTPS')
  } catch {
    return false
  }
}
