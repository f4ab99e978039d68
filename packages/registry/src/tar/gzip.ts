import { pipeline } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { RegistryError } from '../error.ts'

const OPERATING_SYSTEM_BYTE = 9
const UNKNOWN_SYSTEM = 255

/** Bytes compressed, with a header that names neither time nor operating system. */
export async function* gzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressed = createGzip({ level: 6 })
  pipeline(bytes, compressed, () => {})
  let offset = 0
  const chunks: AsyncIterable<Buffer> = compressed
  for await (const chunk of chunks) {
    const at = OPERATING_SYSTEM_BYTE - offset
    if (at >= 0 && at < chunk.length) chunk[at] = UNKNOWN_SYSTEM
    offset += chunk.length
    yield chunk
  }
}

/** Bytes unpacked. Throws `unsafe-archive` for what is not gzip, and whatever the source throws. */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let failure: unknown
  const unpacked = createGunzip()
  const source = async function* () {
    try {
      yield* bytes
    } catch (error) {
      failure = error
      throw error
    }
  }
  pipeline(source, unpacked, () => {})
  try {
    const chunks: AsyncIterable<Buffer> = unpacked
    yield* chunks
  } catch (error) {
    throw failure ?? new RegistryError('unsafe-archive', 'the archive is not whole gzip', { cause: error })
  }
}
