/*
 * The oracles' Python: a virtual environment, made once for each state of the locked requirements beside the
 * demo's; and one process for each list of cases.
 */
import { execFile, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pythonCache } from '../../scripts/demo/python.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..', '..')

/** A question to test/oracle/oracle.py: a function there and its arguments. */
export interface Question {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

/** The interpreter with the locked requirements; the first call on a machine installs them (minutes). */
export async function oraclePython(): Promise<string> {
  const lock = join(here, 'requirements.txt')
  // An environment leads to the interpreter that it was made from.
  const interpreter = execFileSync('python3', [
    '-c',
    'import os, sys; print(sys.version, os.path.realpath(sys.executable))',
  ])
  const key = createHash('sha256').update(interpreter).update(readFileSync(lock)).digest('hex').slice(0, 16)
  const home = join(pythonCache(root, process.env), `oracle-${key}`)
  const python = join(home, 'bin', 'python')
  if (existsSync(join(home, 'ready'))) return python
  const making = `${home}.${process.pid}`
  mkdirSync(join(making, '..'), { recursive: true })
  execFileSync('python3', ['-m', 'venv', making], { stdio: 'inherit' })
  await promisify(execFile)(
    join(making, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', lock],
    { maxBuffer: 1 << 26 },
  )
  execFileSync(join(making, 'bin', 'python'), ['-c', "import sys; open(sys.prefix + '/ready', 'w').close()"])
  // Another process may have been first; its environment is as good.
  if (existsSync(join(home, 'ready'))) rmSync(making, { recursive: true })
  else {
    rmSync(home, { recursive: true, force: true })
    renameSync(making, home)
  }
  return python
}

/** Answers of oracle.py, in the order of the questions. Special values come back as numbers. */
export async function ask(questions: readonly Question[]): Promise<unknown[]> {
  const answers: unknown = JSON.parse(await pipe(await oraclePython(), [join(here, 'oracle.py')], questions), special)
  if (!Array.isArray(answers)) throw new Error('the oracle did not answer with a list')
  return answers.map((answer: unknown) => answer)
}

function special(_key: string, value: unknown): unknown {
  if (value === 'nan') return Number.NaN
  if (value === 'inf') return Number.POSITIVE_INFINITY
  return value === '-inf' ? Number.NEGATIVE_INFINITY : value
}

/** Runs a Python script with JSON on stdin and returns its stdout. */
function pipe(python: string, args: readonly string[], input: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const [out, err]: Buffer[][] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out?.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err?.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out ?? []).toString('utf8'))
      else reject(new Error(`the oracle ended with ${code}: ${Buffer.concat(err ?? []).toString('utf8')}`))
    })
    child.stdin.end(JSON.stringify(input))
  })
}

/** A list of numbers, or an error. */
export function numbers(value: unknown): number[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`)
  return value.map((item) => {
    if (typeof item !== 'number') throw new Error(`not a number: ${JSON.stringify(item)}`)
    return item
  })
}
