import { createTarDecoder, type ParsedTarEntry } from 'modern-tar'
import { RegistryError } from '../error.ts'

/** Bounds of what may come out of an archive. */
export interface ExtractionLimits {
  readonly maxBytes: number
  readonly maxFiles: number
}

/** A member of an archive as it is met: where it belongs (a relative path, checked), and its bytes, to be read before the next. */
export interface ReadMember {
  readonly type: 'file' | 'directory'
  readonly path: string
  readonly size: number
  readonly bytes: AsyncIterable<Uint8Array>
}

const MAX_PATH = 4096
const MAX_DEPTH = 100

/**
 * The members of a tar, each checked before it is handed out: regular files and directories only, no path that leaves, no name
 * twice, not more bytes or members than allowed. Throws `unsafe-archive`, or `too-large`.
 */
export async function* readTar(tar: AsyncIterable<Uint8Array>, limits: ExtractionLimits): AsyncGenerator<ReadMember> {
  const seen = new Set<string>()
  let bytes = 0
  for await (const entry of entriesOf(bounded(tar, limits))) {
    const path = pathOf(entry.header.name)
    const type = entry.header.type ?? 'file'
    if (type !== 'file' && type !== 'directory') throw unsafe(`${quoted(path)} is a ${type}`)
    if (seen.has(path)) throw unsafe(`${quoted(path)} is there twice`)
    seen.add(path)
    if (seen.size > limits.maxFiles) throw tooLarge(`more than ${limits.maxFiles} files`)
    bytes += entry.header.size
    if (bytes > limits.maxBytes) throw tooLarge(`more than ${limits.maxBytes} bytes of files`)
    yield { type, path, size: entry.header.size, bytes: bodyOf(entry) }
  }
}

async function* bodyOf(entry: ParsedTarEntry): AsyncGenerator<Uint8Array> {
  let size = 0
  const body: AsyncIterable<Uint8Array> = entry.body
  for await (const chunk of body) {
    size += chunk.length
    yield chunk
  }
  if (size !== entry.header.size) throw unsafe('the archive ends within a file')
}

async function* entriesOf(tar: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedTarEntry> {
  const entries: AsyncIterable<ParsedTarEntry> = ReadableStream.from(tar).pipeThrough(
    createTarDecoder({ strict: true }),
  )
  try {
    for await (const entry of entries) {
      yield entry
      // The next header comes only when this body was taken.
      if (!entry.body.locked) await entry.body.cancel()
    }
  } catch (error) {
    if (error instanceof RegistryError) throw error
    throw new RegistryError('unsafe-archive', `the archive can't be read: ${messageOf(error)}`, { cause: error })
  }
}

// Headers count too: a gigabyte of headers without a file in it is a bomb as well.
const BYTES_PER_HEADER = 4096

async function* bounded(tar: AsyncIterable<Uint8Array>, limits: ExtractionLimits): AsyncGenerator<Uint8Array> {
  const most = limits.maxBytes + limits.maxFiles * BYTES_PER_HEADER
  let bytes = 0
  for await (const chunk of tar) {
    bytes += chunk.length
    if (bytes > most) throw tooLarge(`more than ${limits.maxBytes} bytes`)
    yield chunk
  }
}

function pathOf(name: string): string {
  const path = name.replace(/^\.\//, '').replace(/\/+$/, '')
  const parts = path.split('/')
  if (path === '' || path.startsWith('/') || parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw unsafe(`${quoted(name)} is not a plain relative path`)
  }
  if (/[\0\\]/.test(path)) throw unsafe(`${quoted(name)} holds a character that paths may not have`)
  if (path.length > MAX_PATH || parts.length > MAX_DEPTH) throw unsafe(`${quoted(name)} is too long`)
  return path
}

function unsafe(what: string): RegistryError {
  return new RegistryError('unsafe-archive', `the archive is refused: ${what}`)
}

function tooLarge(what: string): RegistryError {
  return new RegistryError('too-large', `the archive is refused: it holds ${what}`)
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
