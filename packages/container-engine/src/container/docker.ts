import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunSpec } from '../engine.ts'
import { readCdi } from './answers.ts'
import type { Ask, Dialect } from './dialect.ts'

/** Docker's command line. Texts of refusals: docker/cli, moby, nvidia-container-toolkit. */
export const docker: Dialect = {
  name: 'docker',
  title: 'Docker',
  missing:
    'There is no `docker` on the PATH of this runner. Install Docker, or use `engine: podman` or `engine: host`.',
  environment: (env) => env,
  refusals: [
    {
      reason: 'engine-unavailable',
      pattern:
        /Cannot connect to the Docker daemon|permission denied while trying to connect|Is the docker daemon running|error during connect/i,
      what: 'The Docker daemon does not answer',
    },
    {
      reason: 'device-unavailable',
      pattern:
        /could not select device driver|unresolvable CDI devices|nvidia-container-cli|CDI device injection failed|failed to discover GPU vendor/i,
      what: 'Docker can’t hand over the GPUs',
    },
    {
      reason: 'mount-unavailable',
      pattern: /bind source path does not exist|invalid mount config/i,
      what: 'Docker can’t mount',
    },
  ],
  // Bounded on the daemon's disk, where `json-file` is not by default.
  options: ['--log-driver', 'local', '--log-opt', 'max-size=256m', '--log-opt', 'max-file=4'],
  removal: [],
  signalsAll: 'init',
  async wasInterrupted(ask, id, { startedAt }) {
    if (startedAt === undefined) return false
    // By the daemon's own clock: an end of the time in its future would be waited for.
    const now = (await ask(['info', '--format', '{{.SystemTime}}'])).trim()
    const filters = ['--filter', `container=${id}`, '--filter', 'event=kill', '--filter', 'event=die']
    const events = await ask(['events', '--since', startedAt, '--until', now, ...filters, '--format', '{{.Action}}'])
    const actions = events.trim().split('\n')
    // A daemon stops its containers before it ends, and one that has just begun remembers no end.
    return actions.includes('kill') || !actions.includes('die')
  },
  imageAdvice: '',
  async survey(ask, spec) {
    return { cdi: await knowsByCdi(ask, spec), rootless: false, withoutLimits: [] }
  },
}

async function knowsByCdi(ask: Ask, { devices }: RunSpec): Promise<boolean> {
  if (devices.kind !== 'nvidia' || devices.access === 'gpus') return false
  if (devices.access === 'cdi') return true
  const { devices: listed, directories } = readCdi(await ask(['info', '--format', '{{json .}}']))
  // Before version 28 the daemon tells only where it looks for specifications.
  if (listed.length > 0) return devices.uuids.every((uuid) => listed.includes(`nvidia.com/gpu=${uuid}`))
  const texts = await specifications(directories)
  return devices.uuids.every((uuid) => texts.includes('nvidia.com/gpu') && names(texts, uuid))
}

/** As JSON and YAML hold it, quoted or not. */
function names(texts: string, uuid: string): boolean {
  return texts.split(/[^\w/-]+/).includes(uuid)
}

async function specifications(directories: readonly string[]): Promise<string> {
  const texts = directories.map(async (directory) => {
    const entries = await readdir(directory).catch(() => [])
    const files = entries.filter((name) => /\.(?:json|ya?ml)$/.test(name))
    return Promise.all(files.map((name) => readFile(join(directory, name), 'utf8').catch(() => '')))
  })
  return (await Promise.all(texts)).flat().join('\n')
}
