/** An image with node for the cluster's own use: the Debian base image and the binary that this test itself runs on. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, realpathSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  appendLayer,
  copyBlob,
  type Digest,
  isIndex,
  MediaType,
  openRepository,
  parseDigest,
  parseRepository,
} from '@ml-actions/registry'
import { endpoints } from '../services/endpoints.ts'

const NAME = 'tests/node'

/** `REPOSITORY@sha256:…` in the open registry. It is pushed once for each version. */
export async function nodeImage(): Promise<string> {
  const registry = await endpoints('registry')
  const base = await endpoints('base-image')
  const to = openRepository({ registry: registry.open, name: NAME })
  const tag = `${process.version.slice(1)}-${base.digest.slice(7, 19)}`
  const found = await to.resolve(tag)
  if (found !== undefined) return `${registry.open}/${NAME}@${found.digest}`
  const from = openRepository(parseRepository(base.image.replace(/:[^:/]+$/, '')))
  const { manifest, bytes, descriptor } = await from.getManifest(parseDigest(base.digest))
  if (isIndex(manifest)) throw new Error('the base image is one image')
  for (const blob of [manifest.config, ...manifest.layers]) await copyBlob(from, to, blob)
  await to.putManifest(bytes, descriptor.mediaType)
  const scratch = await mkdtemp(join(tmpdir(), 'node-image-'))
  try {
    const file = packNode(join(scratch, 'node.tar'))
    const { size } = await stat(file)
    const digest = digestOf(await readFile(file))
    // Not compressed: that would take longer than everything else.
    await to.putBlob({ digest, size, open: () => createReadStream(file) })
    const layer = { mediaType: MediaType.ociLayer, digest, size }
    const image = await appendLayer(to, descriptor.digest, { descriptor: layer, diffId: digest, createdBy: 'node' })
    await to.tag(image.digest, tag)
    return `${registry.open}/${NAME}@${image.digest}`
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** A tar with `usr/local/bin/node` and the libraries of C++ that it needs and Debian's smallest lacks. */
function packNode(file: string): string {
  const linked = execFileSync('ldd', [process.execPath], { encoding: 'utf8' }).matchAll(
    /=> (\S*\/lib(?:stdc\+\+|gcc_s)\S+)/g,
  )
  const libraries = [...linked].map(([, path = '']) => path)
  const names = [
    ['--transform', `s,^${realpathSync(process.execPath).slice(1)}$,usr/local/bin/node,`],
    // Debian's /lib is a link to /usr/lib.
    ['--transform', 's,^lib/,usr/lib/,'],
  ].flat()
  const paths = [realpathSync(process.execPath), ...libraries].map((path) => path.slice(1))
  execFileSync('tar', ['-chf', file, '-C', '/', '--owner=0', '--group=0', '--mode=0755', ...names, ...paths])
  return file
}

function digestOf(bytes: Buffer): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
}
