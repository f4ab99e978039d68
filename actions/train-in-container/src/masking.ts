import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Replaces secrets in a text. */
export type Mask = (text: string) => string

/** Shorter values stand in every other word; the runner masks them in the log all the same. */
const MIN_LENGTH = 3

/** Replaces each of these values by `***`, the longest first. */
export function maskOf(values: Iterable<string>): Mask {
  const parts = [...new Set([...values].flatMap((value) => [value, ...value.split(/\r?\n/)]))]
    .filter((part) => part.length >= MIN_LENGTH)
    .toSorted((a, b) => b.length - a.length)
  return (text) => parts.reduce((masked, part) => masked.replaceAll(part, '***'), text)
}

/** Rewrites a file of text with its secrets masked, so that it may be uploaded. */
export async function maskFile(file: string, mask: Mask): Promise<void> {
  const part = `${file}.masked`
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  async function* masked(): AsyncGenerator<string> {
    for await (const line of lines) yield `${mask(line)}\n`
  }
  await pipeline(Readable.from(masked()), createWriteStream(part))
  await rename(part, file)
}
