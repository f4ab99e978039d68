import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** The kubelet's default: a log is turned over at 10 MiB, and one older file is kept. */
const MAX_BYTES = 10 * 1024 * 1024

/** A container's output on disk, capped. */
export class ContainerLog {
  readonly #path: string
  #file: number
  #bytes = 0
  #closed = false

  constructor(path: string) {
    this.#path = path
    mkdirSync(dirname(path), { recursive: true })
    this.#file = openSync(path, 'w')
  }

  write(chunk: Uint8Array): void {
    if (this.#closed) return
    if (this.#bytes + chunk.length > MAX_BYTES) {
      closeSync(this.#file)
      renameSync(this.#path, `${this.#path}.1`)
      this.#file = openSync(this.#path, 'w')
      this.#bytes = 0
    }
    writeSync(this.#file, chunk)
    this.#bytes += chunk.length
  }

  close(): void {
    if (!this.#closed) closeSync(this.#file)
    this.#closed = true
  }
}

/** What to read of a log. */
export interface LogQuery {
  readonly tailLines: number | undefined
  readonly limitBytes: number | undefined
}

/** A log's text: the last lines first, of these the first bytes. */
export function readLog(path: string, { tailLines, limitBytes }: LogQuery): string {
  const parts = [`${path}.1`, path].filter((each) => existsSync(each))
  const whole = Buffer.concat(parts.map((each) => readFileSync(each)))
  const lines = tailLines === undefined ? whole : lastLines(whole, tailLines)
  return (limitBytes === undefined ? lines : lines.subarray(0, limitBytes)).toString('utf8')
}

function lastLines(bytes: Buffer, count: number): Buffer {
  if (count === 0) return Buffer.alloc(0)
  let start = bytes.length
  if (bytes[start - 1] === NEWLINE) start -= 1
  for (let left = count; left > 0 && start > 0; left -= 1) {
    start = bytes.lastIndexOf(NEWLINE, start - 1)
    if (start === -1) return bytes
  }
  return bytes.subarray(start + 1)
}

const NEWLINE = 10
