import type { Devices, Limits, Mount, RunSpec } from '../engine.ts'

/** What `docker run` is told beside the spec: what was found out before. */
export interface RunFacts {
  /** `NAME@sha256:…` or `sha256:…`. */
  readonly image: string
  readonly environmentFile: string
  /** Variables that no file can hold; `docker` takes them from its own environment. */
  readonly passedOn: readonly string[]
  /** Whether every NVIDIA device is known to the daemon by CDI. */
  readonly cdi: boolean
  /** Numeric groups that own the AMD device nodes. */
  readonly deviceGroups: readonly number[]
}

/** The arguments of `docker run`, in which no secret stands. */
export function runArguments(spec: RunSpec, facts: RunFacts): readonly string[] {
  return [
    'run',
    '--detach',
    '--init',
    '--pull',
    'never',
    '--name',
    spec.name,
    ...Object.entries(spec.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...privileges(spec.user),
    ...limitArguments(spec.limits),
    ...deviceArguments(spec.devices, facts),
    ...networkArguments(spec.network),
    ...spec.mounts.flatMap((mount) => ['--mount', mountArgument(mount)]),
    '--workdir',
    spec.workingDirectory,
    '--env-file',
    facts.environmentFile,
    ...facts.passedOn.flatMap((name) => ['--env', name]),
    '--stop-timeout',
    String(Math.ceil(spec.graceMs / 1_000)),
    // Bounded on the daemon's disk, where `json-file` is not by default.
    '--log-driver',
    'local',
    '--log-opt',
    'max-size=256m',
    '--log-opt',
    'max-file=4',
    ...entrypoint(spec.command, facts.image),
  ]
}

/** The image's own entry point is replaced, so that the same command does the same in every engine. */
function entrypoint(command: readonly string[], image: string): readonly string[] {
  const [program = 'true', ...rest] = command
  return ['--entrypoint', program, image, ...rest]
}

function privileges(user: string | undefined): readonly string[] {
  const always = ['--security-opt', 'no-new-privileges']
  // Root of an image needs its capabilities to write into directories that are another user's.
  return user === undefined ? always : [...always, '--user', user, '--cap-drop', 'ALL']
}

function limitArguments(limits: Limits): readonly string[] {
  const { memoryBytes, cpus, shmBytes, pids } = limits
  return [
    // Equal to `--memory`: no swap, in which a training would only crawl.
    ...(memoryBytes === undefined ? [] : ['--memory', String(memoryBytes), '--memory-swap', String(memoryBytes)]),
    ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
    ...(shmBytes === undefined ? [] : ['--shm-size', String(shmBytes)]),
    ...(pids === undefined ? [] : ['--pids-limit', String(pids)]),
  ]
}

function deviceArguments(devices: Devices, facts: RunFacts): readonly string[] {
  switch (devices.kind) {
    case 'none':
      return NO_OTHER_GPU
    case 'nvidia':
      return [
        ...(facts.cdi
          ? [...devices.uuids.flatMap((uuid) => ['--device', `nvidia.com/gpu=${uuid}`]), ...NO_OTHER_GPU]
          : // `--gpus` is read as CSV: several devices need the inner quotes (docker/cli, `opts/gpus.go`).
            ['--gpus', `"device=${devices.uuids.join(',')}"`]),
        ...GPU_ULIMITS,
      ]
    case 'amd':
      return [
        '--device',
        '/dev/kfd',
        ...devices.nodes.flatMap((node) => ['--device', node]),
        ...facts.deviceGroups.flatMap((group) => ['--group-add', String(group)]),
        ...NO_OTHER_GPU,
        ...GPU_ULIMITS,
      ]
  }
}

/** CUDA images say `all`, and where the nvidia runtime is the default that would be every GPU. */
const NO_OTHER_GPU = ['--env', 'NVIDIA_VISIBLE_DEVICES=void'] as const
/** NVIDIA's images ask for these at their start: pinned memory and deep stacks. */
const GPU_ULIMITS = ['--ulimit', 'memlock=-1', '--ulimit', 'stack=67108864'] as const

function networkArguments(network: string): readonly string[] {
  return network === 'default' ? [] : ['--network', network]
}

/** `--mount` is read as CSV, so a value with a comma or a quote stands in quotes. */
function mountArgument(mount: Mount): string {
  const fields = ['type=bind', `source=${mount.source}`, `target=${mount.target}`]
  return [...fields.map(csvField), ...(mount.readOnly ? ['readonly'] : [])].join(',')
}

function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
