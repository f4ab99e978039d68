import { readFileSync } from 'node:fs'
import { access, constants, realpath } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { ResourceDescriptor } from '@ml-actions/attestation'
import { run } from '@ml-actions/process'
import type { Command } from './command.ts'
import { hashFile } from './datasets.ts'

const ASK_TIMEOUT_MS = 20_000
const ASK = 'import sys, platform; print(sys.executable); print(platform.python_version())'

/** What stands in for an image on the host: the interpreter (or program) with its version and the digest of its file. */
export async function describeInterpreter(
  command: Command,
  env: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): Promise<ResourceDescriptor> {
  const name = programOf(command)
  const found = await findProgram(name, env['PATH'] ?? '', workingDirectory)
  if (found === undefined) return { name: 'interpreter', uri: `pkg:generic/${name}`, digest: {} }
  const python = /^(?:python|pypy)[\d.]*$/.test(name) ? await askPython(found, env, workingDirectory) : undefined
  const path = await realpath(python?.executable ?? found)
  return {
    name: 'interpreter',
    uri: `pkg:generic/${python === undefined ? name : `python@${python.version}`}`,
    digest: { sha256: await hashFile(path) },
    annotations: { path, platform: `${process.platform}/${process.arch}`, system: systemName() },
  }
}

/** The first word; in shell text the first interpreter that is named, else the shell itself. */
export function programOf(command: Command): string {
  if (command.kind === 'arguments') return command.words[0] ?? 'sh'
  return /(?:^|[\s;&|(/])((?:python|pypy)[\d.]*|Rscript|julia|node)(?=\s|$)/m.exec(command.text)?.[1] ?? 'sh'
}

async function askPython(
  program: string,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<{ readonly executable: string; readonly version: string } | undefined> {
  const result = await run(program, ['-I', '-c', ASK], { env, cwd, timeoutMs: ASK_TIMEOUT_MS }).catch(() => undefined)
  const [executable, version] = result?.stdout.trim().split('\n') ?? []
  return executable === undefined || version === undefined || executable === '' ? undefined : { executable, version }
}

async function findProgram(name: string, path: string, cwd: string): Promise<string | undefined> {
  const candidates = name.includes('/')
    ? [join(name.startsWith('/') ? '/' : cwd, name)]
    : path.split(delimiter).map((directory) => join(directory, name))
  for (const candidate of candidates) {
    const usable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (usable) return candidate
  }
  return undefined
}

function systemName(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''
  } catch {
    return ''
  }
}
