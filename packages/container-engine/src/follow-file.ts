import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 100
const CHUNK_BYTES = 256 * 1024

/**
 * Hands over a growing file from its beginning, until `ended` has resolved and the rest is read, or `signal` aborts.
 * A file that does not exist yet is waited for.
 */
export async function followFile(
  file: string,
  onChunk: (chunk: Uint8Array) => void,
  ended: Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  let over = false
  const finished = ended.then(
    () => {
      over = true
    },
    () => {
      over = true
    },
  )
  let handle: FileHandle | undefined
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES)
    for (;;) {
      // Asked before reading: what was written before the end is read after it.
      const last = over || signal?.aborted === true
      handle ??= await openIfThere(file)
      const { bytesRead } = (await handle?.read(buffer, 0, buffer.length, null)) ?? { bytesRead: 0 }
      if (bytesRead > 0) onChunk(Buffer.from(buffer.subarray(0, bytesRead)))
      else if (last) return
      else await Promise.race([sleep(POLL_MS), finished])
    }
  } finally {
    await handle?.close()
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch {
    return undefined
  }
}
