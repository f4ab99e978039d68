import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { EvaluationError } from '@ml-actions/evaluation'
import { type Digest, parseDigest } from '@ml-actions/registry'

/** Smaller files are hashed before a thread would have started. */
const THREAD_FROM_BYTES = 32 * 1024 * 1024

/** What the hashing thread runs: plain text, since a bundle has no second entry. */
const HASH = `
const { createHash } = require('node:crypto')
const { openSync, readSync } = require('node:fs')
const { parentPort, workerData } = require('node:worker_threads')
const file = openSync(workerData)
const buffer = Buffer.allocUnsafe(1 << 18)
const hash = createHash('sha256')
for (let read; (read = readSync(file, buffer, 0, buffer.length)) > 0; ) hash.update(buffer.subarray(0, read))
parentPort.postMessage(hash.digest('hex'))
`

/** SHA-256 of a file's bytes; of a large one in a thread, beside the reading. @throws EvaluationError file-missing */
export async function fileDigest(path: string): Promise<Digest> {
  try {
    const { size } = await stat(path)
    const hex =
      size < THREAD_FROM_BYTES
        ? createHash('sha256')
            .update(await readFile(path))
            .digest('hex')
        : await inThread(path)
    return parseDigest(`sha256:${hex}`)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new EvaluationError('file-missing', `${path} can't be read: ${why}`)
  }
}

function inThread(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(HASH, { eval: true, workerData: path })
    thread.once('message', (hex: unknown) => resolve(String(hex)))
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the hashing thread ended early')))
  })
}
