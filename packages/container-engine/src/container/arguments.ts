import type { Devices, Limits, Mount, RunSpec } from '../engine.ts'
import type { Dialect, Survey } from './dialect.ts'

/** What `run` is told beside the spec: what was found out before. */
export interface RunFacts {
  readonly survey: Survey
  /** `NAME@sha256:…` or `sha256:…`. */
  readonly image: string
  readonly environmentFile: string
  /** Variables that no file can hold; the client takes them from its own environment. */
  readonly passedOn: readonly string[]
  /** Shell text that exports the secrets; absent when there are none. */
  readonly secretsFile?: string | undefined
  /** Numeric groups that own the AMD device nodes. */
  readonly deviceGroups: readonly number[]
  /** Whether the engine may lift the limits of locked memory and stack for a GPU. */
  readonly liftLimits: boolean
}

/** Where the secrets are in a container. */
const SECRETS = '/run/ml-actions-secrets'
/** Tells whoever finds the container again that a signal is meant for all of its processes. */
export const SIGNAL_LABEL = 'dev.ml-actions.signal-to'

/** The arguments of `docker run` or `podman run`, in which no secret stands. */
export function runArguments(dialect: Dialect, spec: RunSpec, facts: RunFacts): readonly string[] {
  const { secretsFile } = facts
  const mounts = [
    ...spec.mounts,
    ...(secretsFile === undefined ? [] : [{ source: secretsFile, target: SECRETS, readOnly: true }]),
  ]
  return [
    'run',
    '--detach',
    '--init',
    '--pull=never',
    '--name',
    spec.name,
    ...Object.entries(spec.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    '--label',
    `${SIGNAL_LABEL}=${spec.signalTo}`,
    ...privileges(spec.user, facts.survey),
    ...limitArguments(spec.limits, facts.survey),
    ...deviceArguments(spec.devices, facts),
    ...networkArguments(spec.network),
    ...mounts.flatMap((mount) => ['--mount', mountArgument(mount)]),
    '--workdir',
    spec.workingDirectory,
    '--env-file',
    facts.environmentFile,
    ...facts.passedOn.flatMap((name) => ['--env', name]),
    '--stop-timeout',
    String(Math.ceil(spec.graceMs / 1_000)),
    ...dialect.options,
    ...entrypoint(secretsFile === undefined ? spec.command : withSecrets(spec.command), facts.image),
  ]
}

/** The image's own entry point is replaced, so that the same command does the same in every engine. */
function entrypoint(command: readonly string[], image: string): readonly string[] {
  const [program = 'true', ...rest] = command
  return ['--entrypoint', program, image, ...rest]
}

/**
 * A container's own variables can be read by whoever may ask the engine, so secrets become variables of the command only.
 * The shell gives way to the command, which keeps its process id and gets the signals.
 */
function withSecrets(command: readonly string[]): readonly string[] {
  return ['sh', '-c', '. "$0" && exec "$@"', SECRETS, ...command]
}

function privileges(user: string | undefined, { rootless }: Survey): readonly string[] {
  const always = ['--security-opt', 'no-new-privileges']
  // Root of an image needs its capabilities to write into directories that are another user's.
  if (user === undefined) return always
  const [uid, gid] = user.split(':')
  // Without root a user of the container is none of this machine's, unless it is mapped to the one who runs the engine.
  const mapped = rootless ? ['--userns', `keep-id:uid=${uid},gid=${gid}`] : []
  return [...always, '--user', user, '--cap-drop', 'ALL', ...mapped]
}

function limitArguments(limits: Limits, { withoutLimits }: Survey): readonly string[] {
  const { memoryBytes, cpus, shmBytes, pids } = { ...limits, ...dropped(withoutLimits) }
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
        ...(facts.survey.cdi
          ? [...devices.uuids.flatMap((uuid) => ['--device', `nvidia.com/gpu=${uuid}`]), ...NO_OTHER_GPU]
          : // `--gpus` is read as CSV: several devices need the inner quotes (docker/cli, `opts/gpus.go`).
            ['--gpus', `"device=${devices.uuids.join(',')}"`]),
        ...(facts.liftLimits ? GPU_ULIMITS : []),
      ]
    case 'amd':
      return [
        '--device',
        '/dev/kfd',
        ...devices.nodes.flatMap((node) => ['--device', node]),
        ...(facts.survey.rootless ? ['--group-add', 'keep-groups'] : numbered(facts.deviceGroups)),
        ...NO_OTHER_GPU,
        ...(facts.liftLimits ? GPU_ULIMITS : []),
      ]
  }
}

/** Without root no group of this machine can be given, only those kept that the user has. */
function numbered(groups: readonly number[]): readonly string[] {
  return groups.flatMap((group) => ['--group-add', String(group)])
}

/** CUDA images say `all`, and where the nvidia runtime is the default that would be every GPU. */
const NO_OTHER_GPU = ['--env', 'NVIDIA_VISIBLE_DEVICES=void'] as const
/** NVIDIA's images ask for these at their start: pinned memory and deep stacks. */
const GPU_ULIMITS = ['--ulimit', 'memlock=-1', '--ulimit', 'stack=67108864'] as const

function dropped(names: readonly (keyof Limits)[]): Limits {
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

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
