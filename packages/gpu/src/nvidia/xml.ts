import { type Cell, readCell } from './cell.ts'

/** A MIG device of `nvidia-smi -q -x`, the only place that tells its memory. */
export interface MigDevice {
  readonly index: number
  readonly memoryTotal: Cell
  readonly memoryUsed: Cell
}

export interface XmlGpu {
  readonly uuid: string
  readonly minorNumber: Cell
  /** `Yes` or `No`, from the drivers before `gpu_recovery_action` (XML v12). */
  readonly resetRequired: Cell
  readonly drainAndReset: Cell
  readonly migMode: Cell
  readonly migDevices: readonly MigDevice[]
}

export interface XmlReport {
  readonly driverVersion: Cell
  readonly cudaVersion: Cell
  readonly gpus: readonly XmlGpu[]
}

/**
 * What is needed of `nvidia-smi -q -x`, from any generation of its DTD (v11 to v13). It has no attributes that matter, no
 * CDATA and no nesting of a tag in itself.
 */
export function readXml(xml: string): XmlReport {
  return {
    driverVersion: cell(xml, 'driver_version'),
    cudaVersion: cell(xml, 'cuda_version'),
    gpus: [...xml.matchAll(/<gpu id="[^"]*">(.*?)<\/gpu>/gs)].map(([, gpu = '']) => ({
      uuid: inner(gpu, 'uuid') ?? '',
      minorNumber: cell(gpu, 'minor_number'),
      resetRequired: cell(gpu, 'reset_required'),
      drainAndReset: cell(gpu, 'drain_and_reset_recommended'),
      migMode: cell(gpu, 'current_mig'),
      migDevices: [...(inner(gpu, 'mig_devices') ?? '').matchAll(/<mig_device>(.*?)<\/mig_device>/gs)].map(
        ([, mig = '']) => {
          const memory = inner(mig, 'fb_memory_usage') ?? ''
          return {
            index: Number(inner(mig, 'index')),
            memoryTotal: cell(memory, 'total'),
            memoryUsed: cell(memory, 'used'),
          }
        },
      ),
    })),
  }
}

function inner(xml: string, tag: string): string | undefined {
  return new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(xml)?.[1]?.trim()
}

function cell(xml: string, tag: string): Cell {
  return readCell(inner(xml, tag) ?? '')
}
