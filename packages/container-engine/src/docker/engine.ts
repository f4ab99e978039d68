import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContainerEngine, RunSpec } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { containerIsolation, readCdiDevices, readContainer } from './answers.ts'
import { runArguments } from './arguments.ts'
import { type DockerClient, dockerClient, explain } from './client.ts'
import { dockerRunning } from './container.ts'
import { environmentFile } from './environment.ts'
import { resolveImage } from './image.ts'

/** What the Docker engine needs from its surroundings. */
export interface DockerEngineOptions {
  /** The environment of the `docker` client: PATH, HOME, DOCKER_HOST and the like. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** A private directory for short-lived files. */
  readonly directory: string
}

/** Docker by its command line. Speaks to the daemon that the client's context names. */
export function dockerEngine({ env, directory }: DockerEngineOptions): ContainerEngine {
  const client = dockerClient(env)
  return {
    name: 'docker',
    async start(spec, signal) {
      const image = await resolveImage(client, spec, signal)
      const id = await create(client, directory, spec, image.identity, signal)
      return dockerRunning({ client, directory, id, isolation: containerIsolation(spec), image })
    },
    async adopt(id) {
      const result = await client.call(['inspect', '--type', 'container', id])
      const container = result.exitCode === 0 ? readContainer(result.stdout) : undefined
      if (container === undefined) return undefined
      return dockerRunning({ client, directory, id: container.id, isolation: ADOPTED, image: undefined })
    },
    async leftovers(labels) {
      const filters = Object.entries(labels).flatMap(([name, value]) => ['--filter', `label=${name}=${value}`])
      const result = await client.call(['ps', '--all', '--quiet', '--no-trunc', ...filters])
      if (result.exitCode !== 0) throw explain(result.stderr, result.exitCode)
      const ids = result.stdout.split('\n').filter((id) => /^[0-9a-f]{12,64}$/.test(id))
      return ids.map((id) => dockerRunning({ client, directory, id, isolation: ADOPTED, image: undefined }))
    },
  }
}

/** Of a container that another process started only this much is known. */
const ADOPTED = {
  mechanism: 'container',
  network: 'not-requested',
  readOnlyMounts: 'not-requested',
  limits: 'not-requested',
  processes: 'private',
  notes: [],
} as const

async function create(
  client: DockerClient,
  directory: string,
  spec: RunSpec,
  image: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, `${spec.name}.env`)
  const variables: Record<string, string> = {
    ...spec.environment,
    ...spec.secrets,
    ...(spec.signalTo === 'all' ? SIGNAL_ALL : {}),
  }
  const { text, passedOn } = environmentFile(variables)
  await writeFile(file, text, { mode: 0o600, flag: 'wx' })
  try {
    const args = runArguments(spec, {
      image,
      environmentFile: file,
      passedOn,
      cdi: await knowsByCdi(client, spec, signal),
      deviceGroups: await deviceGroups(spec),
    })
    const handedOver = Object.fromEntries(passedOn.map((name) => [name, variables[name] ?? '']))
    const result = await client.call(args, { env: handedOver, timeoutMs: START_TIMEOUT_MS, signal })
    const id = /^[0-9a-f]{64}$/m.exec(result.stdout)?.[0]
    if (result.exitCode === 0 && id !== undefined) return id
    // A container that was made and could not be started stays behind otherwise.
    await client.call(['rm', '--force', spec.name])
    signal?.throwIfAborted()
    throw explain(result.stderr, result.exitCode)
  } finally {
    await rm(file, { force: true })
  }
}

/** Makes the image's init (tini) signal every process of the run, not its first child alone (tini, `main.c`). */
const SIGNAL_ALL = { TINI_KILL_PROCESS_GROUP: '1' } as const
/** Making a container of a large image may unpack layers first. */
const START_TIMEOUT_MS = 10 * 60_000

async function knowsByCdi(client: DockerClient, spec: RunSpec, signal: AbortSignal | undefined): Promise<boolean> {
  const { devices } = spec
  if (devices.kind !== 'nvidia' || devices.access === 'gpus') return false
  if (devices.access === 'cdi') return true
  const result = await client.call(['info', '--format', '{{json .}}'], { signal })
  const known = new Set(readCdiDevices(result.stdout))
  return devices.uuids.every((uuid) => known.has(`nvidia.com/gpu=${uuid}`))
}

async function deviceGroups(spec: RunSpec): Promise<readonly number[]> {
  if (spec.devices.kind !== 'amd') return []
  try {
    const owners = await Promise.all(['/dev/kfd', ...spec.devices.nodes].map((node) => stat(node)))
    return [...new Set(owners.map(({ gid }) => gid))]
  } catch (error) {
    throw new EngineError('device-unavailable', `A device node is not there: ${String(error)}`, { cause: error })
  }
}
