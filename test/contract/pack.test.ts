import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ROOT } from '../support/bundle.ts'

// What `npm pack` makes, installed in a directory that knows nothing of this repository.

const WORKFLOW = `on: push
jobs:
  one:
    runs-on: ubuntu-latest
    outputs: { hash: '\${{ steps.hash.outputs.of }}' }
    steps:
      - uses: actions/checkout@v6
      - id: hash
        run: echo "of=\${{ hashFiles('*.txt') }}" >> "$GITHUB_OUTPUT"
      - uses: ./say
        with: { what: hello }
  two:
    needs: one
    runs-on: ubuntu-latest
    steps: [{ shell: bash, run: 'test "\${{ needs.one.outputs.hash }}" = "$WANTED"', env: { WANTED: '\${{ vars.WANTED }}' } }]
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - id: gate
        uses: OWNER/ml-actions/actions/validate-model@v1
        with: { rules: 'accuracy >= \${{ vars.LEAST }}', metrics: metrics.json }
      - shell: bash
        run: test "\${{ steps.gate.outputs.verdict }} \${{ steps.gate.outputs.reason }}" = "pass passed"
`

// SHA-256 over the SHA-256 of each file: printf content | sha256sum | xxd -r -p | sha256sum
const HASH = 'c4eec85eb66b79b8f59ff76a97d5d97aac1b5eca8c6675b4e988a5deea786e53'

interface Ended {
  readonly code: number
  readonly output: string
}

let directory: string
const call = (command: string, args: readonly string[], cwd = directory): Promise<Ended> => {
  const PATH = [dirname(process.execPath), process.env['PATH'] ?? ''].join(':')
  const env = { ...process.env, PATH, XDG_CACHE_HOME: join(directory, '.cache') }
  return new Promise((done) => {
    const child = execFile(command, args, { cwd, env, maxBuffer: 16 << 20 }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}
const run = (least: string, out: string): Promise<Ended> =>
  call('npx', [
    ...[
      '--no-install',
      'ml-actions',
      'run',
      'w.yml',
      '--out',
      out,
      '--var',
      `WANTED=${HASH}`,
      '--var',
      `LEAST=${least}`,
    ],
    ...['--repository', 'OWNER/ml-actions=node_modules/ml-actions'],
  ])

beforeAll(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'foreign-')))
  const packed = await call('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], ROOT)
  expect(packed).toMatchObject({ code: 0 })
  const tarball = (await readdir(directory)).find((name) => name.endsWith('.tgz')) ?? ''
  const options = ['--offline', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund']
  // Optional is only a Node 24 for those who have an older one; everything else is in the bundles.
  expect(await call('npm', ['install', ...options, `./${tarball}`])).toMatchObject({ code: 0 })
  await mkdir(join(directory, 'say'))
  await writeFile(join(directory, 'a.txt'), 'content')
  await writeFile(join(directory, 'metrics.json'), '{"accuracy": 0.95}')
  await writeFile(join(directory, 'w.yml'), WORKFLOW)
  await writeFile(
    join(directory, 'say/action.yml'),
    'name: Say\ndescription: Says\ninputs: { what: { description: What } }\nruns: { using: node24, main: index.cjs, post: index.cjs }\n',
  )
  await writeFile(join(directory, 'say/index.cjs'), 'console.log("said", process.env.INPUT_WHAT, process.version)\n')
}, 120_000)
afterAll(() => rm(directory, { recursive: true, force: true }))

test('holds what runs, the templates and the legal texts, and no sources', async () => {
  const installed = join(directory, 'node_modules/ml-actions')
  expect((await readdir(installed)).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'actions',
    'dist',
    'package.json',
    'workflows-templates',
  ])
  const files = await readdir(installed, { recursive: true })
  expect(files.filter((name) => name.endsWith('.ts'))).toEqual([])
  expect(files.filter((name) => name.endsWith('/action.yml'))).toHaveLength(6)
  expect(await readdir(join(directory, 'node_modules'))).toEqual(['.bin', '.package-lock.json', 'ml-actions'])
})

test('npx ml-actions runs a workflow there, with the actions of the tarball', async () => {
  const ended = await run('0.9', 'passed')
  expect(ended.output).toContain('said hello v24.')
  expect(ended.output).toContain('pass (passed)')
  expect(ended.output).toContain('is no git repository: its files are the commit of this run.')
  expect(ended).toMatchObject({ code: 0 })
  expect(JSON.parse(await readFile(join(directory, 'passed/result.json'), 'utf8'))).toMatchObject({
    conclusion: 'success',
  })
}, 60_000)

test('a step that fails there fails the run', async () => {
  const ended = await run('0.96', 'failed')
  expect(ended.output).toContain('fail (rule-not-met)')
  expect(ended).toMatchObject({ code: 1 })
}, 60_000)

test('what can not be run is refused there', async () => {
  expect(await call('npx', ['--no-install', 'ml-actions', 'run', 'none.yml'])).toMatchObject({ code: 2 })
}, 60_000)
