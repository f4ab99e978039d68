/** What the suites of images stand on: repositories of their own, base images in them, and the action as a process. */
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  copyBlob,
  type Digest,
  isIndex,
  MediaType,
  openRepository,
  parseDigest,
  parseReference,
  type RepositoryClient,
  sha256,
} from '@ml-actions/registry'
import { command } from '../../services/command.ts'
import { endpoints, environment } from '../../services/endpoints.ts'
import { type BundleRun, runBundle } from '../../support/bundle.ts'
import { smallImage } from '../small-image.ts'

/** No other run has repositories below it. */
export const RUN = `images-${randomUUID().slice(0, 8)}`

export type Inputs = Readonly<Record<string, string>>

/** A run of an action, with how long it took. */
export interface Ran extends BundleRun {
  readonly seconds: number
}

/** A working copy of a repository: its Dockerfile and what that copies. */
export interface Checkout {
  readonly root: string
  write(files: Inputs): Promise<void>
  /** Runs the bundle of an action in it. */
  run(action: 'build-push-image' | 'train-in-container', inputs: Inputs, options?: RunOptions): Promise<Ran>
  remove(): Promise<void>
}

export interface RunOptions {
  readonly env?: Inputs
  readonly onLine?: (line: string) => void
}

const LIMIT_MS = 240_000

/** An empty working copy, with a client of the services' Docker. */
export async function checkout(): Promise<Checkout> {
  const root = await mkdtemp(join(tmpdir(), 'images-checkout-'))
  const client = await dockerClient()
  return {
    root,
    async write(files) {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, name)), { recursive: true })
        await writeFile(join(root, name), text)
      }
    },
    async run(action, inputs, { env = {}, onLine } = {}) {
      const since = performance.now()
      const ran = await runBundle(action, {
        inputs,
        cwd: root,
        env: { ...client, ...env },
        limitMs: LIMIT_MS,
        ...(onLine === undefined ? {} : { onLine }),
      })
      return { ...ran, seconds: Math.round((performance.now() - since) / 100) / 10 }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

/** What a client of the services' Docker needs that starts with nothing. */
export async function dockerClient(): Promise<Inputs> {
  const { PATH = '', DOCKER_HOST = '', DOCKER_CONFIG = '' } = await environment('docker')
  return { PATH, DOCKER_HOST, DOCKER_CONFIG }
}

/** Brings the services' base image under a tag of our own, with a mark that gives it a digest of its own. */
export async function pushDebianBase(client: RepositoryClient, tag: string, mark: string): Promise<string> {
  const { image, digest } = await endpoints('base-image')
  const from = openRepository(parseReference(image).repository)
  const { manifest, descriptor } = await from.getManifest(parseDigest(digest))
  if (isIndex(manifest)) throw new Error(`${image} is an index`)
  for (const blob of [manifest.config, ...manifest.layers]) await copyBlob(from, client, blob)
  await client.putManifest({ ...manifest, annotations: { mark } }, descriptor.mediaType, tag)
  return `${client.repository.registry}/${client.repository.name}:${tag}`
}

/** A base of 3 MB with a shell, for engines that start empty. */
export async function pushSmallBase(client: RepositoryClient): Promise<string> {
  const archive = smallImage()
  const tar = await readFile(archive)
  await rm(dirname(archive), { recursive: true })
  const layer = await client.putBlob(gzipSync(tar))
  const settings = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Env: ['PATH=/bin'] },
    rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
  }
  const config = await client.putBlob(Buffer.from(JSON.stringify(settings)))
  const manifest = {
    schemaVersion: 2,
    mediaType: MediaType.ociManifest,
    config: { mediaType: MediaType.ociConfig, ...config },
    layers: [{ mediaType: MediaType.ociLayerGzip, ...layer }],
  }
  const { digest } = await client.putManifest(manifest, MediaType.ociManifest, 'small')
  return `${client.repository.registry}/${client.repository.name}@${digest}`
}

/** The layers of what a run pushed. */
export async function layersOf(client: RepositoryClient, { outputs }: Ran): Promise<readonly Digest[]> {
  const { manifest } = await client.getManifest(parseDigest(outputs['digest'] ?? ''))
  return isIndex(manifest) ? [] : manifest.layers.map((layer) => layer.digest)
}

/** Takes the images of this run from the services' Docker. What lies in the registries goes with these. */
export async function tidy(): Promise<void> {
  const env = await dockerClient()
  const all = await command(['docker', 'image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], { env })
  const ours = all.split('\n').filter((name) => name.includes(`/${RUN}/`) && !name.endsWith(':<none>'))
  if (ours.length > 0) await command(['docker', 'image', 'rm', '--force', ...ours], { env })
}
