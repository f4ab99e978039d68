/** The example's service as images: with the release as it is, another that is as good, and one that fails now and then. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import {
  type AppendableLayer,
  copyBlob,
  type Digest,
  isIndex,
  MediaType,
  openRepository,
  parseDigest,
  parseRepository,
  type RepositoryClient,
  rewriteImage,
  sha256,
  type TarMember,
  writeTar,
} from '@ml-actions/registry'
import { requestBodies } from '../../../scripts/demo/images.ts'
import { type PythonHome, preparePython, pythonCache } from '../../../scripts/demo/python.ts'
import { endpoints } from '../../services/endpoints.ts'
import { ROOT } from '../../support/bundle.ts'

const EXAMPLE = join(ROOT, 'examples/digits')
const run = promisify(execFile)

export interface Example {
  readonly repository: string
  readonly first: Digest
  /** Other bytes that do the same. */
  readonly better: Digest
  /** Fails on one request of `failingOneOf`. */
  readonly failing: Digest
  /** A file with a request's body in each line. */
  readonly bodies: string
}

/** Trains the example's model here and pushes its service, on the base image, to the open registry. Files go into `folder`. */
export async function pushExample(folder: string, failingOneOf: number): Promise<Example> {
  const { open } = await endpoints('registry')
  const { image, digest } = await endpoints('base-image')
  const python = await preparePython(
    pythonCache(ROOT, process.env),
    { all: [join(EXAMPLE, 'requirements-dev.txt')], serving: join(EXAMPLE, 'requirements.txt') },
    process.env,
    (line) => console.log(line),
  )
  const bodies = await requestBodies(EXAMPLE, python, folder, { ...process.env, PYTHONDONTWRITEBYTECODE: '1' })
  const model = await train(folder, python)
  const repository = `${open}/load/digits`
  const client = openRepository(parseRepository(repository))
  const from = openRepository(parseRepository(image.replace(/:[^:/]*$/, '')))
  const base = await copyImage(from, client, parseDigest(digest))
  const packages = await pushLayer(client, await tree(python.sitePackages, 'opt/site-packages'))
  const release = async (name: string, source: string): Promise<Digest> => {
    const files = [...(await tree(source, 'app/src')), ...(await tree(model, 'model'))]
    const layers = [packages, await pushLayer(client, files)]
    const env = { PYTHONPATH: '/app/src:/opt/site-packages', REVISION: name, PYTHONDONTWRITEBYTECODE: '1' }
    return (await rewriteImage(client, base, layers, { env })).digest
  }
  const source = join(EXAMPLE, 'src')
  return {
    repository,
    bodies,
    first: await release('first', source),
    better: await release('better', source),
    failing: await release('failing', await failingSource(folder, failingOneOf)),
  }
}

async function train(folder: string, python: PythonHome): Promise<string> {
  const out = join(folder, 'out')
  const argv = ['-m', 'digits.train', '--data', join(folder, 'data/train'), '--out', out]
  const env = { ...process.env, PYTHONPATH: join(EXAMPLE, 'src'), PYTHONDONTWRITEBYTECODE: '1' }
  await run(join(python.bin, 'python'), argv, { cwd: folder, env })
  return join(out, 'model')
}

/** The regression that the demo shows, at a rate of one's own. */
async function failingSource(folder: string, oneOf: number): Promise<string> {
  const copy = join(folder, 'failing')
  await cp(EXAMPLE, copy, { recursive: true })
  await run('git', ['apply', '--whitespace=nowarn', join(ROOT, 'examples/digits-regressions/errors.patch')], {
    cwd: copy,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: folder },
  })
  const file = join(copy, 'src/digits/confidence.py')
  const text = await readFile(file, 'utf8')
  const changed = text.replace(/^WINDOW = \d+$/m, `WINDOW = ${oneOf - 1}`)
  if (changed === text) throw new Error(`${file} has no WINDOW`)
  await writeFile(file, changed)
  return join(copy, 'src')
}

async function copyImage(from: RepositoryClient, to: RepositoryClient, digest: Digest): Promise<Digest> {
  const { manifest, bytes, descriptor } = await from.getManifest(digest)
  if (isIndex(manifest)) throw new Error('the base image is one image')
  for (const blob of [manifest.config, ...manifest.layers]) await copyBlob(from, to, blob)
  return (await to.putManifest(bytes, descriptor.mediaType)).digest
}

async function pushLayer(client: RepositoryClient, members: readonly TarMember[]): Promise<AppendableLayer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeTar(members)) chunks.push(chunk)
  const tar = Buffer.concat(chunks)
  const descriptor = { mediaType: MediaType.ociLayerGzip, ...(await client.putBlob(gzipSync(tar, { level: 1 }))) }
  return { descriptor, diffId: sha256(tar), createdBy: 'the example' }
}

/** The files of a folder, as members below `prefix`. */
async function tree(folder: string, prefix: string): Promise<TarMember[]> {
  const names = (await readdir(folder, { recursive: true })).toSorted()
  const members: TarMember[] = [{ type: 'directory', name: prefix }]
  for (const name of names.filter((each) => !each.includes('__pycache__'))) {
    const path = join(folder, name)
    if ((await stat(path)).isDirectory()) members.push({ type: 'directory', name: `${prefix}/${name}` })
    else members.push(member(`${prefix}/${name}`, await readFile(path)))
  }
  return members
}

function member(name: string, bytes: Buffer): TarMember {
  return {
    type: 'file',
    name,
    size: bytes.length,
    open: async function* () {
      yield bytes
    },
  }
}

/** A folder for a run, and how it is removed. */
export async function scratchFolder(): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `${basename(import.meta.dirname)}-`))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
