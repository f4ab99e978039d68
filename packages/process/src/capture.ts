/** The first bytes of a stream, up to a cap, so that no child can fill this process's memory. */
export interface Capture {
  push(chunk: Uint8Array): void
  readonly truncated: boolean
  text(): string
}

export function captureOutput(maxBytes: number): Capture {
  const chunks: Uint8Array[] = []
  let size = 0
  let truncated = false
  return {
    push(chunk) {
      const room = maxBytes - size
      if (chunk.length > room) truncated = true
      if (room <= 0) return
      const kept = chunk.subarray(0, room)
      chunks.push(kept)
      size += kept.length
    },
    get truncated() {
      return truncated
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}
