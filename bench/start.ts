import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actionNames, ROOT } from '../scripts/generate.ts'
import { alternate, type Row } from './measure.ts'

const RUNS = 20

/** From process start to the message about missing or wrong inputs: every input is declared and checked by then. */
export function benchStart(): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'))
  const names = actionNames()
  // setup-gpu-runner needs no input: a wrong one ends it where the others end.
  const env = { RUNNER_TEMP: folder, GITHUB_WORKSPACE: folder, INPUT_GPUS: 'wrong' }
  try {
    const [bare = Number.NaN, ...times] = alternate(
      [
        { argv: [process.execPath, '-e', '0'] },
        ...names.map((name) => ({
          argv: [process.execPath, join(ROOT, 'dist', name, 'index.js')] as const,
          env,
          cwd: folder,
        })),
      ],
      RUNS,
    )
    return names.map((name, index) => ({
      group: 'Cold start',
      what: name,
      ours: times[index] ?? Number.NaN,
      other: { name: 'bare Node', value: bare },
      unit: 'ms',
      aim: '≤ 90',
      runs: RUNS,
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
