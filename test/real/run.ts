/**
 * `npm run test:real -- [SUITE…] [--keep]`: brings the services up that the suites need, runs these one after the other, and
 * brings all down again unless told to keep them.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { down, type Here, type Up, up } from '../services/commands.ts'
import { missingHere } from '../services/machine.ts'
import { ServiceError } from '../services/service.ts'
import { needed } from './needed.ts'

const ROOT = join(import.meta.dirname, '../..')
/** It brings all services down, and so comes before the others. */
const FIRST = 'services'

const here: Here = { clone: ROOT, log: (line) => console.log(line) }

async function main(args: readonly string[]): Promise<boolean> {
  const suites = chosen(args.filter((arg) => arg !== '--keep'))
  const missing = await missingHere()
  if (missing.length > 0)
    throw new ServiceError(['The real services can not be brought onto this machine:', ...missing].join('\n- '))
  const [first, others] = [
    suites.filter((suite) => nameOf(suite) === FIRST),
    suites.filter((suite) => nameOf(suite) !== FIRST),
  ]
  const passed = [first.length === 0 || jest(first)]
  if (others.length > 0) passed.push(await withServices(others, args.includes('--keep')))
  return passed.every(Boolean)
}

async function withServices(suites: readonly string[], keep: boolean): Promise<boolean> {
  try {
    const names = [...new Set(suites.flatMap((suite) => needed(suite)))]
    const ran = names.length === 0 ? [] : await up(here, names)
    const passed = jest(suites)
    console.log(`against ${ran.map(({ name, version }: Up) => `${name} ${version}`).join(', ')}`)
    return passed
  } finally {
    if (!keep) await down(here, [])
  }
}

function chosen(names: readonly string[]): readonly string[] {
  const all = globSync('test/real/**/*.test.ts', { cwd: ROOT })
    .map((file) => join(ROOT, file))
    .toSorted()
  const unknown = names.filter((name) => !all.some((file) => nameOf(file) === name))
  if (unknown.length > 0)
    throw new ServiceError(`There is no suite ${unknown.join(', ')}; there are ${all.map(nameOf).join(', ')}.`)
  return all.filter((file) => names.length === 0 || names.includes(nameOf(file)))
}

function nameOf(file: string): string {
  return basename(file, '.test.ts')
}

/** Each suite in a process of its own: what one makes its process trust, or keeps connected, the next one has not. */
function jest(files: readonly string[]): boolean {
  return files.map((file) => passes(file)).every(Boolean)
}

function passes(file: string): boolean {
  const program = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js']
  const args = [...program, '--config', 'test/real/jest.config.js', '--runTestsByPath', file]
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status === 0
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  if (!(error instanceof ServiceError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
