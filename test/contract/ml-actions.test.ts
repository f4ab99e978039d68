import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'

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
`

// Installed, the command line lies under node_modules, where Node refuses to run TypeScript: it has to be one bundle,
// which is the program and, forked, each job's process.
test('the bundled command line runs a workflow from node_modules of a foreign directory', async () => {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'foreign-')))
  try {
    const bundle = join(directory, 'node_modules/ml-actions/dist/ml-actions')
    await cp(resolve('dist/ml-actions'), bundle, { recursive: true })
    await chmod(join(bundle, 'index.js'), 0o755)
    await mkdir(join(directory, 'node_modules/.bin'), { recursive: true })
    await symlink('../ml-actions/dist/ml-actions/index.js', join(directory, 'node_modules/.bin/ml-actions'))
    await mkdir(join(directory, 'say'))
    await writeFile(join(directory, 'a.txt'), 'content')
    await writeFile(join(directory, 'w.yml'), WORKFLOW)
    await writeFile(
      join(directory, 'say/action.yml'),
      'name: Say\ndescription: Says\ninputs: { what: { description: What } }\nruns: { using: node24, main: index.cjs, post: index.cjs }\n',
    )
    await writeFile(join(directory, 'say/index.cjs'), 'console.log("said", process.env.INPUT_WHAT, process.version)\n')

    // SHA-256 over the SHA-256 of each file: printf content | sha256sum | xxd -r -p | sha256sum
    const wanted = 'c4eec85eb66b79b8f59ff76a97d5d97aac1b5eca8c6675b4e988a5deea786e53'
    const run = await bin(directory, ['run', 'w.yml', '--out', 'out', '--var', `WANTED=${wanted}`])
    expect(run.output).toContain(`said hello v24.`)
    expect(run).toMatchObject({ code: 0 })
    expect(run.output).toContain('is no git repository: its files are the commit of this run.')
    expect(JSON.parse(await readFile(join(directory, 'out/result.json'), 'utf8'))).toMatchObject({
      conclusion: 'success',
    })
    expect((await bin(directory, ['run', 'none.yml'])).code).toBe(2)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})

function bin(cwd: string, args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  const PATH = [dirname(process.execPath), process.env['PATH'] ?? ''].join(':')
  const env = { ...process.env, PATH, XDG_CACHE_HOME: join(cwd, '.cache') }
  return new Promise((done) => {
    const child = execFile('node_modules/.bin/ml-actions', args, { cwd, env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}
