import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '@ml-actions/action'
import { type Digest, isDigest, isRecord } from '@ml-actions/registry'
import { contextArchive } from '../context/archive.ts'
import { copiedEntries } from '../policy/copied.ts'
import type { Reason } from '../reasons.ts'
import type { Build, Builder } from './builder.ts'
import { type CachePlaces, cacheFlags, cachePlaces, watchCaches } from './cache.ts'
import { pinnedDockerfile } from './pinned.ts'
import { DockerError, dockerClient } from './run-docker.ts'

/** Buildx refuses it before anything is built. */
const NO_EXPORT = /Cache export is not supported for the .* driver/i

/** BuildKit by `docker buildx`. */
export const buildxBuilder: Builder = { name: 'buildx', engine: 'buildkit', check: () => {}, build }

async function build(build: Build): Promise<Digest> {
  const docker = await dockerClient(build)
  const pinned = pinnedDockerfile(build)
  const metadata = join(build.scratch, 'metadata.json')
  const name = `${build.inputs.image}:${build.tag}`
  sayWhatIsAdded(build)
  const secrets = await secretFlags(build)
  const places = cachePlaces(build.inputs, build.services)
  const buildWith = (cache: CachePlaces): Promise<unknown> =>
    docker.run(
      [
        'buildx',
        'build',
        '--progress=plain',
        '--provenance=false',
        '--sbom=false',
        // Media types of OCI also on a base whose layers are zstd: Docker's own has none for it, and containerd can't unpack what comes of it.
        '--output',
        'type=registry,oci-mediatypes=true',
        '--tag',
        name,
        '--metadata-file',
        metadata,
        '--file',
        build.context.dockerfile.path,
        ...(build.platforms.length === 0 ? [] : ['--platform', build.platforms.join(',')]),
        ...(build.inputs.target === undefined ? [] : ['--target', build.inputs.target]),
        ...[...pinned.arguments].flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
        ...secrets,
        ...cacheFlags(cache),
        '-',
      ],
      {
        input: () => contextArchive(build.context, pinned.source),
        onLine: watchCaches((message) => build.services.log.warning(message)),
      },
    )
  try {
    await buildWith(places)
  } catch (error) {
    if (places.to === undefined || !(error instanceof DockerError) || !error.lines.some((line) => NO_EXPORT.test(line)))
      throw error
    build.services.log.warning(
      `This builder can't leave its cache in a registry, so ${places.to} stays as it is. Turn on Docker's containerd image store, or use a builder of docker/setup-buildx-action.`,
    )
    await buildWith({ ...places, to: undefined })
  }
  const digest = (await digestIn(metadata)) ?? (await pushedDigest(build))
  await docker.forget(name)
  return digest
}

/** An archive holds its Dockerfile, so `COPY .` takes it even where .dockerignore leaves it out. */
function sayWhatIsAdded({ context, plan, services }: Build): void {
  const { path } = context.dockerfile
  if (context.entries.some((entry) => entry.path === path)) return
  const added = { type: 'symlink', path, target: '' } as const
  if (copiedEntries([added], plan).length === 0) return
  services.log.notice(`${path} itself goes into the image with what is copied, although .dockerignore leaves it out.`)
}

/** Secrets go by files that only this user can read, never by a command line. */
async function secretFlags(build: Build): Promise<string[]> {
  if (build.inputs.secrets === undefined) return []
  const directory = join(build.scratch, 'secrets')
  await mkdir(directory, { mode: 0o700 })
  const flags: string[] = []
  for (const [index, [name, value]] of [...build.inputs.secrets].entries()) {
    const path = join(directory, String(index))
    await writeFile(path, value, { mode: 0o600 })
    flags.push('--secret', `id=${name},src=${path}`)
  }
  return flags
}

async function digestIn(path: string): Promise<Digest | undefined> {
  const text = await readFile(path, 'utf8').catch(() => 'null')
  try {
    const value: unknown = JSON.parse(text)
    const digest = isRecord(value) ? value['containerimage.digest'] : undefined
    return isDigest(digest) ? digest : undefined
  } catch {
    return undefined
  }
}

/** What the tag of this build names, where the builder does not say what it pushed. */
export async function pushedDigest(build: Build): Promise<Digest> {
  const found = await build.images.resolve(build.tag)
  if (found !== undefined) return found.digest
  throw new UserError({
    reason: 'push-failed' satisfies Reason,
    what: `The builder ended well, but ${build.inputs.image}:${build.tag} is not in the registry.`,
  })
}
