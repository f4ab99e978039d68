import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readPodmanHost } from './answers.ts'
import type { Dialect } from './dialect.ts'

/** Podman's command line, from 4.3 on. Texts of refusals: containers/podman, containers/common, crun, runc. */
export const podman: Dialect = {
  name: 'podman',
  title: 'Podman',
  missing:
    'There is no `podman` on the PATH of this runner. Install Podman, or use `engine: docker` or `engine: host`.',
  environment(env) {
    // Podman reads Docker's credentials and refuses every run where the directory holds none.
    const config = env['DOCKER_CONFIG']
    return config === undefined || existsSync(join(config, 'config.json')) ? env : { ...env, DOCKER_CONFIG: undefined }
  },
  refusals: [
    {
      reason: 'engine-unavailable',
      pattern: /Cannot connect to Podman|unable to connect to Podman/i,
      what: 'Podman’s service does not answer',
    },
    {
      reason: 'engine-failed',
      pattern: /container-init binary not found/i,
      what: 'Podman finds no init for containers; install `catatonit`',
    },
    {
      reason: 'device-unavailable',
      pattern: /unresolvable CDI devices|setting up CDI devices|CDI device injection failed/i,
      what: 'Podman can’t hand over the GPUs',
    },
    {
      reason: 'mount-unavailable',
      pattern: /statfs .*: no such file or directory|invalid mount/i,
      what: 'Podman can’t mount',
    },
  ],
  options: [
    // Bounded on this machine's disk, where it is not by default.
    '--log-driver',
    'k8s-file',
    '--log-opt',
    'max-size=1g',
    // SELinux would keep a container from the directories of the runner, and relabelling them is not ours to do; NVIDIA asks
    // for it with CDI too.
    '--security-opt',
    'label=disable',
  ],
  // Without it `rm --force` waits as long as a stop may take.
  removal: ['--time', '0'],
  // Its init, catatonit, signals its first child alone.
  signalsAll: 'exec',
  async wasInterrupted(ask, id, { startedAt }) {
    if (startedAt === undefined) return false
    const filters = ['--filter', `container=${id}`, '--filter', 'event=kill', '--filter', 'event=stop']
    const args = ['events', '--stream=false', '--since', startedAt, '--format', '{{.Status}}', ...filters]
    // There is no daemon that could end a run by ending; where no events are kept nothing more can be told.
    return (await ask(args).catch(() => '')).trim() !== ''
  },
  imageAdvice: ' Podman wants names with their registry, like "docker.io/library/python:3.12".',
  async survey(ask) {
    const { rootless, controllers } = readPodmanHost(await ask(['info', '--format', 'json']))
    return {
      // `--gpus` does nothing in most versions.
      cdi: true,
      rootless,
      withoutLimits: CONTROLLERS.flatMap(([limit, controller]) =>
        rootless && !controllers.includes(controller) ? [limit] : [],
      ),
    }
  },
}

/** Without root a limit needs its controller delegated to the user, which cgroup v1 can't. */
const CONTROLLERS = [
  ['memoryBytes', 'memory'],
  ['cpus', 'cpu'],
  ['pids', 'pids'],
] as const
