import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '@ml-actions/process'
import type { PythonHome } from './python.ts'
import { DemoStop } from './stop.ts'

const LIMIT_MS = 60_000

/** Writes held-out images as request bodies, one per line, for the load client. Returns the file. */
export async function requestBodies(
  project: string,
  python: PythonHome,
  out: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const data = join(out, 'data')
  const prepared = await run(join(python.bin, 'python'), ['-m', 'digits.prepare', '--out', data], {
    cwd: project,
    env: { ...env, PYTHONPATH: 'src' },
    timeoutMs: LIMIT_MS,
  })
  if (prepared.exitCode !== 0)
    throw new DemoStop(`the example's data could not be prepared:\n${prepared.stderr.slice(-2_000)}`)
  const [, ...rows] = (await readFile(join(data, 'held-out/features.csv'), 'utf8')).trim().split('\n')
  const file = join(out, 'requests.jsonl')
  const bodies = rows.map((row) => JSON.stringify({ instances: [row.split(',').slice(1).map(Number)] }))
  await writeFile(file, `${bodies.join('\n')}\n`)
  return file
}
