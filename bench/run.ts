/**
 * Measures side by side with what a user would use instead, and writes `results.json` and the tables of `README.md`.
 * `run.ts [GROUP…]`: start, download, validate, build. `run.ts --real [GROUP…]`: load, apply, verdicts, skip, canary, on real
 * services of this machine (Debian 12, root), which are brought up where they are not.
 */
import type { Row } from './measure.ts'
import { readResults, writeResults } from './results.ts'

type Benches = Readonly<Record<string, () => Promise<readonly Row[]>>>

const BENCHES: Benches = {
  start: async () => (await import('./start.ts')).benchStart(),
  download: async () => (await import('./download.ts')).benchDownload(),
  validate: async () => (await import('./validate.ts')).benchValidate(),
  build: async () => (await import('./build.ts')).benchBuild(),
}
const REAL: Benches = {
  load: async () => (await import('./real/load.ts')).benchLoad(),
  apply: async () => (await import('./real/apply.ts')).benchApply(),
  verdicts: async () => (await import('./real/verdicts.ts')).benchVerdicts(),
  skip: async () => (await import('./real/skip.ts')).benchSkip(),
  canary: async () => (await import('./real/canary.ts')).benchCanary(),
}

const args = process.argv.slice(2)
const isReal = args.includes('--real')
const benches = isReal ? REAL : BENCHES
const wanted = args.filter((arg) => arg !== '--real')
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0)
  throw new Error(`There is no group ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)

const before = readResults()
const versions = isReal ? await (await import('./real/services.ts')).bringUp() : []
const measured: Row[] = []
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const startedAt = performance.now()
  console.log(`measuring: ${name}`)
  measured.push(...(await bench()))
  console.log(`measured: ${name}, in ${Math.round((performance.now() - startedAt) / 1000)} s`)
}
const groups = new Set(measured.map(({ group }) => group))
const merged = (rows: readonly Row[]): readonly Row[] => [
  ...rows.filter(({ group }) => !groups.has(group)),
  ...measured,
]
console.log(
  writeResults(
    isReal
      ? { ...before, real: { versions, rows: merged(before.real?.rows ?? []) } }
      : { ...before, rows: merged(before.rows) },
  ),
)
