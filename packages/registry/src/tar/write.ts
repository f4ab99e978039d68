import { createTarPacker, type TarHeader } from 'modern-tar'

/** One member of an archive in its normal form: without times. */
export type TarMember = TarOwner &
  (
    | { readonly type: 'directory'; readonly name: string; readonly mode?: number }
    | { readonly type: 'symlink'; readonly name: string; readonly target: string }
    | {
        readonly type: 'file'
        readonly name: string
        readonly size: number
        readonly mode?: number
        open(): AsyncIterable<Uint8Array>
      }
  )

/** Whose a member is; root's when nothing is said. */
export interface TarOwner {
  readonly uid?: number
  readonly gid?: number
}

const DIRECTORY_MODE = 0o755
const FILE_MODE = 0o644
const LINK_MODE = 0o777

/**
 * A tar of these members, in the order given, whose bytes depend on names, modes and contents alone. Throws when a file does
 * not have the size that was said.
 */
export async function* writeTar(members: Iterable<TarMember>): AsyncGenerator<Uint8Array> {
  const { readable, controller } = createTarPacker()
  const reader = readable.getReader()
  const writing = writeAll(members, controller)
  // A failure to write also ends the reading, with the same error; it is thrown where it is awaited.
  writing.catch((error: unknown) => controller.error(error))
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
    await writing
  } finally {
    await reader.cancel().catch(() => {})
    await writing.catch(() => {})
  }
}

async function writeAll(
  members: Iterable<TarMember>,
  controller: ReturnType<typeof createTarPacker>['controller'],
): Promise<void> {
  for (const member of members) {
    const writer = controller.add(headerOf(member)).getWriter()
    if (member.type === 'file') {
      let written = 0
      for await (const chunk of member.open()) {
        written += chunk.length
        if (written > member.size) break
        await writer.write(chunk)
      }
      if (written !== member.size) {
        throw new Error(`${member.name} changed while it was read: ${member.size} bytes were expected`)
      }
    }
    await writer.close()
  }
  controller.finalize()
}

function headerOf(member: TarMember): TarHeader {
  const common = { mtime: new Date(0), uid: member.uid ?? 0, gid: member.gid ?? 0, uname: '', gname: '' }
  switch (member.type) {
    case 'directory':
      return { ...common, type: 'directory', name: `${member.name}/`, size: 0, mode: member.mode ?? DIRECTORY_MODE }
    case 'symlink':
      return { ...common, type: 'symlink', name: member.name, size: 0, mode: LINK_MODE, linkname: member.target }
    case 'file':
      return { ...common, type: 'file', name: member.name, size: member.size, mode: member.mode ?? FILE_MODE }
  }
}

/** Compares names by their bytes in UTF-8, the order that does not depend on a language. */
export function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
