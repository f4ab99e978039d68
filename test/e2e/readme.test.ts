import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runWorkflow } from '@ml-actions/workflow-runner'
import { ROOT } from '../support/bundle.ts'

// The example of the root README, as it stands there, in a workflow of its own.

const README = await readFile(join(ROOT, 'README.md'), 'utf8')
const examples = [...README.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readme-'))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const git = (...args: readonly string[]) => {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org']
  execFileSync('git', [...identity, ...args], { cwd: join(folder, 'project'), stdio: 'ignore' })
}

/** Five hundred rows of ten classes; `wrong` says which are read wrongly. */
const rows = (head: string, wrong: (row: number) => boolean): string =>
  [head, ...Array.from({ length: 500 }, (_, row) => `row-${row},${(row + (wrong(row) ? 1 : 0)) % 10}`), ''].join('\n')

/** Commits the example with these predictions and runs it; tells the step that it is. */
async function runExample(step: string, challenger: (row: number) => boolean) {
  const project = join(folder, 'project')
  await mkdir(join(project, '.github/workflows'), { recursive: true })
  const head = 'name: One action\non: push\npermissions: {}\njobs:\n  gate:\n    runs-on: ubuntu-24.04\n    steps:\n'
  const checkout = '      - uses: actions/checkout@v7\n'
  const body = step.trimEnd().replaceAll(/^(?=.)/gm, '      ')
  const file = join(project, '.github/workflows/one.yml')
  await writeFile(file, `${head}${checkout}${body}\n`)
  await writeFile(
    join(project, 'labels.csv'),
    rows('id,label', () => false),
  )
  await writeFile(join(project, 'challenger.csv'), rows('id,prediction', challenger))
  await writeFile(
    join(project, 'champion.csv'),
    rows('id,prediction', (row) => row % 40 === 3),
  )
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Judge')
  const { jobs } = await runWorkflow({
    file,
    repository: project,
    repositoryName: 'somebody/model',
    eventName: 'push',
    ref: 'refs/heads/main',
    env: process.env,
    repositories: { 'OWNER/ml-actions': ROOT },
    out: join(folder, 'run'),
    stateDirectory: join(folder, 'state'),
    runId: '1',
  })
  const found = jobs.flatMap(({ steps }) => steps).find(({ action }) => action === 'validate-model')
  if (found === undefined) throw new Error(`no step of ours ran: ${JSON.stringify(jobs).slice(0, 2_000)}`)
  return { conclusion: found.conclusion, verdict: found.outputs['verdict'], reason: found.outputs['reason'] }
}

describe('the example of the README', () => {
  test('is there', () => expect(examples).toEqual([expect.stringContaining('uses: OWNER/ml-actions/actions/')]))

  test.each<[string, (row: number) => boolean, object]>([
    ['passes a model as good', (row) => row % 40 === 3, { conclusion: 'success', verdict: 'pass', reason: 'passed' }],
    [
      'refuses one that can’t read eights',
      (row) => row % 10 === 8,
      { conclusion: 'failure', verdict: 'fail', reason: expect.any(String) },
    ],
  ])(
    '%s',
    async (_, wrong, expected) => {
      expect(await runExample(examples.join('\n'), wrong)).toEqual(expected)
    },
    120_000,
  )
})
