/**
 * Compiles all sources and bundles each action, and the command line, into `dist/`. `--check` builds beside it and fails
 * on any byte of difference to what is committed. Module ids depend on the working directory, so it is the root, always.
 */
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { actionNames, ROOT } from './generate.ts'

interface Bundle {
  readonly name: string
  readonly entry: string
}

const bundles: readonly Bundle[] = [
  ...actionNames()
    .filter((name) => existsSync(join(ROOT, 'actions', name, 'src/index.ts')))
    .map((name) => ({ name, entry: `build/actions/${name}/src/index.js` })),
  ...(existsSync(join(ROOT, 'packages/workflow-runner/src/cli.ts'))
    ? [{ name: 'ml-actions', entry: 'build/packages/workflow-runner/src/cli.js' }]
    : []),
]

type Ncc = typeof import('@vercel/ncc').default

/** ncc reads where packages lie from the tsconfig that this variable names. */
async function loadNcc(): Promise<Ncc> {
  process.env['TS_NODE_PROJECT'] = join(ROOT, 'tsconfig.bundle.json')
  return (await import('@vercel/ncc')).default
}

async function bundle(ncc: Ncc, { name, entry }: Bundle, into: string): Promise<number> {
  const { code, assets } = await ncc(join(ROOT, entry), { cache: false, quiet: true, license: 'licenses.txt' })
  const folder = join(into, name)
  const files: readonly (readonly [string, string | Buffer])[] = [
    ['index.js', code],
    ...Object.entries(assets).map(([file, { source }]) => [file, source] as const),
  ]
  for (const [file, content] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
  return files.reduce((sum, [, content]) => sum + content.length, 0)
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

function differences(one: string, other: string): readonly string[] {
  const names = new Set([...filesBelow(one), ...filesBelow(other)])
  return [...names].filter((name) => {
    const [left, right] = [join(one, name), join(other, name)]
    return !existsSync(left) || !existsSync(right) || !readFileSync(left).equals(readFileSync(right))
  })
}

async function main(check: boolean, only: readonly string[]): Promise<void> {
  process.chdir(ROOT)
  rmSync('build', { recursive: true, force: true })
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
  const ncc = await loadNcc()
  const into = mkdtempSync(check ? join(tmpdir(), 'ml-actions-dist-') : join(ROOT, '.dist-'))
  try {
    const wanted = bundles.filter(({ name }) => only.length === 0 || only.includes(name))
    for (const each of wanted) {
      const bytes = await bundle(ncc, each, into)
      console.log(`${each.name}: ${Math.round(bytes / 1024)} KiB`)
    }
    if (check) {
      const found = differences(into, 'dist')
      if (found.length === 0) return console.log('dist/ is what the sources build to')
      console.error(`dist/ is not what the sources build to:\n${found.join('\n')}`)
      process.exitCode = 1
    } else {
      for (const { name } of wanted) {
        rmSync(join('dist', name), { recursive: true, force: true })
        mkdirSync('dist', { recursive: true })
        renameSync(join(into, name), join('dist', name))
      }
    }
  } finally {
    rmSync(into, { recursive: true, force: true })
  }
}

await main(
  process.argv.includes('--check'),
  process.argv.slice(2).filter((argument) => !argument.startsWith('-')),
)
