import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** Replaces secrets in a text. */
export interface Mask {
  (text: string): string
  /** What is replaced, the longest first. */
  readonly parts: readonly string[]
}

/** Shorter values stand in every other word; the runner masks them in the log all the same. */
const MIN_LENGTH = 3

/** Replaces each of these values by `***`, the longest first. */
export function maskOf(values: Iterable<string>): Mask {
  const parts = [...new Set([...values].flatMap((value) => [value, ...value.split(/\r?\n/)]))]
    .filter((part) => part.length >= MIN_LENGTH)
    .toSorted((a, b) => b.length - a.length)
  const mask = (text: string): string => parts.reduce((masked, part) => masked.replaceAll(part, '***'), text)
  return Object.assign(mask, { parts })
}

/** Rewrites a file of text with its secrets masked, so that it may be uploaded. Without secrets it stays as it is. */
export async function maskFile(file: string, mask: Mask): Promise<void> {
  if (mask.parts.length === 0) return
  const part = `${file}.masked`
  const text = createReadStream(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES })
  try {
    await pipeline(text, (chunks: AsyncIterable<string>) => maskChunks(chunks, mask), createWriteStream(part))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

const CHUNK_BYTES = 1 << 20

/** Holds back as much of each chunk as could be the beginning of a secret. Lines may be of any length. */
export async function* maskChunks(chunks: AsyncIterable<string>, mask: Mask): AsyncGenerator<string> {
  const held = (mask.parts[0]?.length ?? 1) - 1
  let rest = ''
  for await (const chunk of chunks) {
    rest += chunk
    const cut = safeCut(rest, rest.length - held, mask.parts)
    yield mask(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  yield mask(rest)
}

/** The last place at or before `at` that no secret spans. */
function safeCut(text: string, at: number, parts: readonly string[]): number {
  let cut = Math.max(0, at)
  for (let moved = true; moved; ) {
    moved = false
    for (const part of parts) {
      const found = text.indexOf(part, Math.max(0, cut - part.length + 1))
      if (found !== -1 && found < cut) {
        cut = found
        moved = true
      }
    }
  }
  return cut
}
