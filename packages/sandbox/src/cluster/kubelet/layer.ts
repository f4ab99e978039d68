import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar'

/** An archive that would leave its directory, or can't be read. */
class UnsafeLayer extends Error {}

/** What a layer hides of the layers under it. */
export interface Whiteouts {
  readonly paths: string[]
  readonly opaque: string[]
}

const MAX_BYTES = 16 * 1024 ** 3
const MAX_ENTRIES = 500_000

/**
 * Unpacks a layer into an empty directory. Nothing is written outside of it: no `..`, no path through a link, no link
 * that leads out; absolute links are rooted in the directory. Devices and pipes are left out.
 */
export async function extractLayer(tar: AsyncIterable<Uint8Array>, directory: string): Promise<Whiteouts> {
  const whiteouts: Whiteouts = { paths: [], opaque: [] }
  const kinds = new Map<string, 'directory' | 'file' | 'link'>()
  const entries: AsyncIterable<ParsedTarEntry> = ReadableStream.from(tar).pipeThrough(
    createTarDecoder({ strict: true }),
  )
  let bytes = 0
  let count = 0
  for await (const entry of entries) {
    count += 1
    bytes += entry.header.size
    if (bytes > MAX_BYTES || count > MAX_ENTRIES) throw new UnsafeLayer('the layer is too large')
    const path = relativePath(entry.header.name)
    if (path !== '' && !hidden(path, whiteouts)) await place(entry, path, directory, kinds)
    if (!entry.body.locked) await entry.body.cancel()
  }
  return whiteouts
}

function relativePath(name: string): string {
  const path = name.replace(/^(\.\/)+/, '').replace(/\/+$/, '')
  if (path === '' || path === '.') return ''
  const parts = path.split('/')
  if (
    path.startsWith('/') ||
    path.includes('\0') ||
    parts.some((part) => part === '' || part === '.' || part === '..')
  ) {
    throw new UnsafeLayer(`${JSON.stringify(name)} is not a plain relative path`)
  }
  return path
}

function hidden(path: string, whiteouts: Whiteouts): boolean {
  const name = posix.basename(path)
  if (!name.startsWith('.wh.')) return false
  const parent = posix.dirname(path)
  if (name === '.wh..wh..opq') whiteouts.opaque.push(parent)
  else if (!name.startsWith('.wh..wh.')) whiteouts.paths.push(posix.join(parent, name.slice('.wh.'.length)))
  return true
}

type Kinds = Map<string, 'directory' | 'file' | 'link'>

async function place(entry: ParsedTarEntry, path: string, directory: string, kinds: Kinds): Promise<void> {
  makeDirectories(posix.dirname(path), directory, kinds)
  const target = join(directory, path)
  const { type = 'file', mode = 0o644, linkname = '' } = entry.header
  switch (type) {
    case 'directory':
      makeDirectories(path, directory, kinds)
      return
    case 'file':
      if (kinds.has(path)) throw new UnsafeLayer(`${JSON.stringify(path)} is there twice`)
      kinds.set(path, 'file')
      await writeBody(entry, target, (mode & 0o777) | 0o400)
      return
    case 'symlink':
      if (kinds.has(path)) throw new UnsafeLayer(`${JSON.stringify(path)} is there twice`)
      kinds.set(path, 'link')
      symlinkSync(confined(path, linkname), target)
      return
    case 'link': {
      const source = relativePath(linkname)
      if (kinds.get(source) !== 'file')
        throw new UnsafeLayer(`${JSON.stringify(path)} links to what is not a file here`)
      kinds.set(path, 'file')
      linkSync(join(directory, source), target)
      return
    }
    case 'block-device':
    case 'character-device':
    case 'fifo':
    case 'gnu-long-link-name':
    case 'gnu-long-name':
    case 'pax-global-header':
    case 'pax-header':
      return
  }
}

function makeDirectories(path: string, directory: string, kinds: Kinds): void {
  if (path === '.' || path === '' || kinds.get(path) === 'directory') return
  if (kinds.has(path)) throw new UnsafeLayer(`${JSON.stringify(path)} is a ${kinds.get(path)} and a directory`)
  makeDirectories(posix.dirname(path), directory, kinds)
  kinds.set(path, 'directory')
  mkdirSync(join(directory, path))
}

async function writeBody(entry: ParsedTarEntry, target: string, mode: number): Promise<void> {
  const body: AsyncIterable<Uint8Array> = entry.body
  if (entry.header.size < SMALL) {
    const chunks: Uint8Array[] = []
    for await (const chunk of body) chunks.push(chunk)
    writeFileSync(target, Buffer.concat(chunks), { mode, flag: 'wx' })
    return
  }
  const file = await open(target, 'wx', mode)
  try {
    for await (const chunk of body) await file.write(chunk)
  } finally {
    await file.close()
  }
}

/** Files up to this are written at once: a detour over the thread pool takes longer than the write. */
const SMALL = 1024 * 1024

/** A link's target as a relative path that stays inside: `..` only at its start, and no more of them than it is deep. */
function confined(path: string, target: string): string {
  const from = posix.dirname(path)
  const rooted = target.startsWith('/') ? posix.relative(`/${from}`, posix.normalize(target)) || '.' : target
  const parts = rooted.split('/').filter((part) => part !== '' && part !== '.')
  const ups = parts.findIndex((part) => part !== '..')
  const climbs = ups === -1 ? parts.length : ups
  const depth = from === '.' ? 0 : from.split('/').length
  if (climbs > depth || parts.slice(climbs).includes('..') || target.includes('\0')) {
    throw new UnsafeLayer(`${JSON.stringify(path)} links to ${JSON.stringify(target)}, outside of the image`)
  }
  return rooted
}
