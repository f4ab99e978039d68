import type { Device } from '@ml-actions/gpu'
import type { Found } from './situation.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What a scheduler says it has given to this job: UUIDs, or indices. */
export interface Allocation {
  readonly by: string
  readonly variable: string
  readonly devices: readonly string[]
  /** Whether indices count the devices seen here (Slurm), or those of the host outside (a container). */
  readonly indices: 'here' | 'outside'
}

/**
 * Recognises Slurm and the NVIDIA device plugin. A job of Slurm that names no device has none: what it can see may be others'.
 * The plugin's `all`, `none` and `void` are no allocation: CUDA images say `all` by themselves.
 */
export function readAllocation(env: Environment): Allocation | undefined {
  const slurm = env['SLURM_JOB_ID'] ?? ''
  const cuda = list(env['CUDA_VISIBLE_DEVICES'])
  if (slurm !== '') {
    return { by: `Slurm job ${slurm}`, variable: 'CUDA_VISIBLE_DEVICES', devices: cuda, indices: 'here' }
  }
  const nvidia = list(env['NVIDIA_VISIBLE_DEVICES'])
  return nvidia.length > 0 && nvidia.every((entry) => /^(GPU-|MIG-|\d+(:\d+)?$)/.test(entry))
    ? { by: 'a device plugin', variable: 'NVIDIA_VISIBLE_DEVICES', devices: nvidia, indices: 'outside' }
    : undefined
}

/** The devices that an allocation means, or what contradicts it. Without one, all that is seen. */
export function visibleDevices(found: Found, allocation: Allocation | undefined): readonly Device[] | string {
  if (allocation === undefined) return found.devices
  const { by, variable, devices: named, indices } = allocation
  const byUuid = named.filter((entry) => /^(GPU|MIG)-/.test(entry))
  if (byUuid.length === named.length) {
    const devices = named.flatMap((uuid) => found.devices.find(({ id }) => id === uuid) ?? [])
    const absent = named.filter((uuid) => !found.devices.some(({ id }) => id === uuid))
    return absent.length === 0
      ? devices
      : `${variable} of ${by} names ${absent.join(', ')}, which nvidia-smi does not show here.`
  }
  if (indices === 'here') {
    const devices = named.flatMap((index) => found.devices.find((device) => String(device.index) === index) ?? [])
    return devices.length === named.length
      ? devices
      : `${variable} of ${by} is ${named.join(',')}, and nvidia-smi shows ${found.devices.length} device(s).`
  }
  return named.length === found.devices.length
    ? found.devices
    : `${variable} of ${by} names ${named.length} device(s), and nvidia-smi shows ${found.devices.length}.`
}

function list(text = ''): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
