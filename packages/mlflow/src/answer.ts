/** Readers of MLflow's answers: what isn't there reads as empty, since its JSON leaves empty fields out. */

export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown, name?: string): Fields {
  const found: unknown = name === undefined ? value : isFields(value) ? value[name] : undefined
  return isFields(found) ? found : {}
}

export function textOf(value: Fields, name: string): string {
  const found = value[name]
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : ''
}

export function listOf(value: unknown, name: string): readonly Fields[] {
  const found: unknown = isFields(value) ? value[name] : undefined
  return Array.isArray(found) ? found.filter(isFields) : []
}

/** The pairs of a list of `{key, value}`. */
export function pairsOf(value: unknown, name: string): ReadonlyMap<string, string> {
  return new Map(listOf(value, name).map((pair) => [textOf(pair, 'key'), textOf(pair, 'value')]))
}

/** The largest double stands for infinity in MLflow's SQL stores. */
export function numberOf(value: unknown): number {
  const number = typeof value === 'number' ? value : Number(value)
  return Math.abs(number) === Number.MAX_VALUE ? Math.sign(number) * Number.POSITIVE_INFINITY : number
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
