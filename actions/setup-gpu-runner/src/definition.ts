import { choice, defineAction, duration, type InputsOfAction, path, string } from '@ml-actions/action'

export const definition = defineAction({
  name: 'setup-gpu-runner',
  title: 'Set up a GPU runner',
  description: 'Get this job the GPUs it asked for, known to work and leased to it alone',
  branding: { icon: 'cpu', color: 'green' },
  hasPost: true,
  inputs: {
    gpus: string({
      description:
        'How many GPUs the job needs: a number, or `all` for every fit one of this host. `0` gives a CPU job and says so.',
      example: '2',
      default: '1',
      pattern: /^(all|0|[1-9]\d{0,2})$/,
      allowed: 'a number from 0 to 999, or `all`',
    }),
    'on-missing': choice(['fail', 'cpu'], {
      description:
        'What to do when this host has fewer GPUs than asked for: `fail`, or `cpu` for a CPU job that is named as one. GPUs that are there but unhealthy or busy are never replaced by a CPU.',
      example: 'cpu',
      default: 'fail',
    }),
    wait: duration({
      description: 'How long to wait for GPUs that other jobs hold, first come first served.',
      example: '30m',
      default: '0s',
      max: '5d',
    }),
    allocator: choice(['auto', 'host', 'inherited'], {
      description:
        '`host`: leases in `lease-directory` keep the jobs of this host apart. `inherited`: a device plugin or Slurm has allocated already, and that is only checked. `auto`: `inherited` where one is recognised, else `host`.',
      example: 'host',
      default: 'auto',
    }),
    'lease-directory': path({
      description: 'Directory that all runners of the host share, writable for each of them.',
      example: '/var/lib/ml-actions/leases',
      default: '/var/tmp/ml-actions-leases',
    }),
    'cuda-check': choice(['if-available', 'required'], {
      description:
        'A real `cuInit` and allocation on each device. `if-available`: run where a CUDA driver library and Python are found, and reported as not run elsewhere. `required`: a device that was not checked is not granted.',
      example: 'required',
      default: 'if-available',
    }),
    'unknown-health': choice(['refuse', 'accept'], {
      description:
        'What to do with a device whose health is unknown: neither the driver’s recovery action nor the kernel’s log can be read, for example. `accept` grants it, and it is still called unknown. A kernel log that this user may not read is no reason by itself where the driver tells its recovery action.',
      example: 'accept',
      default: 'refuse',
    }),
    'probe-timeout': duration({
      description: 'Limit of each call of `nvidia-smi` or `amd-smi`. One that hangs is a finding, not a hang.',
      example: '30s',
      default: '20s',
      min: '1s',
      max: '5m',
    }),
  },
  outputs: {
    devices:
      'The granted devices by UUID, separated by commas; AMD devices by their `/dev/dri/renderD…` node. Empty for a CPU job.',
    count: 'How many devices were granted.',
    vendor: '`nvidia`, `amd` or `none`.',
    'cuda-visible-devices': 'What `CUDA_VISIBLE_DEVICES` must be for a process of this host.',
    'docker-arguments': 'What `docker run` needs to see exactly these devices, as a JSON list.',
    'driver-version': 'Version of the GPU driver. Empty without one.',
    'cuda-version': 'Newest CUDA that the driver can run. Empty without one.',
    report: 'Path of the JSON report: every device found, its health with evidence, and who holds it.',
  },
  reasons: {
    granted: 'The devices are leased to this job and healthy.',
    'cpu-requested': '`gpus: 0` was asked for; the job runs on the CPU.',
    'cpu-instead': 'The host has too few GPUs and `on-missing: cpu` allows it; the job runs on the CPU.',
    inherited: 'A scheduler has allocated the devices; they were checked and not leased again.',
    'no-driver': 'There is no GPU, or its driver is not loaded.',
    'too-few-devices': 'The host has fewer devices than asked for.',
    'probe-hung': '`nvidia-smi` or `amd-smi` did not answer in time; the driver hangs.',
    'probe-failed': '`nvidia-smi` or `amd-smi` failed; its exit code and text are in the report.',
    unhealthy: 'Too few devices are healthy; each bad one is named with its evidence.',
    'health-unknown':
      'Too few devices are known to be healthy; what can’t be read is named. `unknown-health: accept` takes them.',
    'cuda-check-not-run': '`cuda-check: required`, and it could not be run.',
    busy: 'Other jobs hold the devices, or processes without a lease use them, and the time to wait is over.',
    'lease-unavailable': 'The lease directory can’t be used; nothing is granted without a lease.',
    'allocation-mismatch': 'What the scheduler says it allocated is not what this job can see.',
  },
})

export type Definition = typeof definition
export type Inputs = InputsOfAction<Definition>
