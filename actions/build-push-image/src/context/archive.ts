import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '@ml-actions/action'
import { byBytes, type Digest, type TarMember, writeTar } from '@ml-actions/registry'
import type { Reason } from '../reasons.ts'
import type { Context } from './open.ts'
import type { ContextEntry } from './walk.ts'

const READ_BYTES = 1024 * 1024
const FILE_MODE = 0o644
const EXECUTABLE_MODE = 0o755

/**
 * The context as one archive, with this Dockerfile in it. What is sent is what was hashed: a file that changed since is an
 * error, and the engine's own (cached) look at times and sizes never comes into it.
 */
export function contextArchive(context: Context, dockerfile: string): AsyncGenerator<Uint8Array> {
  const source = Buffer.from(dockerfile)
  const members = context.entries
    .filter((entry) => entry.path !== context.dockerfile.path)
    .map((entry) => memberOf(context.root, entry, entry.path))
  const file: TarMember = {
    type: 'file',
    name: context.dockerfile.path,
    size: source.length,
    async *open() {
      yield source
    },
  }
  return writeTar([...members, file].sort((one, other) => byBytes(one.name, other.name)))
}

/** One thing of the context under another name, in its normal form. */
export function memberOf(root: string, entry: ContextEntry, name: string): TarMember {
  switch (entry.type) {
    case 'directory':
      return { type: 'directory', name }
    case 'symlink':
      return { type: 'symlink', name, target: entry.target }
    case 'file':
      return {
        type: 'file',
        name,
        size: entry.size,
        mode: entry.executable ? EXECUTABLE_MODE : FILE_MODE,
        open: () => checked(join(root, entry.path), entry.path, entry.digest),
      }
  }
}

async function* checked(path: string, shown: string, digest: Digest): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: READ_BYTES })
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
  if (`sha256:${hash.digest('hex')}` === digest) return
  throw new UserError({
    reason: 'context-changed' satisfies Reason,
    what: `${shown} changed while the image was being built.`,
    fix: 'Let nothing write into the context during the build.',
  })
}
