import { type Cell, readCell } from './cell.ts'
import { presentName } from './fields.ts'

/** One GPU as nvidia-smi's query shows it, by field. */
export type Row = ReadonlyMap<string, Cell>

/** The rows of `--query-gpu … --format=csv,noheader`; other lines, which nvidia-smi prints between them, apart. */
export function readRows(
  fields: readonly string[],
  csv: string,
): { readonly rows: readonly Row[]; readonly others: readonly string[] } {
  const rows: Row[] = []
  const others: string[] = []
  for (const line of csv.split('\n').filter((each) => each.trim() !== '')) {
    // Nothing in it is quoted.
    const cells = line.split(', ')
    if (cells.length === fields.length) {
      rows.push(new Map(fields.map((field, at) => [presentName(field), readCell(cells[at] ?? '')])))
    } else others.push(line.trim())
  }
  return { rows, others }
}

/** Bus addresses of GPUs that the driver can't open; nvidia-smi may list the others and return 0 (pytorch/pytorch#105721). */
export function lostDevices(text: string): readonly { readonly address: string; readonly text: string }[] {
  const pattern = /Unable to determine the device handle for (?:GPU\d+: |GPU )?(?:GPU)?([0-9a-f:.]+): [^\n]*/gi
  return [...text.matchAll(pattern)].map(([line, address = '']) => ({ address: kernelAddress(address), text: line }))
}

/** nvidia-smi writes the domain of a bus address with eight figures, the kernel with four. */
export function kernelAddress(address: string): string {
  return address.toLowerCase().replace(/^0000(?=[0-9a-f]{4}:)/, '')
}

/** A MIG device of `nvidia-smi -L`, the only place that tells its UUID. */
export interface MigLine {
  readonly gpuIndex: number
  readonly index: number
  readonly profile: string
  readonly uuid: string
}

/** The MIG devices of `nvidia-smi -L`. */
export function readList(text: string): readonly MigLine[] {
  const found: MigLine[] = []
  let gpuIndex = -1
  for (const line of text.split('\n')) {
    const gpu = /^GPU (\d+): /.exec(line)
    if (gpu !== null) gpuIndex = Number(gpu[1])
    const [, profile = '', index, uuid = ''] = /^\s+MIG (\S+)\s+Device\s+(\d+): \(UUID: (MIG-[^)]+)\)/.exec(line) ?? []
    if (index !== undefined) found.push({ gpuIndex, index: Number(index), profile, uuid })
  }
  return found
}

/** The rows of `--query-compute-apps=gpu_uuid,pid,used_memory,process_name`; a name may hold anything. */
export function readProcesses(
  csv: string,
): readonly { readonly uuid: string; readonly pid: number; readonly memory: Cell; readonly name: string }[] {
  return csv.split('\n').flatMap((line) => {
    const [uuid = '', pid = '', memory = '', ...name] = line.trim().split(', ')
    return /^GPU-/.test(uuid) && /^\d+$/.test(pid)
      ? [{ uuid, pid: Number(pid), memory: readCell(memory), name: name.join(', ') }]
      : []
  })
}
