/**
 * Measures side by side with what a user would use instead, and writes `results.json` and the table of `README.md`.
 * `run.ts [GROUP…]`: start, download, validate, build.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { benchDownload } from './download.ts'
import type { Row } from './measure.ts'
import { benchStart } from './start.ts'

const BENCHES: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  start: benchStart,
  download: benchDownload,
  validate: async () => (await import('./validate.ts')).benchValidate(),
  build: async () => (await import('./build.ts')).benchBuild(),
}

interface Results {
  readonly machine: string
  readonly node: string
  readonly rows: readonly Row[]
}

const results = join(import.meta.dirname, 'results.json')
const readme = join(import.meta.dirname, 'README.md')

function isResults(value: unknown): value is Results {
  return typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows)
}

function earlier(): readonly Row[] {
  if (!existsSync(results)) return []
  const read: unknown = JSON.parse(readFileSync(results, 'utf8'))
  return isResults(read) ? read.rows : []
}

function table(rows: readonly Row[]): string {
  const show = (value: number, unit: string): string => `${Number(value.toPrecision(3))} ${unit}`
  const lines = rows.map(({ group, what, ours, other, unit, aim, runs }) => {
    const beside =
      other.value === null ? `${other.name}: not run (${other.why})` : `${other.name}: ${show(other.value, unit)}`
    return `| ${group} | ${what.replaceAll('|', '\\|')} | ${show(ours, unit)} | ${beside} | ${aim ?? ''} | ${runs} |`
  })
  return ['| | What | Ours | Beside it | Aim | Runs |', '| --- | --- | --- | --- | --- | --- |', ...lines].join('\n')
}

const wanted = process.argv.slice(2)
const measured: Row[] = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`measuring: ${name}`)
  measured.push(...(await bench()))
}
const groups = new Set(measured.map(({ group }) => group))
const rows = [...earlier().filter(({ group }) => !groups.has(group)), ...measured]
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`
writeFileSync(results, `${JSON.stringify({ machine, node: process.version, rows } satisfies Results, null, 2)}\n`)
const text = `# Benchmarks

Written by \`npm run bench\` on ${machine}, Node ${process.version}. Medians; the commands of a comparison take turns in one run.

${table(rows)}
`
writeFileSync(readme, text)
console.log(text)
