import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isRecord } from './json.ts'

/** A manifest's type and size, kept beside its bytes. */
export interface ManifestRecord {
  readonly mediaType: string
  readonly size: number
}

/**
 * The files of a registry. Bytes are kept once; a repository links what belongs to it, and bytes without a link are not its
 * own. Everything is written to a file of its own and renamed, so that readers see all of it or nothing.
 */
export class Storage {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** The path of some bytes, whether they are there or not. */
  blobPath(hex: string): string {
    return join(this.#root, 'blobs', 'sha256', hex.slice(0, 2), hex)
  }

  /** The path of an upload in progress. */
  uploadPath(name: string, id: string): string {
    return join(this.#repository(name), '_uploads', id)
  }

  /** The size of a blob that belongs to the repository. */
  async blobSize(name: string, hex: string): Promise<number | undefined> {
    if ((await sizeOf(this.#link(name, '_blobs', hex))) === undefined) return undefined
    return sizeOf(this.blobPath(hex))
  }

  /** Links bytes that are there already. */
  async linkBlob(name: string, hex: string): Promise<void> {
    await this.#write(this.#link(name, '_blobs', hex), '')
  }

  async startUpload(name: string): Promise<string> {
    const id = randomUUID()
    await this.#write(this.uploadPath(name, id), '')
    return id
  }

  async uploadSize(name: string, id: string): Promise<number | undefined> {
    return sizeOf(this.uploadPath(name, id))
  }

  /** Adds to an upload and returns its size. */
  async append(name: string, id: string, body: ReadableStream<Uint8Array> | null): Promise<number> {
    const path = this.uploadPath(name, id)
    if (body !== null) await pipeline(body, createWriteStream(path, { flags: 'a' }))
    return (await sizeOf(path)) ?? 0
  }

  /** Turns an upload into a blob when its digest is the one named. */
  async finishUpload(name: string, id: string, hex: string): Promise<boolean> {
    const path = this.uploadPath(name, id)
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    if (hash.digest('hex') !== hex) return false
    await mkdir(dirname(this.blobPath(hex)), { recursive: true })
    await rename(path, this.blobPath(hex))
    await this.linkBlob(name, hex)
    return true
  }

  async dropUpload(name: string, id: string): Promise<void> {
    await rm(this.uploadPath(name, id), { force: true })
  }

  async putManifest(name: string, hex: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    await this.#write(this.blobPath(hex), bytes)
    await this.#write(this.#link(name, '_manifests', hex), `${mediaType}\n${bytes.length}`)
  }

  async manifest(name: string, hex: string): Promise<ManifestRecord | undefined> {
    const text = await read(this.#link(name, '_manifests', hex))
    const [mediaType, size] = text?.split('\n') ?? []
    return mediaType === undefined ? undefined : { mediaType, size: Number(size) }
  }

  /** Removes a manifest with its tags and its place among the referrers. */
  async deleteManifest(name: string, hex: string, subjectHex: string | undefined): Promise<void> {
    for (const tag of await this.tags(name)) {
      if ((await this.tag(name, tag)) === hex) await rm(this.#link(name, '_tags', tag), { force: true })
    }
    if (subjectHex !== undefined) await rm(join(this.#link(name, '_referrers', subjectHex), hex), { force: true })
    await rm(this.#link(name, '_manifests', hex), { force: true })
  }

  async tag(name: string, tag: string): Promise<string | undefined> {
    return read(this.#link(name, '_tags', tag))
  }

  async putTag(name: string, tag: string, hex: string): Promise<void> {
    await this.#write(this.#link(name, '_tags', tag), hex)
  }

  /** All tags in order of their bytes. */
  async tags(name: string): Promise<string[]> {
    return names(join(this.#repository(name), '_tags'))
  }

  async putReferrer(name: string, subjectHex: string, hex: string, descriptor: object): Promise<void> {
    await this.#write(join(this.#link(name, '_referrers', subjectHex), hex), JSON.stringify(descriptor))
  }

  async referrers(name: string, subjectHex: string): Promise<Record<string, unknown>[]> {
    const directory = this.#link(name, '_referrers', subjectHex)
    const found: Record<string, unknown>[] = []
    for (const hex of await names(directory)) {
      const text = await read(join(directory, hex))
      const descriptor: unknown = text === undefined ? undefined : JSON.parse(text)
      if (isRecord(descriptor)) found.push(descriptor)
    }
    return found
  }

  // Parts of a name never begin with "_", so links can't collide with repositories below.
  #repository(name: string): string {
    return join(this.#root, 'repositories', name)
  }

  #link(name: string, kind: string, key: string): string {
    return join(this.#repository(name), kind, key)
  }

  async #write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    const temporary = `${path}.${randomUUID()}.tmp`
    await writeFile(temporary, content)
    await rename(temporary, path)
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return ifThere(async () => (await stat(path)).size)
}

async function read(path: string): Promise<string | undefined> {
  return ifThere(() => readFile(path, 'utf8'))
}

async function names(directory: string): Promise<string[]> {
  const entries = (await ifThere(() => readdir(directory))) ?? []
  return entries.filter((entry) => !entry.endsWith('.tmp')).sort()
}

async function ifThere<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    if (isRecord(error) && (error['code'] === 'ENOENT' || error['code'] === 'ENOTDIR')) return undefined
    throw error
  }
}
