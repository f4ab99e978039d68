/** A build with a secret and with credentials, and every place where somebody could find them afterwards. */
import { randomBytes } from 'node:crypto'
import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isIndex, openRepository, type RepositoryClient } from '@ml-actions/registry'
import { command } from '../../services/command.ts'
import { endpoints } from '../../services/endpoints.ts'
import { checkout, dockerClient, pushSmallBase, type Ran, RUN } from './world.ts'

export interface Secretive {
  readonly ran: Ran
  readonly secret: string
  readonly password: string
  /** Argument lists of every process while it ran. */
  readonly seen: readonly string[]
  /** Files that are left of the run and hold one of the two. */
  readonly kept: readonly string[]
  /** Everything that lies in the repository, unpacked. */
  readonly pushed: readonly { readonly what: string; readonly bytes: Buffer }[]
  /** Tags that Docker's own store has of the image after the build. */
  readonly stored: readonly string[]
  /** What the engine tells of the image and of its cache. */
  readonly inspected: string
}

// The builder's cache knows nothing of a secret's value: only another command is run again.
const DOCKERFILE = `ARG BASE
FROM \${BASE}
RUN --network=none --mount=type=secret,id=token : ${RUN}; t=$(cat /run/secrets/token) && echo "its length is \${#t}: $t" && sleep 1 && echo made >/made
COPY app.py /app/
USER 1000
`

export async function secretive(): Promise<Secretive> {
  const { open, basic, username, password } = await endpoints('registry')
  const base = await pushSmallBase(openRepository({ registry: open, name: `${RUN}/secretive-base` }))
  const secret = randomBytes(11).toString('hex')
  const name = `${RUN}/secretive`
  const place = await checkout()
  const temp = await mkdtemp(join(tmpdir(), 'images-temp-'))
  const lists = watchProcesses()
  try {
    await place.write({ Dockerfile: DOCKERFILE, 'app.py': 'print(1)\n' })
    const inputs = {
      image: `${basic}/${name}`,
      'build-args': `BASE=${base}`,
      secrets: `token=${secret}`,
      'registry-username': username,
      'registry-password': password,
      'cache-to': `${basic}/${name}:cache`,
    }
    const ran = await place.run('build-push-image', inputs, { env: { RUNNER_TEMP: temp } })
    const seen = lists.stop()
    const stored = await storedNames(`${basic}/${name}`)
    const images = openRepository({ registry: basic, name }, { credentials: { username, password } })
    return {
      ran,
      secret,
      password,
      seen,
      kept: await filesWith(temp, [secret, password]),
      pushed: await everythingIn(images),
      stored,
      inspected: await inspected(`${basic}/${name}@${ran.outputs['digest']}`, { username, password }),
    }
  } finally {
    lists.stop()
    await rm(temp, { recursive: true, force: true })
    await place.remove()
  }
}

function watchProcesses(): { stop(): readonly string[] } {
  const found = new Set<string>()
  const look = async (): Promise<void> => {
    const pids = (await readdir('/proc')).filter((each) => /^\d+$/.test(each))
    const lists = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
    for (const list of lists) found.add(list.replaceAll('\0', ' '))
  }
  const timer = setInterval(() => void look(), 50)
  return {
    stop() {
      clearInterval(timer)
      return [...found]
    },
  }
}

async function filesWith(folder: string, values: readonly string[]): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true })
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      if (!(await lstat(path)).isFile()) return []
      const text = await readFile(path)
      return values.some((value) => text.includes(value)) ? [name] : []
    }),
  )
  return found.flat()
}

async function everythingIn(client: RepositoryClient): Promise<Secretive['pushed']> {
  const found: { what: string; bytes: Buffer }[] = []
  const seen = new Set<string>()
  const read = async (reference: string): Promise<void> => {
    const { manifest, bytes, descriptor } = await client.getManifest(reference)
    if (seen.has(descriptor.digest)) return
    seen.add(descriptor.digest)
    found.push({ what: 'manifest', bytes: Buffer.from(bytes) })
    if (isIndex(manifest)) {
      for (const each of manifest.manifests) await read(each.digest)
      return
    }
    const blob = (digest: typeof descriptor.digest) => client.getBlob(digest, { maxBytes: 64 * 1024 * 1024 })
    found.push({ what: 'config', bytes: await blob(manifest.config.digest) })
    for (const layer of manifest.layers) {
      const raw = await blob(layer.digest)
      if (layer.mediaType.endsWith('gzip')) found.push({ what: 'layer', bytes: gunzipSync(raw) })
      else found.push({ what: 'statement', bytes: Buffer.concat([raw, payloadOf(raw)]) })
    }
  }
  for (const tag of await client.tags()) await read(tag)
  return found
}

/** What a signed statement wraps in base64. */
function payloadOf(envelope: Buffer): Buffer {
  return Buffer.from(/"payload":"([^"]*)"/.exec(envelope.toString())?.[1] ?? '', 'base64')
}

/** What Docker tells of the image once somebody has pulled it, and of its builder's cache. */
async function inspected(image: string, account: { readonly username: string; readonly password: string }) {
  const env = await dockerClient()
  const docker = (...args: readonly string[]): Promise<string> => command(['docker', ...args], { env })
  const config = await mkdtemp(join(tmpdir(), 'images-config-'))
  try {
    const friend = { ...env, DOCKER_CONFIG: config }
    const login = ['docker', 'login', '--username', account.username, '--password-stdin'] as const
    await command([...login, image.slice(0, image.indexOf('/'))], { env: friend, input: account.password })
    await command(['docker', 'pull', '--quiet', image], { env: friend })
  } finally {
    await rm(config, { recursive: true })
  }
  const told = await Promise.all([
    docker('image', 'inspect', image),
    docker('history', '--no-trunc', image),
    docker('buildx', 'du', '--verbose'),
  ])
  return told.join('\n')
}

/** The names under which Docker's own store has images of a repository. */
async function storedNames(repository: string): Promise<readonly string[]> {
  const names = await command(['docker', 'image', 'ls', '--format', '{{.Tag}}', repository], {
    env: await dockerClient(),
  })
  return names.split('\n').filter((line) => line !== '')
}
