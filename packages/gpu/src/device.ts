/** What is known of a device's fitness. Missing knowledge is `unknown`, never `ok`. */
export type Health = 'ok' | 'bad' | 'unknown'

/** One thing that was looked at, and what it showed. */
export interface Finding {
  /** `recovery-action`, `xid`, `ecc`, `remapped-rows`, `row`, … */
  readonly check: string
  readonly value: Health
  /** What was read, in words. */
  readonly evidence: string
  /** Not a reason to refuse the device, and yet worth a look. */
  readonly warning?: true
  /** The check that answers the same question, where this one could not be made. */
  readonly coveredBy?: string
}

export interface Device {
  /** What engines and `CUDA_VISIBLE_DEVICES` understand: `GPU-…`, `MIG-…`, or AMD's `/dev/dri/renderD…`. */
  readonly id: string
  readonly vendor: 'nvidia' | 'amd'
  readonly kind: 'gpu' | 'mig'
  readonly index: number
  readonly name: string
  /** UUID of the GPU that a MIG device is part of. */
  readonly parent?: string
  /** As the kernel writes it: `0000:3b:00.0`. */
  readonly pciAddress?: string
  readonly memoryBytes?: number
  readonly memoryUsedBytes?: number
  readonly health: Health
  readonly findings: readonly Finding[]
}

/** A process that computes on a GPU, as the driver tells. */
export interface GpuProcess {
  /** UUID of the GPU; for a MIG device that of its parent. */
  readonly device: string
  readonly pid: number
  readonly name: string
  readonly memoryBytes?: number
}

/** What a host has. `hung` and `failed` are findings about the driver, not about one device. */
export type Discovery =
  | {
      readonly kind: 'found'
      readonly vendor: 'nvidia' | 'amd'
      readonly devices: readonly Device[]
      readonly driverVersion?: string
      /** Newest CUDA that the driver can run. */
      readonly cudaVersion?: string
      readonly processes: readonly GpuProcess[]
      /** What did not fit, for the log and the report. */
      readonly notes: readonly string[]
      /** Devices of this vendor that the PCI bus shows and the driver does not. */
      readonly missingOnBus: number
    }
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'hung'
      readonly command: string
      readonly limitMs: number
      /** Not even SIGKILL ended it: it waits in the kernel. */
      readonly unkillable: boolean
    }
  | {
      readonly kind: 'failed'
      readonly command: string
      readonly exitCode: number
      readonly why: string
      readonly text: string
    }

/** One bad finding makes a device bad; one that is unknown and not covered by another makes it unknown. */
export function healthOf(findings: readonly Finding[]): Health {
  if (findings.some(({ value }) => value === 'bad')) return 'bad'
  const answered = findings.some(({ value }) => value === 'ok')
  return answered && findings.every(({ value, coveredBy }) => value === 'ok' || coveredBy !== undefined)
    ? 'ok'
    : 'unknown'
}
