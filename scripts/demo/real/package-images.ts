import { readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from '@ml-actions/process'
import { type Digest, openRepository, parseDigest, parseRepository } from '@ml-actions/registry'
import { cached, cacheFolder, contents } from '../../../test/services/cache.ts'
import { command, succeeds } from '../../../test/services/command.ts'
import { endpoints, running, stateOf } from '../../../test/services/endpoints.ts'
import type { Context } from '../../../test/services/service.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The images that change with the locks and no commit else, by digest. */
export interface PackageImages {
  /** What serving starts from. */
  readonly serving: string
  /** What training and evaluation run in. */
  readonly training: string
  /** What the dead man's switch runs in. */
  readonly node: string
}

/** Where images are built and told of. */
interface Workshop {
  /** Of Docker's client. */
  readonly env: Environment
  readonly say: (line: string) => void
}

interface Recipe {
  readonly name: string
  readonly dockerfile: string
  readonly context: string
  /** What it copies from there. */
  readonly copied: string
}

/** Quick to make. What is faster still (zstd) has no media type in the images that a build on top of it may be pushed as. */
const COMPRESSION = 'compression=gzip,compression-level=1,force-compression=true'

/**
 * Builds the example's Dockerfiles of packages on the Debian base image and pushes them. They are kept as archives, so that
 * services which come up anew get them without an installation.
 */
export async function packageImages(example: string, workshop: Workshop): Promise<PackageImages> {
  const packages = (name: string, copied: string): Promise<string> =>
    keptImage(
      {
        name,
        dockerfile: join(example, 'docker', `${name}.Dockerfile`),
        context: example,
        copied: join(example, copied),
      },
      workshop,
    )
  const program = await realpath(process.execPath)
  const [serving, training, node] = await Promise.all([
    packages('serve-base', 'requirements.txt'),
    packages('train', 'requirements-train.txt'),
    keptImage(
      {
        name: 'node',
        dockerfile: join(import.meta.dirname, 'node.Dockerfile'),
        context: dirname(program),
        copied: program,
      },
      workshop,
    ),
  ])
  return { serving, training, node }
}

/** An image in Docker and in the open registry, by its digest there; built where there is no archive of it. */
async function keptImage({ name, dockerfile, context, copied }: Recipe, { env, say }: Workshop): Promise<string> {
  const [base, { open }] = await Promise.all([endpoints('base-image'), endpoints('registry')])
  const python = `${base.image.replace(/:[^:/]*$/, '')}@${base.digest}`
  const key = [python, COMPRESSION, ...(await contents(dockerfile, copied))]
  const image = `${open}/demo/${name}`
  const folder = await cached(cacheOf(env), `demo-${name}`, key, async (making) => {
    say(`building ${name} (once)`)
    const index = await indexOptions(making, env)
    const output = `type=oci,dest=${join(making, 'image.tar')},name=${image}:kept,${COMPRESSION}`
    const file = ['--file', dockerfile, '--build-arg', `PYTHON=${python}`, '--provenance=false']
    const result = ['--output', output, '--metadata-file', join(making, 'metadata.json')]
    await command(['docker', 'buildx', 'build', ...file, ...index, ...result, context], { env })
    // It may name a password, and the folder stays.
    await rm(join(making, 'pip.conf'), { force: true })
  })
  const digest = await builtDigest(join(folder, 'metadata.json'))
  const pinned = `${image}@${digest}`
  const [here, pushed] = await Promise.all([
    succeeds(['docker', 'image', 'inspect', pinned], { env }),
    openRepository(parseRepository(image)).resolve(digest),
  ])
  if (here && pushed !== undefined) return pinned
  await command(['docker', 'load', '--quiet', '--input', join(folder, 'image.tar')], { env })
  await command(['docker', 'push', '--quiet', `${image}:kept`], { env })
  return pinned
}

function cacheOf(env: Environment): Context {
  return { clone: '', state: stateOf('docker'), cache: cacheFolder(env), log: () => undefined, running }
}

/** This machine's package index, where pip was told of one. Certificates and folders of this machine mean nothing in a container. */
async function indexOptions(folder: string, env: Environment): Promise<readonly string[]> {
  const { stdout } = await run('python3', ['-m', 'pip', 'config', 'list'], { env, timeoutMs: 60_000 })
  const told = [...stdout.matchAll(/^[\w:.]*\.(index-url|extra-index-url|trusted-host)='(.*)'$/gm)]
  if (told.length === 0) return []
  const file = join(folder, 'pip.conf')
  const lines = told.map(([, option = '', value = '']) => `${option} = ${value.replaceAll('\\n', '\n  ')}`)
  await writeFile(file, `[global]\n${lines.join('\n')}\n`, { mode: 0o600 })
  return ['--secret', `id=pip.conf,src=${file}`]
}

async function builtDigest(metadata: string): Promise<Digest> {
  const read: unknown = JSON.parse(await readFile(metadata, 'utf8'))
  const digest: unknown =
    typeof read === 'object' && read !== null ? Reflect.get(read, 'containerimage.digest') : undefined
  return parseDigest(String(digest))
}
