import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContainerEngine, RunSpec } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { readContainer } from './answers.ts'
import { runArguments, SIGNAL_LABEL } from './arguments.ts'
import { type ContainerClient, containerClient, RLIMIT } from './client.ts'
import type { Dialect, Survey } from './dialect.ts'
import { docker } from './docker.ts'
import { environmentFile, exportText } from './environment.ts'
import { resolveImage } from './image.ts'
import { containerIsolation } from './isolation.ts'
import { memoryNote } from './memory.ts'
import { podman } from './podman.ts'
import { containerRunning } from './running.ts'

/** What a container engine needs from its surroundings. */
export interface ContainerEngineOptions {
  /** The environment of the command line: PATH, HOME, DOCKER_HOST, CONTAINERS_CONF and the like. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** A private directory for short-lived files. */
  readonly directory: string
}

/** Docker by its command line. Speaks to the daemon that the client's context names. */
export function dockerEngine(options: ContainerEngineOptions): ContainerEngine {
  return containerEngine(docker, options)
}

/** Podman by its command line, with or without root. */
export function podmanEngine(options: ContainerEngineOptions): ContainerEngine {
  return containerEngine(podman, options)
}

function containerEngine(dialect: Dialect, { env, directory }: ContainerEngineOptions): ContainerEngine {
  const client = containerClient(dialect, env)
  const found = (id: string, signalTo: RunSpec['signalTo']) =>
    containerRunning({ client, directory, id, signalTo, isolation: ADOPTED, image: undefined })
  return {
    name: dialect.name,
    async start(spec, signal) {
      const image = await resolveImage(client, spec, signal)
      const survey = await dialect.survey(client.ask, spec)
      const isolation = containerIsolation(dialect, spec, survey)
      const { id, notes } = await create(client, directory, spec, image.identity, survey, signal)
      return containerRunning({
        client,
        directory,
        id,
        signalTo: spec.signalTo,
        isolation: { ...isolation, notes: [...isolation.notes, ...notes] },
        image,
      })
    },
    async adopt(id) {
      const result = await client.call(['inspect', '--type', 'container', id])
      if (result.exitCode === 0) {
        const container = readContainer(result.stdout)
        if (container === undefined) return undefined
        return found(container.id, container.labels[SIGNAL_LABEL] === 'all' ? 'all' : 'command')
      }
      const error = client.explain(result.stderr, result.exitCode)
      if (error.reason === 'engine-unavailable') throw error
      return undefined
    },
    async leftovers(labels) {
      const filters = Object.entries(labels).flatMap(([name, value]) => ['--filter', `label=${name}=${value}`])
      const result = await client.call(['ps', '--all', '--quiet', '--no-trunc', ...filters])
      if (result.exitCode !== 0) throw client.explain(result.stderr, result.exitCode)
      const ids = result.stdout.split('\n').filter((id) => /^[0-9a-f]{12,64}$/.test(id))
      return ids.map((id) => found(id, 'command'))
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

interface Created {
  readonly id: string
  readonly notes: readonly string[]
}

async function create(
  client: ContainerClient,
  directory: string,
  spec: RunSpec,
  image: string,
  survey: Survey,
  signal: AbortSignal | undefined,
): Promise<Created> {
  const place = memoryNote(directory, spec.name)
  await mkdir(place.directory, { recursive: true, mode: 0o700 })
  const plainFile = join(directory, `${spec.name}.env`)
  const secretsFile = Object.keys(spec.secrets).length === 0 ? undefined : join(directory, `${spec.name}.secrets`)
  const variables: Record<string, string> = {
    ...spec.environment,
    ...(spec.signalTo === 'all' ? SIGNAL_ALL : {}),
  }
  const { text, passedOn } = environmentFile(variables)
  const handedOver = Object.fromEntries(passedOn.map((name) => [name, variables[name] ?? '']))
  try {
    await writeFile(plainFile, text, { mode: 0o600, flag: 'wx' })
    // The directory is closed to others; the file is not, since the user of the image may be another one.
    if (secretsFile !== undefined) {
      await writeFile(secretsFile, exportText(spec.secrets), { mode: 0o600, flag: 'wx' })
      await chmod(secretsFile, 0o644)
    }
    const facts = { image, environmentFile: plainFile, secretsFile, passedOn, survey }
    const groups = await deviceGroups(spec)
    for (const liftLimits of [true, false]) {
      const args = runArguments(client.dialect, spec, { ...facts, deviceGroups: groups, liftLimits })
      const result = await client.call(args, {
        env: handedOver,
        cwd: place.directory,
        timeoutMs: START_TIMEOUT_MS,
        signal,
      })
      const id = /^[0-9a-f]{64}$/m.exec(result.stdout)?.[0]
      if (result.exitCode === 0 && id !== undefined) return { id, notes: liftLimits ? [] : [NOT_LIFTED] }
      // A container that was made and could not be started stays behind otherwise.
      await client.call(['rm', '--force', ...client.dialect.removal, spec.name])
      signal?.throwIfAborted()
      const refusedLimits = spec.devices.kind !== 'none' && RLIMIT.test(result.stderr)
      if (!liftLimits || !refusedLimits) throw client.explain(result.stderr, result.exitCode)
    }
    throw new EngineError('engine-failed', `${client.dialect.title} did not start the container.`)
  } catch (error) {
    await rm(place.directory, { recursive: true, force: true })
    throw error
  } finally {
    // What is mounted stays readable in the container.
    for (const file of [plainFile, secretsFile]) if (file !== undefined) await rm(file, { force: true })
  }
}

const NOT_LIFTED =
  'The engine may not lift the limits of locked memory and stack on this machine: pinned memory for the GPU is bounded.'
/** Makes Docker's init (tini) signal every process of the run, not its first child alone (tini, `main.c`). */
const SIGNAL_ALL = { TINI_KILL_PROCESS_GROUP: '1' } as const
/** Making a container of a large image may unpack layers first. */
const START_TIMEOUT_MS = 10 * 60_000

async function deviceGroups(spec: RunSpec): Promise<readonly number[]> {
  if (spec.devices.kind !== 'amd') return []
  try {
    const owners = await Promise.all(['/dev/kfd', ...spec.devices.nodes].map((node) => stat(node)))
    return [...new Set(owners.map(({ gid }) => gid))]
  } catch (error) {
    throw new EngineError('device-unavailable', `A device node is not there: ${String(error)}`, { cause: error })
  }
}
