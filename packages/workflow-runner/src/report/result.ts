import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunResult } from '../types.ts'

/** Writes `result.json` and `summary.md` into the run's directory; each appears whole or not at all. */
export function writeResult(result: RunResult): void {
  const summaries = result.jobs.flatMap((job) =>
    job.steps.flatMap((step) =>
      step.summaryPath === undefined
        ? []
        : [`<!-- ${job.name}: ${step.name} -->\n${readFileSync(step.summaryPath, 'utf8')}`],
    ),
  )
  write(join(result.directory, 'summary.md'), `${summaries.join('\n\n')}\n`)
  write(join(result.directory, 'result.json'), `${JSON.stringify(result, undefined, 2)}\n`)
}

function write(path: string, text: string): void {
  writeFileSync(`${path}.part`, text)
  renameSync(`${path}.part`, path)
}
