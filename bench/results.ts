/** What was measured, kept as JSON, and its tables for people. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Row } from './measure.ts'

interface Results {
  readonly rows: readonly Row[]
  /** On real services, with what they were. */
  readonly real?: { readonly versions: readonly string[]; readonly rows: readonly Row[] }
}

const results = join(import.meta.dirname, 'results.json')
const readme = join(import.meta.dirname, 'README.md')

/** What was measured before; nothing where there is none. */
export function readResults(): Results {
  if (!existsSync(results)) return { rows: [] }
  const read: unknown = JSON.parse(readFileSync(results, 'utf8'))
  return isResults(read) ? { rows: read.rows, ...(read.real === undefined ? {} : { real: read.real }) } : { rows: [] }
}

function isResults(value: unknown): value is Results {
  return typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows)
}

/** Writes both files; returns the text of the README. */
export function writeResults({ rows, real }: Results): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`
  const node = process.version
  writeFileSync(
    results,
    `${JSON.stringify({ machine, node, rows, ...(real === undefined ? {} : { real }) }, null, 2)}\n`,
  )
  const text = `# Benchmarks

Written by \`npm run bench\` on ${machine}, Node ${node}. Medians; the commands of a comparison take turns in one run.

${table(rows)}
${real === undefined ? '' : `\n${realText(real)}`}`
  writeFileSync(readme, text)
  return text
}

function realText({ versions, rows }: NonNullable<Results['real']>): string {
  return `## On real services

Written by \`npm run bench -- --real\`: cluster, router, registry, metrics, load and contestants share the same cores.
Against ${versions.join(', ')}.

${table(rows)}

- **Load**: a client whose requests come as users do (Poisson), each started when it is due, on kept connections, its time counted from then.
  Nothing is sent again.
  A closed loop (wrk, hey) would send less while the service is slow and so hide it. Failed is every answer but 200, every refused and every
  cut connection, from before the canary is placed until 8 s after the verdict; what the failing release itself answered is counted apart.
- **From the fact to the verdict**: \`test/real/rollouts\` holds the cases; the fact is what a watch beside it sees first. kubectl ends at
  \`progressDeadlineSeconds\` (90 s here, 600 by default; 12 and 8 s for the two whose fact is a running pod), helm at its \`--timeout\`.
- **A canary with 5 % errors**: both tolerate one in a hundred; from the first request that reached it to the last.
`
}

function table(rows: readonly Row[]): string {
  const show = (value: number, unit: string): string => `${Number(value.toPrecision(3))} ${unit}`
  const lines = rows.map(({ group, what, ours, other, unit, aim, runs }) => {
    const beside = [other]
      .flat()
      .map((each) => (each.value === null ? `${each.name}: ${each.why}` : `${each.name}: ${show(each.value, unit)}`))
    return `| ${group} | ${what.replaceAll('|', '\\|')} | ${show(ours, unit)} | ${beside.join('; ')} | ${aim ?? ''} | ${runs} |`
  })
  return ['| | What | Ours | Beside it | Aim | Runs |', '| --- | --- | --- | --- | --- | --- |', ...lines].join('\n')
}
