import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Headers of real models are some hundred kilobytes; this bounds what a broken length can make us read. */
const MAX_HEADER_BYTES = 100 * 2 ** 20
/** The end record of a zip archive with the longest comment it may carry (APPNOTE.TXT, 4.3.16). */
const ZIP_END_BYTES = 22 + 65_535

/** Whether a model in a directory is whole: `none` when there is none in a shape that transformers, peft and accelerate write. */
export type Weights = 'whole' | 'torn' | 'none'

/** Looks at the weights in a directory. */
export async function readWeights(directory: string, names: ReadonlySet<string>): Promise<Weights> {
  const known = await areWhole(directory, names)
  return known === undefined ? 'none' : known ? 'whole' : 'torn'
}

async function areWhole(directory: string, names: ReadonlySet<string>): Promise<boolean | undefined> {
  for (const index of ['model.safetensors.index.json', 'pytorch_model.bin.index.json']) {
    if (names.has(index)) return hasAllShards(directory, index, names)
  }
  for (const file of ['model.safetensors', 'adapter_model.safetensors']) {
    if (names.has(file)) return isWholeSafetensors(join(directory, file))
  }
  for (const file of ['pytorch_model.bin', 'adapter_model.bin']) {
    if (names.has(file)) return isWholeZip(join(directory, file))
  }
  // DeepSpeed and FSDP keep their shards in directories of their own.
  return [...names].some((name) => /^(global_step\d+|pytorch_model_fsdp_\d+|model_\d+)$/.test(name)) ? true : undefined
}

async function hasAllShards(directory: string, index: string, names: ReadonlySet<string>): Promise<boolean> {
  try {
    const value: unknown = JSON.parse(await readFile(join(directory, index), 'utf8'))
    if (typeof value !== 'object' || value === null || !('weight_map' in value)) return false
    const { weight_map: map } = value
    if (typeof map !== 'object' || map === null) return false
    const shards = [...new Set(Object.values(map))].filter((shard) => typeof shard === 'string')
    if (shards.length === 0 || !shards.every((shard) => names.has(shard))) return false
    const whole = index.startsWith('model.') ? isWholeSafetensors : isWholeZip
    return (await Promise.all(shards.map((shard) => whole(join(directory, shard))))).every(Boolean)
  } catch {
    return false
  }
}

/** Whether a safetensors file is as long as its header says (8 bytes of length, the header, the tensors). */
function isWholeSafetensors(file: string): Promise<boolean> {
  return withFile(file, async (handle, size) => {
    const length = Number((await bytesAt(handle, 0, 8)).readBigUInt64LE())
    if (length > MAX_HEADER_BYTES || 8 + length > size) return false
    const header: unknown = JSON.parse((await bytesAt(handle, 8, length)).toString('utf8'))
    if (typeof header !== 'object' || header === null) return false
    const ends = Object.values(header).map((tensor: unknown) =>
      typeof tensor === 'object' && tensor !== null && 'data_offsets' in tensor && Array.isArray(tensor.data_offsets)
        ? Number(tensor.data_offsets[1])
        : 0,
    )
    return 8 + length + ends.reduce((most, end) => Math.max(most, end), 0) === size
  })
}

/** Whether a file is a zip archive with its end record, which `torch.save` writes last. */
export function isWholeZip(file: string): Promise<boolean> {
  return withFile(file, async (handle, size) => {
    if (size < 22 || (await bytesAt(handle, 0, 4)).readUInt32LE() !== 0x04034b50) return false
    const length = Math.min(size, ZIP_END_BYTES)
    const tail = await bytesAt(handle, size - length, length)
    const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    return at !== -1 && at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length
  })
}

async function withFile(file: string, check: (handle: FileHandle, size: number) => Promise<boolean>): Promise<boolean> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    return await check(handle, (await handle.stat()).size)
  } catch {
    return false
  } finally {
    await handle?.close()
  }
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  if (bytesRead < length) throw new RangeError('file too short')
  return buffer
}
