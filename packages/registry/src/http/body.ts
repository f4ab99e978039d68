import { RegistryError } from '../error.ts'

/** What a request carries: bytes, or a stream of known length that can be opened again. */
export type CallBody = Uint8Array | { readonly size: number; open(): AsyncIterable<Uint8Array> }

/** The whole body of an answer, or `too-large` as soon as it grows past the limit. */
export async function readBounded(response: Response, maxBytes: number): Promise<Buffer> {
  const declared = Number(response.headers.get('content-length') ?? 0)
  if (declared > maxBytes) throw tooLarge(response, maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | null = response.body
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(response, maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The body as JSON. Throws `invalid-response` when it is not. */
export async function readJson(response: Response, maxBytes: number): Promise<unknown> {
  const bytes = await readBounded(response, maxBytes)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    // The parser's own message quotes the text, which may be a token.
    throw new RegistryError('invalid-response', 'the registry answered something that is not JSON')
  }
}

function tooLarge(response: Response, maxBytes: number): RegistryError {
  return new RegistryError('too-large', `an answer of the registry is larger than ${maxBytes} bytes`, {
    status: response.status,
  })
}
