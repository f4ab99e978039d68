import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { EvaluationError } from './errors.ts'

const CHUNK_BYTES = 1 << 20

/** A file's bytes in order, unpacked where it starts with gzip's magic number whatever its name. */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const zipped = await isGzip(path)
  if (zipped) {
    const { createGunzip } = await import('node:zlib')
    const source = createReadStream(path, { highWaterMark: CHUNK_BYTES })
    const unpacked = source.pipe(createGunzip({ chunkSize: CHUNK_BYTES }))
    source.on('error', (error) => unpacked.destroy(error))
    try {
      for await (const chunk of unpacked) if (chunk instanceof Uint8Array) yield chunk
    } catch (error) {
      throw new EvaluationError('malformed-file', `${path} is not a readable gzip file: ${String(error)}`)
    } finally {
      source.destroy()
    }
    return
  }
  const file = await open(path)
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path).catch((error: unknown) => {
    throw new EvaluationError('file-missing', `${path} can't be read: ${String(error)}`)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } catch (error) {
    throw new EvaluationError('file-missing', `${path} can't be read: ${String(error)}`)
  } finally {
    await file.close()
  }
}
