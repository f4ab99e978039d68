/** Virtual environments of locked requirements. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cached } from './cache.ts'
import { command } from './command.ts'
import { debianPackages } from './debian.ts'
import type { Context } from './service.ts'

/** Debian's, whatever else the machine has. */
const PYTHON = '/usr/bin/python3'

/** The folder of an environment with exactly these requirements, whose hashes pip checks. */
export async function virtualEnvironment(context: Context, name: string, requirements: string): Promise<string> {
  await debianPackages(context, ['python3', 'python3-venv'])
  const version = await command([PYTHON, '--version'])
  return cached(context, name, [await readFile(requirements), version], async (folder) => {
    // Its programs name their interpreter by the path where it was made, and so are started through it.
    await command([PYTHON, '-m', 'venv', folder])
    const install = ['install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', requirements]
    await command([join(folder, 'bin/python'), '-m', 'pip', ...install], {
      fix: 'The machine must reach its package index: see whether `pip download six` works.',
    })
    await writeFile(join(folder, 'python-version'), version)
  })
}
