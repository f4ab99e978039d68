import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type ProcessResult, run } from '@ml-actions/process'
import { DemoStop } from './stop.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A place for Python packages, made once for each state of the locks. */
export interface PythonHome {
  /** Directory of `python`, to stand first in PATH. */
  readonly bin: string
  /** What serving needs, as plain directories: the base of the image. */
  readonly sitePackages: string
  readonly version: string
}

const MINIMUM = [3, 9] as const
/** Changed whenever what is made below changes. */
const FORM = 3
const INSTALL_LIMIT_MS = 10 * 60_000

/** Where they are made: with this clone, or where `ML_ACTIONS_CACHE` keeps them for several. */
export function pythonCache(root: string, env: Environment): string {
  return resolve(env['ML_ACTIONS_CACHE'] || join(root, '.ml-actions'), 'python')
}

interface Interpreter {
  readonly command: string
  readonly version: string
  /** The program itself, which an environment made from it leads to. */
  readonly path: string
}

/**
 * The interpreter that the demo trains and serves with.
 * @throws DemoStop naming Python, its version or the module `venv`, whichever is missing.
 */
async function findPython(env: Environment): Promise<Interpreter> {
  const probe =
    'import os, sys, venv, ensurepip; print("%d.%d.%d" % sys.version_info[:3], os.path.realpath(sys.executable))'
  const result = await run('python3', ['-c', probe], { env, timeoutMs: 20_000 }).catch(() => undefined)
  const advice =
    'The demo trains and serves a real model and needs Python ≥ 3.9 with venv (Debian: apt-get install python3-venv).'
  if (result === undefined) throw new DemoStop(`There is no \`python3\` on PATH. ${advice}`)
  const [version = '', ...path] = result.stdout.trim().split(' ')
  if (result.exitCode !== 0) {
    const missing = /No module named '?(\w+)/.exec(result.stderr)?.[1] ?? 'venv'
    throw new DemoStop(`\`python3\` lacks its module \`${missing}\`. ${advice}`)
  }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major !== MINIMUM[0] || minor < MINIMUM[1]) throw new DemoStop(`\`python3\` is ${version}. ${advice}`)
  return { command: 'python3', version, path: path.join(' ') }
}

/**
 * A virtual environment with the example's locked requirements, and the serving packages in a directory of their own.
 * Each state of the locks has its own directory, named by a file that is renamed into place last: a run that was killed,
 * or runs beside this one, never leave half an environment in use.
 */
export async function preparePython(
  cache: string,
  locks: { readonly all: readonly string[]; readonly serving: string },
  env: Environment,
  say: (line: string) => void,
): Promise<PythonHome> {
  const { command, version, path } = await findPython(env)
  const key = createHash('sha256').update(`${FORM} ${version} ${path}`)
  for (const lock of [...locks.all, locks.serving]) key.update(await readFile(lock))
  const pointer = join(cache, `${key.digest('hex').slice(0, 20)}.path`)
  const found = existsSync(pointer) ? (await readFile(pointer, 'utf8')).trim() : ''
  if (found !== '' && existsSync(found)) return homeOf(found, version)

  say('installing the locked Python packages (once)')
  await mkdir(cache, { recursive: true })
  const home = join(cache, randomUUID())
  try {
    await must('venv', run(command, ['-m', 'venv', join(home, 'venv')], { env, timeoutMs: INSTALL_LIMIT_MS }))
    const { bin, sitePackages } = homeOf(home, version)
    const pip = (args: readonly string[]): Promise<ProcessResult> =>
      run(
        join(bin, 'python'),
        [
          '-m',
          'pip',
          'install',
          '--quiet',
          '--disable-pip-version-check',
          '--require-hashes',
          '--only-binary',
          ':all:',
          ...args,
        ],
        {
          env: { ...env, PYTHONDONTWRITEBYTECODE: undefined },
          timeoutMs: INSTALL_LIMIT_MS,
        },
      )
    await must('pip', pip(locks.all.flatMap((lock) => ['-r', lock])))
    await must('pip', pip(['--no-compile', '--target', sitePackages, '-r', locks.serving]))
    // Compiled by content, since the layer's files have no times: a pod then starts in half the time.
    const compile = ['-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash', sitePackages]
    await must('compileall', run(join(bin, 'python'), compile, { env, timeoutMs: INSTALL_LIMIT_MS }))
    const draft = `${pointer}.${randomUUID()}`
    await writeFile(draft, home)
    await rename(draft, pointer)
    return homeOf(home, version)
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    throw error
  }
}

function homeOf(home: string, version: string): PythonHome {
  return { bin: join(home, 'venv', 'bin'), sitePackages: join(home, 'site-packages'), version }
}

async function must(what: string, running: Promise<ProcessResult>): Promise<void> {
  const result = await running
  if (result.exitCode === 0) return
  const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-12).join('\n')
  throw new DemoStop(`${what} failed (${result.ending}, exit code ${result.exitCode}):\n${tail}`)
}
