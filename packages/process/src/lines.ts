import { StringDecoder } from 'node:string_decoder'

/** Longest line handed on, in characters; the rest of a longer one is dropped and counted. */
const MAX_LINE_LENGTH = 64 * 1024

export interface LineSplitter {
  push(chunk: Uint8Array): void
  end(): void
}

/**
 * Splits bytes into lines as the runner does: `\n`, `\r\n` and a lone `\r` all end a line
 * (actions/runner reads its steps' output with .NET's ReadLine). UTF-8 sequences may be cut between chunks.
 */
export function splitLines(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let dropped = 0
  let afterCarriageReturn = false

  const emit = (): void => {
    onLine(dropped > 0 ? `${rest} … (${dropped} more characters)` : rest)
    rest = ''
    dropped = 0
  }
  const add = (text: string): void => {
    const room = MAX_LINE_LENGTH - rest.length
    rest += text.slice(0, Math.max(0, room))
    dropped += Math.max(0, text.length - Math.max(0, room))
  }
  const feed = (text: string): void => {
    let from = 0
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      const splitPair = afterCarriageReturn && match.index === 0 && match[0] === '\n'
      afterCarriageReturn = false
      if (!splitPair) {
        add(text.slice(from, match.index))
        emit()
      }
      from = match.index + match[0].length
    }
    if (from < text.length) afterCarriageReturn = false
    if (text.endsWith('\r')) afterCarriageReturn = true
    add(text.slice(from))
  }
  return {
    push: (chunk) => feed(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    end: () => {
      feed(decoder.end())
      if (rest !== '' || dropped > 0) emit()
    },
  }
}

/** Escape sequences that only colour text; every other control character is replaced. */
const CONTROL = new RegExp(
  `${String.fromCharCode(27)}\\[[0-9;]*m` +
    `|[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(11)}-${String.fromCharCode(31)}${String.fromCharCode(127)}-${String.fromCharCode(159)}]`,
  'g',
)

/**
 * One line of foreign output, made unable to speak to the runner: `::command::` counts after leading blanks,
 * `##[command]` anywhere in a line (actions/runner, `ActionCommand.cs`). Colours stay, other control characters become `�`.
 */
export function harmless(line: string): string {
  return line
    .replaceAll(CONTROL, (found) => (found.length > 1 ? found : '\uFFFD'))
    .replaceAll('##[', '## [')
    .replace(/^([\s\uFEFF\uFFFD]*):(?=:)/u, '$1: ')
}
