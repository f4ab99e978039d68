/** Programs built from released Go modules. */
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cached, contents } from './cache.ts'
import { command, succeeds } from './command.ts'
import { trixiePackages } from './debian.ts'
import type { Context } from './service.ts'
import { turns } from './turns.ts'

export interface GoBuild {
  /** Names the cache entry. */
  readonly name: string
  /** A folder with go.mod and go.sum: they pin everything that is fetched. */
  readonly module: string
  /** What is built: the program's file name → its package, for example `.` or `example.org/x/cmd/y`. */
  readonly programs: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
  /** A file of a module that another one, in the folder of go.mod, stands in for. */
  readonly instead?: { readonly of: string; readonly file: string; readonly by: string }
}

/** One build fills every processor, and some gigabytes. */
const buildInTurn = turns()
const findInTurn = turns()

/** From this version on Go fetches the newer one that a module asks for. */
const OLDEST = [1, 24] as const

// `auto`: also where the machine's configuration says that it stays with the Go it has.
const ENV = {
  CGO_ENABLED: '0',
  GOFLAGS: '-mod=readonly -buildvcs=false',
  GOTOOLCHAIN: 'auto',
  // A compiler ends before it needs its garbage collected: a third less of the processor.
  GOGC: 'off',
  GOMEMLIMIT: '2GiB',
}

/** The folder with the programs, built without cgo so that they run on any Linux. */
export async function goPrograms(context: Context, build: GoBuild): Promise<string> {
  const { name, module, programs, flags = [], instead } = build
  const key = [...(await contents(module)), JSON.stringify({ programs, flags }), process.arch]
  return cached(context, name, key, async (folder) => {
    const go = await goCommand(context)
    const changed = await mkdtemp(join(tmpdir(), 'ml-actions-go-'))
    try {
      const all = [...flags, ...(instead === undefined ? [] : await changedModule(context, module, instead, changed))]
      // Fetches what is missing, while others build.
      await command([go, 'list', '-deps', ...all, ...Object.values(programs)], { cwd: module, env: ENV })
      await buildInTurn(async () => {
        for (const [program, from] of Object.entries(programs)) {
          const argv = ['build', '-trimpath', '-ldflags=-s -w', ...all, '-o', join(folder, program), from] as const
          await command([go, ...argv], { cwd: module, env: ENV })
        }
      })
    } finally {
      await rm(changed, { recursive: true, force: true })
    }
  })
}

/** The flags that build with a copy of a module in which one file is another: Go takes no overlay of what it fetched. */
async function changedModule(
  context: Context,
  module: string,
  { of, file, by }: NonNullable<GoBuild['instead']>,
  folder: string,
): Promise<string[]> {
  const [copy, modfile] = [join(folder, 'module'), join(folder, 'go.mod')]
  await cp(await goModuleFolder(context, module, of), copy, { recursive: true })
  await cp(join(module, by), join(copy, file), { force: true })
  for (const name of ['go.mod', 'go.sum']) await cp(join(module, name), join(folder, name))
  await appendFile(modfile, `\nreplace ${of} => ${copy}\n`)
  return ['-modfile', modfile]
}

/** The folder of a module's own files, as go.mod pins it; for what a module ships beside its code. */
export async function goModuleFolder(context: Context, module: string, path: string): Promise<string> {
  const go = await goCommand(context)
  await command([go, 'mod', 'download', path], { cwd: module, env: ENV })
  return (await command([go, 'list', '-m', '-f', '{{.Dir}}', path], { cwd: module, env: ENV })).trim()
}

/** A Go that is new enough: the machine's own, or Debian's from the next release, which runs on this one. */
function goCommand(context: Context): Promise<string> {
  return findInTurn(() => findGo(context))
}

async function findGo(context: Context): Promise<string> {
  for (const go of ['go', '/usr/local/go/bin/go']) if (await isNewEnough(go)) return go
  const folder = await trixiePackages(context, 'go', ['golang-1.24-go', 'golang-1.24-src'])
  return join(folder, 'usr/lib/go-1.24/bin/go')
}

async function isNewEnough(go: string): Promise<boolean> {
  if (!(await succeeds([go, 'version']))) return false
  const [major = 0, minor = 0] = (await command([go, 'version']))
    .replace(/^go version go/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10))
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}
