import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { run } from '@ml-actions/process'
import semver from 'semver'
import { findProgram } from '../job/shell.ts'
import { input, lines, type ServedAction, type ServedCall } from './served-action.ts'

/** `actions/setup-python`: the first Python of this machine that is of the version asked for; nothing is installed. */
export const setupPython: ServedAction = {
  inputs: {
    'python-version': input(),
    'python-version-file': input(),
    architecture: input(),
    'check-latest': input('false'),
    token: input(),
    cache: input(),
    'cache-dependency-path': input(),
    'update-environment': input('true'),
    'allow-prereleases': input('false'),
    freethreaded: input('false'),
    'pip-version': input(),
    'pip-install': input(),
  },
  beyond: { freethreaded: ['', 'false'], 'pip-version': [''], 'pip-install': [''] },
  async run(call) {
    const { state, report, record } = call.attempt
    const wanted = wantedVersions(call)
    const searchPath = state.searchPath(state.request.env['PATH'])
    const seen: string[] = []
    for (const path of candidates(searchPath)) {
      const found = await inspect(path, state.request.env)
      if (found === undefined) continue
      const { version, executable } = found
      seen.push(`${version} (${executable})`)
      if (wanted.length > 0 && !wanted.some((spec) => satisfies(version, spec))) continue
      const location = wrap(executable, state.temp)
      state.path.push(join(location, 'bin'))
      Object.assign(state.env, { pythonLocation: location, Python_ROOT_DIR: location, Python3_ROOT_DIR: location })
      Object.assign(record.outputs, { 'python-version': version, 'python-path': join(location, 'bin', 'python') })
      report.line('plain', `Python ${version} of this machine: ${executable}`)
      return 'success'
    }
    const found = seen.length === 0 ? 'it has none' : `it has ${seen.join(', ')}`
    throw new Error(`Python ${wanted.join(' or ')} is not on this machine: ${found}. This runner installs none.`)
  },
}

function wantedVersions({ attempt, inputs }: ServedCall): readonly string[] {
  const given = lines(inputs['python-version'])
  if (given.length > 0) return given
  const file = resolve(attempt.state.workspace, inputs['python-version-file'] || '.python-version')
  if (!existsSync(file)) {
    if ((inputs['python-version-file'] ?? '') === '') return []
    throw new Error(`The specified python version file at: ${file} doesn't exist.`)
  }
  const text = readFileSync(file, 'utf8')
  if (!file.endsWith('.toml')) return lines(text).filter((line) => !line.startsWith('#'))
  const range = /^requires-python\s*=\s*["']([^"']+)["']/m.exec(text)?.[1]
  return range === undefined ? [] : [range.replaceAll(',', ' ')]
}

/** Whether a version is what `python-version` asks for: `3.11`, `3.x`, `>=3.9 <3.13`, `~=3.10`. */
export function satisfies(version: string, spec: string): boolean {
  const range = spec.replaceAll(
    /~=\s*(\d+)\.\d+(?!\.)/g,
    (found, major) => `${found.replace('~=', '>=')} <${Number(major) + 1}`,
  )
  return semver.satisfies(semver.coerce(version) ?? version, range.replaceAll('~=', '~').replaceAll('==', '='))
}

function candidates(searchPath: string): readonly string[] {
  const minor = searchPath
    .split(delimiter)
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => readdirSync(directory).filter((name) => /^python3\.\d+$/.test(name)))
  const names = ['python', 'python3', ...new Set(minor)]
  return names.flatMap((name) => findProgram(name, searchPath) ?? [])
}

async function inspect(
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly version: string; readonly executable: string } | undefined> {
  const script = 'import platform, sys; print(platform.python_version()); print(sys.executable)'
  const result = await run(path, ['-I', '-c', script], { env, timeoutMs: 10_000 })
  const [version = '', executable = ''] = result.stdout.trim().split('\n')
  return result.exitCode === 0 && /^\d+\.\d+/.test(version) && executable !== '' ? { version, executable } : undefined
}

/**
 * A directory with `python` and `python3` that start the one found. Scripts, not links: an interpreter of a virtual
 * environment finds its packages by the path it was started from.
 */
function wrap(path: string, temp: string): string {
  const location = join(temp, '_python')
  mkdirSync(join(location, 'bin'), { recursive: true })
  for (const name of ['python', 'python3']) {
    const script = join(location, 'bin', name)
    writeFileSync(script, `#!/bin/sh\nexec '${path.replaceAll("'", `'\\''`)}' "$@"\n`)
    chmodSync(script, 0o755)
  }
  return location
}
