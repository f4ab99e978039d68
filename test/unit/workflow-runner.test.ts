import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type JobResult,
  RefusedError,
  type RunEvent,
  type RunResult,
  runWorkflow,
  type StepResult,
} from '@ml-actions/workflow-runner'
import { makePlace, type Place, WORKFLOWS } from './workflow-runner-repository.ts'

/** One run of the whole conformance workflow; the tests below look at what it left. */
let place: Place
let result: RunResult
let objectsBefore: string
const events: RunEvent[] = []

beforeAll(async () => {
  place = await makePlace()
  objectsBefore = place.git('count-objects')
  result = await runWorkflow({
    file: join(WORKFLOWS, 'conformance.yml'),
    repository: place.repository,
    repositoryName: 'octo/models',
    eventName: 'workflow_dispatch',
    inputs: { loud: true },
    vars: { REGION: 'north', COLOUR: 'blue' },
    environments: { Staging: { vars: { REGION: 'south' }, secrets: { API_KEY: 'of-staging' } } },
    secrets: { API_KEY: 's3cr3t-value', GITHUB_TOKEN: 'token-value' },
    repositories: { 'owner/tools': join(WORKFLOWS, 'remote') },
    env: process.env,
    out: join(place.path, 'out'),
    stateDirectory: join(place.path, 'state'),
    onEvent: (event) => void events.push(event),
    reviewed: async (environment) => {
      await new Promise(setImmediate)
      events.push({ type: 'note', text: `reviewed ${environment}` })
    },
  })
}, 60_000)

afterAll(() => place[Symbol.asyncDispose]())

function jobs(id: string): readonly JobResult[] {
  return result.jobs.filter((job) => job.id === id)
}

function job(id: string): JobResult {
  const [found] = jobs(id)
  if (found === undefined) throw new Error(`no job ${id}`)
  return found
}

function step(jobId: string, id: string): StepResult {
  const found = job(jobId).steps.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no step ${id} in ${JSON.stringify(job(jobId), undefined, 1)}`)
  return found
}

/** When the legs of a job began and ended, in milliseconds. */
function spans(id: string): readonly { readonly from: number; readonly to: number }[] {
  return jobs(id).map(({ startedAt = '', seconds }) => {
    const from = Date.parse(startedAt)
    return { from, to: from + seconds * 1000 }
  })
}

function logOf(key: string): string {
  return events.flatMap((event) => (event.type === 'line' && event.job === key ? [event.text] : [])).join('\n')
}

describe('command files', () => {
  test('a malformed one fails its step, before continue-on-error', () => {
    expect(step('files', 'bad')).toMatchObject({ outcome: 'failure', conclusion: 'success' })
    expect(step('files', 'bad').annotations.map(({ message }) => message)).toContain("Invalid format 'plain'")
  })

  test('environment in order, NODE_OPTIONS refused, the last path first', () => {
    expect(step('files', 'read').outputs).toEqual({ seen: 'last|a_b||tool 2|from-workflow|last' })
    expect(step('files', 'env').conclusion).toBe('success')
  })

  test('a summary over one MiB is not kept, and fails nothing', async () => {
    expect(step('files', 'large')).toMatchObject({ conclusion: 'success' })
    expect(step('files', 'large').summaryPath).toBeUndefined()
    expect(step('files', 'large').annotations[0]?.message).toContain('upload aborted')
    expect(await readFile(step('files', 'summary').summaryPath ?? '', 'utf8')).toBe('# done\n')
    expect(await readFile(join(result.directory, 'summary.md'), 'utf8')).toContain('# done')
  })

  test('set-env is dead; pipefail comes with the name bash; failure() sees it; the job may fail', () => {
    expect(step('files', 'old-command')).toMatchObject({ outcome: 'failure', conclusion: 'success' })
    expect(step('files', 'default-shell').conclusion).toBe('failure')
    expect(step('files', 'after').outputs).toEqual({ evil: 'unset' })
    expect(job('files')).toMatchObject({ outcome: 'failure', conclusion: 'success' })
  })
})

test('secrets are hidden in logs, summaries and results, and never cross jobs', async () => {
  expect(logOf('masks')).toContain('secret *** and *** and ***')
  const everything =
    JSON.stringify(result) + JSON.stringify(events) + (await readFile(job('masks').logPath ?? '', 'utf8'))
  for (const secret of ['s3cr3t-value', Buffer.from('s3cr3t-value').toString('base64'), 'token-value', 'of-staging']) {
    expect(everything).not.toContain(secret)
  }
  expect(await readFile(step('masks', 's').summaryPath ?? '', 'utf8')).toBe('shown ***\n')
  expect(job('masks').outputs).toEqual({ fine: 'ok' })
  expect(result.annotations.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      "Skip output 'leak' since it may contain secret.",
      "Skip output 'encoded' since it may contain secret.",
    ]),
  )
  expect(step('after', 'needs').outputs['masks']).toBe('[][][][ok]')
})

describe('actions', () => {
  const lives = (): readonly unknown[] =>
    logOf('actions')
      .split('\n')
      .filter((line) => line.startsWith('LIFE '))
      .map((line): unknown => JSON.parse(line.slice(5)))

  test('stages, inputs and state; posts in reverse order', () => {
    const order = job('actions').steps.map(({ stage, name }) => `${stage} ${name}`)
    expect(order.slice(0, 2)).toEqual([
      'pre Pre Run OWNER/tools/actions/early@v1',
      'main Run OWNER/tools/actions/early@v1',
    ])
    expect(order.slice(-3)).toEqual([
      'post Post Run ./actions/greet',
      'post Post Run ./actions/life',
      'post Post Run ./actions/life',
    ])
    expect(lives()).toMatchObject([
      {
        stage: 'main',
        name: 'first',
        space: 'a b',
        token: '***',
        inWorkspace: true,
        state: {},
        action: 'first',
        node: '24',
      },
      { stage: 'main', name: 'fail' },
      { stage: 'main', name: 'inside' },
      { stage: 'post', name: 'inside' },
      { stage: 'post', name: 'fail' },
      { stage: 'post', name: 'first', state: { STATE_stage: 'main', STATE_blob: 'l1\nl2' } },
    ])
  })

  test('outputs, continue-on-error, composite steps, a skipped step without a post', () => {
    expect(step('actions', 'seen').outputs['all']).toBe(
      'failure success printed hello a=b<<c from greet outer failure by greet job skipped',
    )
    expect(step('actions', 'seen').outputs['context']).toBe(String.raw`"line 1\nline=2" octo/models Linux north true`)
    expect(step('actions', 'first')).toMatchObject({ action: 'life', uses: './actions/life' })
  })

  test('unknown and deprecated inputs are warned of once', () => {
    const messages = step('actions', 'first').annotations.map(({ message }) => message)
    expect(messages).toEqual([
      "Input 'old' has been deprecated with message: Use name",
      "Unexpected input(s) 'bogus', valid inputs are ['name', 'With Space', 'token', 'old']",
    ])
  })

  test('pre runs for actions of other repositories only; a post-if as written', () => {
    expect(logOf('actions')).toContain('EARLY OWNER/tools@v1 state=\n')
    expect(logOf('actions')).toContain('EARLY OWNER/tools@v1 state=x')
    expect(logOf('actions')).toContain("`pre` execution is not supported for local action from './actions/life'")
    expect(job('actions').steps.some(({ name }) => name === 'Post Run OWNER/tools/actions/early@v1')).toBe(false)
  })
})

test('a job waits for the reviewers of its environment', () => {
  const reviews = events.filter((event) => event.type === 'note' && event.text.startsWith('reviewed '))
  expect(reviews).toEqual([{ type: 'note', text: 'reviewed staging' }])
  const [review] = reviews
  const started = events.findIndex((event) => event.type === 'job-started' && event.id === 'shells')
  expect(started).toBeGreaterThan(review === undefined ? started : events.indexOf(review))
})

test('shells, working directories, folded scripts, environment', () => {
  expect(step('shells', 'py').outputs).toEqual({ version: 'sub' })
  expect(step('shells', 'own').outputs).toEqual({ unset: 'ok' })
  expect(step('shells', 'folded').outputs).toEqual({ value: 'job' })
  expect(step('shells', 'scoped').outputs).toEqual({ values: 'south blue true ***' })
  expect(job('shells').environment).toEqual({ name: 'staging', url: 'https://staging.example/sub', deployment: false })
})

test('annotations of both forms, up to ten of a kind, none while commands are stopped', () => {
  const { annotations } = step('shells', 'annotate')
  expect(annotations[0]).toMatchObject({
    level: 'warning',
    title: 'T,1',
    file: 'a.txt',
    line: 3,
    endLine: 4,
    message: 'multi\nline',
    job: 'shells',
  })
  expect(annotations[0]).not.toHaveProperty('column')
  expect(annotations[1]).toMatchObject({ level: 'notice', message: 'old form' })
  expect(annotations.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual(
    Array.from({ length: 10 }, (_, i) => `e${i + 1}`),
  )
})

describe('matrix', () => {
  test('legs, names, outputs of the last one, a leg that may fail', () => {
    expect(
      jobs('legs').map(({ key, name, matrix, outcome, conclusion }) => ({ key, name, matrix, outcome, conclusion })),
    ).toEqual([
      { key: 'legs.1', name: 'legs (1)', matrix: { a: 1 }, outcome: 'success', conclusion: 'success' },
      { key: 'legs.2', name: 'legs (2, z)', matrix: { a: 2, b: 'z' }, outcome: 'success', conclusion: 'success' },
      { key: 'legs.3', name: 'legs (4)', matrix: { a: 4 }, outcome: 'failure', conclusion: 'success' },
    ])
    expect(jobs('legs').map(({ outputs }) => outputs['o'])).toEqual(['v1 0/3', 'v2z 1/3', 'v4 2/3'])
    expect(step('after', 'needs').outputs['legs']).toBe('success true')
  })

  test('at most two at a time', () => {
    const [first, second, third] = spans('legs')
    // The clock that dates the start counts whole milliseconds.
    expect(third?.from ?? 0).toBeGreaterThanOrEqual(Math.min(first?.to ?? 0, second?.to ?? 0) - 5)
  })

  test('one failure ends the others, unless told otherwise', () => {
    expect(jobs('fast').map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'failure'])
    expect(jobs('fast')[0]?.message).toBe('Another leg of the matrix failed.')
  })

  test('without values is an error', () => {
    expect(job('empty-matrix')).toMatchObject({
      conclusion: 'failure',
      message: "Matrix vector 'x' does not contain any values",
    })
  })
})

test('concurrency groups of jobs: one after the other, never the group of the run', () => {
  const [one, two] = spans('one-by-one').toSorted((left, right) => left.from - right.from)
  expect(two?.from ?? 0).toBeGreaterThanOrEqual((one?.to ?? 0) - 5)
  expect(jobs('one-by-one').map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
  expect(job('deadlock')).toMatchObject({ conclusion: 'failure', message: expect.stringContaining('a deadlock') })
})

test('time limits of steps and jobs', () => {
  expect(step('late', 'slow')).toMatchObject({ outcome: 'failure', conclusion: 'success' })
  expect(step('late', 'slow').annotations[0]?.message).toMatch(/has timed out after 0.003 minutes/)
  expect(step('late', 'outcome').outputs['of']).toBe('failure success')
  expect(job('too-late')).toMatchObject({
    conclusion: 'cancelled',
    message: expect.stringContaining('maximum execution time'),
  })
  expect(step('too-late', 'then').conclusion).toBe('success')
})

test('a job whose process dies has failed', () => {
  expect(job('murdered')).toMatchObject({
    conclusion: 'failure',
    message: expect.stringContaining("The job's process ended (SIGKILL) without a result."),
  })
})

test('artifacts by id and by pattern; a name is taken once', () => {
  expect(step('down', 'found').outputs['files']).toBe('./by-id/a.txt ./by-id/deep/b.txt ./by-pattern/one/b.txt ')
  expect(step('up', 'again')).toMatchObject({ outcome: 'failure' })
  expect(step('up', 'nothing')).toMatchObject({ outcome: 'failure' })
  expect(result.artifacts).toMatchObject([
    { name: 'both', files: 2, bytes: 4, digest: job('up').outputs['digest'], id: job('up').outputs['id'] },
    { name: 'one', files: 1 },
  ])
})

test('needs, if and inputs across jobs', () => {
  expect(step('after', 'needs').outputs['who']).toBe('bob true true workflow_dispatch')
  expect(job('never').conclusion).toBe('skipped')
  // success() looks at all ancestors: `fast` failed, though `after` did not.
  expect(job('grandchild').conclusion).toBe('skipped')
  expect(result.conclusion).toBe('failure')
})

test('what is left: result.json and logs, no workspace, nothing changed in the repository', async () => {
  const written: unknown = JSON.parse(await readFile(join(result.directory, 'result.json'), 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(result)))
  expect(existsSync(join(result.directory, 'work', 'actions'))).toBe(false)
  expect(place.git('status', '--porcelain')).toBe('')
  expect(place.git('count-objects')).toBe(objectsBefore)
  expect(await readFile(job('actions').logPath ?? '', 'utf8')).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z ##\[group\]Run OWNER/m,
  )
})

test('the commit is fixed at the start: uncommitted changes are part of it', async () => {
  await using other = await makePlace()
  await writeFile(join(other.repository, 'new.txt'), 'not committed')
  const file = join(other.path, 'w.yml')
  await writeFile(
    file,
    `on: push
jobs:
  j:
    runs-on: ubuntu-latest
    outputs: { o: '\${{ steps.s.outputs.o }}' }
    steps:
      - uses: actions/checkout@v6
        with: { fetch-depth: 0 }
      - id: s
        run: echo "o=$(cat new.txt) $(git log --oneline | wc -l) $(git rev-parse HEAD) $(git branch --show-current)" >> "$GITHUB_OUTPUT"
`,
  )
  const notes: string[] = []
  const run = await runWorkflow({
    file,
    repository: other.repository,
    env: process.env,
    out: join(other.path, 'out'),
    stateDirectory: join(other.path, 'state'),
    onEvent: (event) => void (event.type === 'note' && notes.push(event.text)),
  })
  expect(run.jobs[0]?.outputs['o']).toBe(`not committed 2 ${run.sha} main`)
  expect(notes).toEqual(['Changes that are not committed are part of this run.'])
  expect(run.sha).not.toBe(other.git('rev-parse', 'HEAD'))
  expect(() => other.git('cat-file', '-e', run.sha)).toThrow()
})

describe('refused before anything starts', () => {
  async function reasons(content: string, more: Record<string, unknown> = {}): Promise<readonly string[]> {
    const file = join(place.path, 'refused.yml')
    await writeFile(file, content)
    const out = join(place.path, 'refused')
    const started: string[] = []
    try {
      await runWorkflow({
        file,
        repository: place.repository,
        env: process.env,
        out,
        onEvent: ({ type }) => void started.push(type),
        ...more,
      })
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      expect(started).toEqual([])
      expect(existsSync(join(out, 'logs'))).toBe(false)
      return error.reasons
    }
    throw new Error('not refused')
  }

  test('by name: what this runner can not do', async () => {
    const text = await readFile(join(WORKFLOWS, 'refused.yml'), 'utf8')
    const found = await reasons(text, { repositories: { 'OWNER/tools': join(WORKFLOWS, 'remote') } })
    for (const words of [
      'Job services needs services (db)',
      'Job container runs in a container',
      'Job services asks for `id-token: write`',
      'Job windows runs on windows-latest',
      'the shell cmd exists on Windows only',
      'Job reusable calls the reusable workflow some/where',
      'actions/cache@v4 is not on this machine',
      'docker://alpine is a container action',
      'actions/checkout with `submodules: recursive` is not served here',
      'there is no actions/gone/action.yml',
      'actions/docker/action.yml is a container action',
      '(./actions/wraps), step 1: else/where@v1 is not on this machine',
    ]) {
      expect(found.join('\n')).toContain(words)
    }
    expect(found.join('\n')).not.toContain('Job remote asks for')
  })

  const minimal = (more: string): string => `on: push\njobs:\n  j:\n    runs-on: ubuntu-latest\n    ${more}\n`
  test.each([
    ['unknown keys', minimal('stepz: []'), /Line: 5, Col: 5.*stepz/],
    ['unknown needs', minimal("needs: x\n    steps: [{ run: 'true' }]"), /no dependencies/],
    ['unclosed expressions', minimal("steps: [{ run: '${{ github.ref' }]"), /Line: 5/],
    ['contexts of the wrong place', minimal("env: { A: '${{ env.B }}' }\n    steps: [{ run: 'true' }]"), /env/],
  ])('%s', async (_, content, message) => {
    expect((await reasons(content)).join('\n')).toMatch(message)
  })

  test('unknown jobs, events and inputs', async () => {
    const content = minimal("steps: [{ run: 'true' }]")
    expect(await reasons(content, { jobs: ['k'] })).toEqual(['The workflow has no job k.'])
    expect(await reasons(content, { eventName: 'release' })).toEqual([
      'The workflow is not started by release; it is by push.',
    ])
    expect(await reasons(content, { inputs: { a: '1' } })).toEqual(['push has no input named a.'])
    expect(await reasons(content, { sha: '0'.repeat(40) })).toEqual([expect.stringContaining('There is no commit')])
  })
})
