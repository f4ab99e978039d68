import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { seeded } from '@ml-actions/statistics'
import { ROOT } from '../scripts/generate.ts'
import { oraclePython } from '../test/oracle/python.ts'
import { alternate, type Command, type Row } from './measure.ts'

const SIZES = [
  { rows: 1_000_000, name: '1 M rows', runs: 5 },
  { rows: 10_000_000, name: '10 M rows', runs: 3 },
]
const WITH = 'pandas + scikit-learn'

/** From three files (labels, champion, challenger) to the verdict: the whole process, start included. */
export async function benchValidate(): Promise<readonly Row[]> {
  const python = await oraclePython()
  const measured: Row[] = []
  for (const { rows, name, runs } of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-validate-'))
    try {
      await writeData(folder, rows)
      const commands = [ours(folder), baseline(folder, python)]
      const [mine = Number.NaN, theirs = Number.NaN] = alternate(commands, runs)
      const [memory = Number.NaN, theirMemory = Number.NaN] = commands.map((command) => peakMiB(python, command))
      const isLarge = rows > 1_000_000
      measured.push(
        {
          ...{ group: 'Validation', what: `${name}, from files to verdict`, ours: mine / 1000, unit: 's', runs },
          other: { name: WITH, value: theirs / 1000 },
          ...(isLarge ? { aim: 'at least 3 times as fast' } : {}),
        },
        {
          ...{ group: 'Validation', what: `${name}, peak memory`, ours: memory, unit: 'MiB', runs: 1 },
          other: { name: WITH, value: theirMemory },
          ...(isLarge ? { aim: '≤ 300 MiB' } : {}),
        },
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return measured
}

function ours(folder: string): Command {
  const files = ['output', 'state', 'summary'].map((name) => join(folder, name))
  for (const path of files) writeFileSync(path, '')
  const [output = '', state = '', summary = ''] = files
  return {
    argv: [process.execPath, join(ROOT, 'dist/validate-model/index.js')],
    cwd: folder,
    env: {
      ...{ GITHUB_OUTPUT: output, GITHUB_STATE: state, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: folder },
      INPUT_RULES: 'accuracy >= 0.7\naccuracy >= champion - 0.005',
      INPUT_LABELS: 'labels.csv',
      INPUT_PREDICTIONS: 'challenger.csv',
      'INPUT_CHAMPION-PREDICTIONS': 'champion.csv',
    },
  }
}

function baseline(folder: string, python: string): Command {
  const script = join(import.meta.dirname, 'validate-baseline.py')
  return { argv: [python, script, 'labels.csv', 'champion.csv', 'challenger.csv'], cwd: folder }
}

/** The most memory that a command held, by what the kernel counted for an ended child. Throws where the command failed. */
function peakMiB(python: string, { argv, env, cwd }: Command): number {
  const code = `import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)`
  const { stdout, status } = spawnSync(python, ['-c', code, ...argv], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    ...(cwd === undefined ? {} : { cwd }),
  })
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}`)
  return Number(stdout) / 1024
}

/** A binary task with scores: `id,label` and twice `id,prediction,score`, the challenger a little better. */
async function writeData(folder: string, rows: number): Promise<void> {
  const uniform = seeded(1)
  const streams = ['labels.csv', 'champion.csv', 'challenger.csv'].map((name) => createWriteStream(join(folder, name)))
  const texts = ['id,label\n', 'id,prediction,score\n', 'id,prediction,score\n']
  const flush = async (): Promise<void> => {
    for (const [index, stream] of streams.entries()) {
      if (!stream.write(texts[index] ?? '')) await new Promise<void>((resolve) => void stream.once('drain', resolve))
      texts[index] = ''
    }
  }
  for (let id = 0; id < rows; id++) {
    const label = uniform() < 0.3 ? 1 : 0
    texts[0] += `${id},${label}\n`
    for (const [index, quality] of [
      [1, 0.5],
      [2, 0.52],
    ] as const) {
      const score = (label * quality + uniform() * (1 - quality / 2)) / (1 + quality / 2)
      texts[index] += `${id},${score >= 0.5 ? 1 : 0},${score.toFixed(6)}\n`
    }
    if (id % 50_000 === 0) await flush()
  }
  await flush()
  for (const stream of streams) {
    stream.end()
    await finished(stream)
  }
}
