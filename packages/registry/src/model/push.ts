import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RepositoryClient } from '../client.ts'
import { type Digest, hexOf } from '../digest.ts'
import { RegistryError } from '../error.ts'
import type { Descriptor } from '../manifest.ts'
import { MediaType } from '../media-types.ts'
import { packTar } from '../tar/pack.ts'
import { byBytes, type TarMember } from '../tar/write.ts'
import { DIFF_ID, MODEL_DIRECTORY } from './artifact.ts'

/** A pushed model: the digest by which everything names it, and its one layer. */
export interface ModelArtifact {
  readonly digest: Digest
  readonly layer: Descriptor
}

/** What goes with a model: annotations of its manifest (they are part of its digest), and a tag of the caller's choice. */
export interface PushModelOptions {
  readonly annotations?: Readonly<Record<string, string>>
  readonly tag?: string
  /** Where the packed layer is kept while it goes up; the system's directory for such files by default. */
  readonly temporaryDirectory?: string
}

const READ_BYTES = 1024 * 1024
const EMPTY = Buffer.from('{}')

/**
 * Pushes a directory as a model artifact: one manifest, one layer, and `modelTag` for it. The same files and annotations give
 * the same digest. Links and special files are refused with `unsafe-archive`, and so is a directory without a file.
 */
export async function pushModel(
  client: RepositoryClient,
  directory: string,
  options: PushModelOptions = {},
): Promise<ModelArtifact> {
  const members = await membersOf(directory)
  const temporary = await mkdtemp(join(options.temporaryDirectory ?? tmpdir(), 'ml-actions-model-'))
  try {
    const path = join(temporary, `${randomUUID()}.tar.gz`)
    const packed = await packTar(members, path)
    await client.putBlob({ ...packed, open: () => createReadStream(path, { highWaterMark: READ_BYTES }) })
    const config = await client.putBlob(EMPTY)
    const layer: Descriptor = {
      mediaType: MediaType.ociLayerGzip,
      digest: packed.digest,
      size: packed.size,
      annotations: { [DIFF_ID]: packed.diffId },
    }
    const manifest = {
      schemaVersion: 2,
      mediaType: MediaType.ociManifest,
      artifactType: MediaType.model,
      config: { mediaType: MediaType.empty, ...config, data: EMPTY.toString('base64') },
      layers: [layer],
      ...(options.annotations === undefined ? {} : { annotations: sorted(options.annotations) }),
    }
    const { digest } = await client.putManifest(manifest, MediaType.ociManifest)
    await client.tag(digest, modelTag(digest))
    if (options.tag !== undefined) await client.tag(digest, options.tag)
    return { digest, layer }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/**
 * The tag that every pushed model carries, since many registries delete manifests that have none. It says no more than the
 * digest; `sha256-…` would be taken, for there the fallback list of its referrers is kept.
 */
export function modelTag(model: Digest): string {
  return `model-${hexOf(model)}`
}

async function membersOf(directory: string): Promise<TarMember[]> {
  const members: TarMember[] = [{ type: 'directory', name: MODEL_DIRECTORY }]
  await collect(directory, MODEL_DIRECTORY, members)
  if (members.every((member) => member.type !== 'file')) {
    throw new RegistryError('unsafe-archive', `there is no file in ${directory}, so there is no model to push`)
  }
  return members.sort((one, other) => byBytes(one.name, other.name))
}

async function collect(directory: string, name: string, members: TarMember[]): Promise<void> {
  for (const entry of await readdir(directory)) {
    const path = join(directory, entry)
    const member = `${name}/${entry}`
    const status = await lstat(path)
    if (status.isDirectory()) {
      members.push({ type: 'directory', name: member })
      await collect(path, member, members)
    } else if (status.isFile()) {
      members.push({
        type: 'file',
        name: member,
        size: status.size,
        open: () => createReadStream(path, { highWaterMark: READ_BYTES }),
      })
    } else {
      throw new RegistryError(
        'unsafe-archive',
        `${path} is a link or a special file; a model is made of files and directories`,
      )
    }
  }
}

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => byBytes(one, other)))
}
