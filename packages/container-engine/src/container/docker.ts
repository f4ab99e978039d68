import type { RunSpec } from '../engine.ts'
import { readCdiDevices } from './answers.ts'
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
  imageAdvice: '',
  async survey(ask, spec) {
    return { cdi: await knowsByCdi(ask, spec), rootless: false, withoutLimits: [] }
  },
}

async function knowsByCdi(ask: Ask, { devices }: RunSpec): Promise<boolean> {
  if (devices.kind !== 'nvidia' || devices.access === 'gpus') return false
  if (devices.access === 'cdi') return true
  const known = new Set(readCdiDevices(await ask(['info', '--format', '{{json .}}'])))
  return devices.uuids.every((uuid) => known.has(`nvidia.com/gpu=${uuid}`))
}
