/** The image that holds a pod's namespaces, in the form that `docker save` writes, made without a container engine. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { type TarMember, writeTar } from '@ml-actions/registry'

/** Writes an archive of an image that holds nothing but this program. */
export async function writePauseImage(program: string, reference: string, archive: string): Promise<void> {
  const layer = await tar([file('pause', await readFile(program), 0o755)])
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Entrypoint: ['/pause'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
  }
  const manifest = [{ Config: 'config.json', RepoTags: [reference], Layers: ['layer.tar'] }]
  const members = [
    file('layer.tar', layer),
    file('config.json', Buffer.from(JSON.stringify(config))),
    file('manifest.json', Buffer.from(JSON.stringify(manifest))),
  ]
  await writeFile(archive, await tar(members))
}

function file(name: string, bytes: Buffer, mode = 0o644): TarMember {
  return {
    type: 'file',
    name,
    size: bytes.length,
    mode,
    open: async function* () {
      yield bytes
    },
  }
}

async function tar(members: readonly TarMember[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeTar(members)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
