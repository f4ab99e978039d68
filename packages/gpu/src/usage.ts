import { bytesOf, numberOf, readCell } from './nvidia/cell.ts'

/** One look at a GPU. */
export interface Usage {
  readonly device: string
  readonly utilizationPercent?: number
  readonly memoryUsedBytes?: number
}

/** Utilisation and memory of NVIDIA's GPUs, from lines of `uuid, utilization.gpu, memory.used`. A MIG device has no utilisation of its own. */
export function parseUsage(csv: string): readonly Usage[] {
  return csv.split('\n').flatMap((line) => {
    const [device = '', utilization = '', memory = '', ...more] = line.trim().split(', ')
    if (!device.startsWith('GPU-') || more.length > 0) return []
    const [percent, bytes] = [numberOf(readCell(utilization)), bytesOf(readCell(memory))]
    return [
      {
        device,
        ...(percent === undefined ? {} : { utilizationPercent: percent }),
        ...(bytes === undefined ? {} : { memoryUsedBytes: bytes }),
      },
    ]
  })
}
