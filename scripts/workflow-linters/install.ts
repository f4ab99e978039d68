/** Fetches linters that npm does not have, once, into `.ml-actions/tools`. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../generate.ts'

const CACHE = join(ROOT, '.ml-actions/tools')
const ACTIONLINT = '1.7.12'

export interface NotRun {
  readonly notRun: string
}

/** The `bin` directory of a virtual environment with the locked Python tools. */
export function pythonTools(): string | NotRun {
  const lock = join(import.meta.dirname, 'requirements.txt')
  const python = run('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])
  if (!python.ok) return { notRun: 'there is no Python.' }
  const version = python.output.trim()
  if (Number(version.split('.')[1]) < 11) return { notRun: `it needs Python 3.11 or newer, and this is ${version}.` }
  const key = createHash('sha256').update(readFileSync(lock)).digest('hex').slice(0, 12)
  return install(`venv-${version}-${key}`, 'bin', (directory) => {
    const venv = run('python3', ['-m', 'venv', directory])
    if (!venv.ok) return venv
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', lock]
    return run(join(directory, 'bin/python'), pip)
  })
}

/** The executable of actionlint: the one on PATH if it is the right one, else built with Go. */
export function actionlint(): string | NotRun {
  const found = run('actionlint', ['-version'])
  if (found.ok && found.output.startsWith(ACTIONLINT)) return 'actionlint'
  if (!run('go', ['version']).ok) return { notRun: `it is built with Go, which is not on this machine.` }
  const built = install(`actionlint-${ACTIONLINT}`, 'actionlint', (directory) =>
    run('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`], { GOBIN: directory }),
  )
  return built
}

interface Outcome {
  readonly ok: boolean
  readonly output: string
}

/** Makes a directory of the cache; it gets its name when it is whole, so that two runs at once do no harm. */
function install(name: string, wanted: string, make: (directory: string) => Outcome): string | NotRun {
  const target = join(CACHE, name)
  if (existsSync(join(target, wanted))) return join(target, wanted)
  mkdirSync(CACHE, { recursive: true })
  const fresh = mkdtempSync(join(CACHE, '.fresh-'))
  const made = make(fresh)
  if (made.ok) {
    try {
      renameSync(fresh, target)
    } catch {
      // Somebody else was faster; theirs is as good.
    }
  }
  rmSync(fresh, { recursive: true, force: true })
  if (existsSync(join(target, wanted))) return join(target, wanted)
  return { notRun: `it could not be installed (${made.output.trim().split('\n').at(-1) ?? ''}).` }
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
  const result = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } })
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` }
}
