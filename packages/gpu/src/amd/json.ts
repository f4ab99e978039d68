export type Json = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One object per GPU: ROCm 6 prints a list, ROCm 7 wraps it as `{"gpu_data": […]}`. Lines before it are warnings. */
export function readGpus(text: string): readonly Json[] | undefined {
  const start = text.search(/^[[{]/m)
  if (start < 0) return undefined
  try {
    const value: unknown = JSON.parse(text.slice(start))
    const list: unknown = isRecord(value) ? value['gpu_data'] : value
    return Array.isArray(list) ? list.filter(isRecord) : undefined
  } catch {
    return undefined
  }
}

/** The value at a path of names. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value)
}

/** A text that says something. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' && !/^(N\/A|UNKNOWN|)$/i.test(found) ? found : undefined
}

/** A number, bare or as `{"value": 192, "unit": "GB"}`. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path)
  const bare = isRecord(found) ? found['value'] : found
  return typeof bare === 'number' && Number.isFinite(bare) ? bare : undefined
}

/** Bytes of `{"value": 196592, "unit": "MB"}`; amd-smi’s MB are binary. */
export function bytesAt(value: unknown, ...path: readonly string[]): number | undefined {
  const amount = numberAt(value, ...path)
  const unit = textAt(value, ...path, 'unit') ?? 'MB'
  const factor = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }[unit]
  return amount === undefined || factor === undefined ? undefined : amount * factor
}
