import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Digest } from '../digest.ts'
import { gzip } from './gzip.ts'
import { type TarMember, writeTar } from './write.ts'

/** A compressed archive in a file: its digest and size in bytes, and the digest of what is in it. */
export interface PackedTar {
  readonly digest: Digest
  readonly size: number
  readonly diffId: Digest
}

/** Packs members into a new file. The same members give the same bytes. Throws what the file system says. */
export async function packTar(members: readonly TarMember[], path: string): Promise<PackedTar> {
  const plain = createHash('sha256')
  const compressed = createHash('sha256')
  let size = 0
  const tar = async function* () {
    for await (const chunk of writeTar(members)) {
      plain.update(chunk)
      yield chunk
    }
  }
  const archive = async function* () {
    for await (const chunk of gzip(tar())) {
      compressed.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  await pipeline(archive, createWriteStream(path, { flags: 'wx' }))
  return { digest: `sha256:${compressed.digest('hex')}`, size, diffId: `sha256:${plain.digest('hex')}` }
}
