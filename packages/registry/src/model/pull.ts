import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { RepositoryClient } from '../client.ts'
import type { Digest } from '../digest.ts'
import { RegistryError } from '../error.ts'
import { type Descriptor, isRecord } from '../manifest.ts'
import { gunzip } from '../tar/gzip.ts'
import { type ExtractionLimits, type ReadMember, readTar } from '../tar/read.ts'
import { DIFF_ID, layerOfModel, MODEL_DIRECTORY } from './artifact.ts'

/** What came out of a model artifact. */
export interface PulledModel {
  readonly layer: Descriptor
  readonly files: number
  readonly bytes: number
}

const DEFAULT_LIMITS: ExtractionLimits = { maxBytes: 256 * 1024 ** 3, maxFiles: 100_000 }

/**
 * The files of a model artifact, in a directory that must not exist yet (or be empty): written beside it and renamed when
 * every byte was checked, so that it is whole or not there.
 */
export async function pullModel(
  client: RepositoryClient,
  model: Digest,
  directory: string,
  limits: Partial<ExtractionLimits> = {},
): Promise<PulledModel> {
  const target = resolve(directory)
  await assertFree(target)
  const layer = await layerOfModel(client, model)
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`)
  await mkdir(temporary, { recursive: true })
  try {
    let files = 0
    let bytes = 0
    for await (const member of membersOfModel(client, layer, { ...DEFAULT_LIMITS, ...limits })) {
      const path = join(temporary, member.path)
      if (member.type === 'directory') {
        await mkdir(path, { recursive: true, mode: 0o755 })
        continue
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o755 })
      await pipeline(member.bytes, createWriteStream(path, { flags: 'wx', mode: 0o644 }))
      files += 1
      bytes += member.size
    }
    await removeEmpty(target)
    await rename(join(temporary, MODEL_DIRECTORY), target)
    return { layer, files, bytes }
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** The members of a model's layer, checked; the digests of the layer and of its tar are checked at the end. */
export async function* membersOfModel(
  client: RepositoryClient,
  layer: Descriptor,
  limits: ExtractionLimits,
  sawTar: (diffId: Digest) => void = () => {},
): AsyncGenerator<ReadMember> {
  const hash = createHash('sha256')
  const tar = async function* () {
    for await (const chunk of gunzip(client.openBlob(layer.digest))) {
      hash.update(chunk)
      yield chunk
    }
  }
  let members = 0
  for await (const member of readTar(tar(), limits)) {
    const inside = member.path.startsWith(`${MODEL_DIRECTORY}/`)
    if (!inside && !(member.path === MODEL_DIRECTORY && member.type === 'directory')) {
      throw new RegistryError(
        'unsafe-archive',
        `a model's files are in ${MODEL_DIRECTORY}/, ${JSON.stringify(member.path)} is not`,
      )
    }
    members += 1
    yield member
  }
  if (members === 0) throw new RegistryError('unsafe-archive', 'the model is empty')
  const diffId: Digest = `sha256:${hash.digest('hex')}`
  const declared = layer.annotations?.[DIFF_ID]
  if (declared !== undefined && declared !== diffId) {
    throw new RegistryError('digest-mismatch', `the model's archive has the digest ${diffId}, not ${declared}`)
  }
  sawTar(diffId)
}

async function assertFree(target: string): Promise<void> {
  const entries = await readdir(target).catch((error: unknown) => {
    if (isRecord(error) && error['code'] === 'ENOENT') return []
    throw error
  })
  if (entries.length > 0)
    throw new RegistryError('rejected', `${target} is not empty; a model is pulled into a place of its own`)
}

async function removeEmpty(target: string): Promise<void> {
  await rmdir(target).catch((error: unknown) => {
    if (!isRecord(error) || error['code'] !== 'ENOENT') throw error
  })
}
