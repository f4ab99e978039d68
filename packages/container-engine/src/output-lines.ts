import { StringDecoder } from 'node:string_decoder'
import type { OutputLine } from './engine.ts'

/** Longest line handed on, in characters; what a longer one holds beyond it is dropped here and kept in the log file. */
const MAX_LINE_LENGTH = 64 * 1024

/** Bytes of output as lines. */
export interface OutputLines {
  push(chunk: Uint8Array): void
  /** Hands over what stands after the last line end. */
  end(): void
}

/**
 * Splits output into lines at `\n`, `\r\n` and lone `\r`, and tells the last apart: such a line is a progress bar that
 * the next one overwrites. A `\r` at the end of a chunk waits for what follows it.
 */
export function outputLines(onLine: (line: OutputLine) => void): OutputLines {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const feed = (text: string): void => {
    rest += text
    let from = 0
    for (const match of rest.matchAll(/\r*\n|\r(?=[^\r\n])/g)) {
      onLine({ text: cut(rest.slice(from, match.index)), progress: match[0] === '\r' })
      from = match.index + match[0].length
    }
    rest = rest.slice(from)
    if (rest.length > 2 * MAX_LINE_LENGTH) rest = rest.slice(0, MAX_LINE_LENGTH + 1)
  }
  return {
    push: (chunk) => feed(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    end() {
      feed(decoder.end())
      const text = rest.replace(/\r+$/, '')
      if (rest !== '') onLine({ text: cut(text), progress: rest !== text })
      rest = ''
    },
  }
}

function cut(text: string): string {
  return text.length > MAX_LINE_LENGTH ? `${text.slice(0, MAX_LINE_LENGTH)} …` : text
}
