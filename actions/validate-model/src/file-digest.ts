import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { EvaluationError } from '@ml-actions/evaluation'
import { type Digest, parseDigest } from '@ml-actions/registry'

/** SHA-256 of a file's bytes. @throws EvaluationError file-missing */
export async function fileDigest(path: string): Promise<Digest> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      if (chunk instanceof Uint8Array) hash.update(chunk)
  } catch (error) {
    throw new EvaluationError(
      'file-missing',
      `${path} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  return parseDigest(`sha256:${hash.digest('hex')}`)
}
