const DURATION_UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const SIZE_UNITS_BYTES = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
} as const

/** Milliseconds of `90s`, `10m`, `1h30m`; `undefined` when the text is no duration. A bare number has no unit and is none. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined
  const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitOf(DURATION_UNITS_MS, unit), 0)
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined
}

/** `1h30m`, `90s` or `250ms` of milliseconds, the shortest exact form down to 100 ms; below 1 s in milliseconds. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.round(milliseconds)
  if (ms < 1_000) return `${ms}ms`
  const seconds = Math.round(ms / 100) / 10
  if (seconds < 60) return `${seconds}s`
  const whole = Math.round(seconds)
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3_600), 'h'],
    [Math.floor((whole % 3_600) / 60), 'm'],
    [whole % 60, 's'],
  ]
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('')
}

/** Bytes of `512MiB`, `40GiB`, `1.5GB`; `undefined` when the text is no size. A bare number has no unit and is none. */
export function parseSize(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(B|[KMGT]i?B)$/.exec(text) ?? []
  if (amount === undefined) return undefined
  const bytes = Math.round(Number(amount) * unitOf(SIZE_UNITS_BYTES, unit))
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

/** `1.5 GiB` of bytes, with at most three significant figures. */
export function formatSize(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const amount = bytes / 2 ** (10 * step)
  return `${step === 0 ? amount : Number(amount.toPrecision(3))} ${units[step] ?? 'B'}`
}

function unitOf<T extends Readonly<Record<string, number>>>(units: T, name: string | undefined): number {
  return (name === undefined ? undefined : units[name]) ?? Number.NaN
}
