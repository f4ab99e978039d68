import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { definition } from '../../actions/build-push-image/src/definition.ts'
import { foreignCommands, runBundle } from '../support/bundle.ts'

// The committed bundle as a process of its own, in the runner's environment. Port 9 answers nobody.

const DIGEST = `sha256:${'a'.repeat(64)}`
const BASE = `127.0.0.1:9/base@${DIGEST}`
const RIGHT: Readonly<Record<string, string>> = { image: '127.0.0.1:9/octo/app', builder: 'layers' }

/** For each input a value that is not allowed; `null` where any text is, and what is wrong with it shows later. */
const WRONG: Readonly<Record<string, string | null>> = {
  image: 'repo:tag',
  context: '-rf',
  dockerfile: '-f',
  target: 'two\nlines',
  'build-args': 'no equals sign',
  secrets: 'no equals sign',
  platforms: 'linux',
  builder: 'kaniko',
  model: 'sha256:short',
  'model-repository': 'UPPER',
  'model-size-limit': '4',
  tags: '{commit}',
  'immutable-tags': 'v9',
  labels: '=x',
  annotations: '=x',
  refresh: 'two\nlines',
  'policy-exceptions': 'everything',
  'registry-username': 'two\nlines',
  'registry-password': null,
  sign: 'keyless',
  'signing-key': null,
  timeout: '10',
  mode: 'push',
}

const HOSTILE = [
  'a\n::set-output name=verdict::pass',
  '::error::x',
  '$(touch /tmp/owned)',
  '; rm -rf /',
  'x'.repeat(100_000),
]

let workspace: string
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'build-contract-'))
  await writeFile(join(workspace, 'Dockerfile'), `FROM ${BASE}\nCOPY Dockerfile /\n`)
})
afterAll(() => rm(workspace, { recursive: true }))

const bundle = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
  runBundle('build-push-image', { inputs: { ...RIGHT, ...inputs }, env, cwd: workspace })

describe('inputs', () => {
  test('each has a case here', () => {
    expect(Object.keys(WRONG).sort()).toEqual(Object.keys(definition.inputs).sort())
  })

  test.each(Object.entries(WRONG).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])))(
    'a wrong %s is told before anything starts',
    async (name, value) => {
      const run = await bundle({ [name]: value })
      expect([run.exitCode, run.outputs, run.summary]).toEqual([1, { verdict: 'fail', reason: 'invalid-input' }, ''])
      expect(run.annotations).toEqual([{ level: 'error', message: expect.stringContaining(`\`${name}\``) }])
    },
  )

  test('all that is wrong together is told at once', async () => {
    const run = await bundle({ model: DIGEST, sign: 'key', 'registry-password': 'x' })
    for (const name of ['model-repository', 'signing-key', 'registry-username']) {
      expect(run.annotations[0]?.message).toContain(`\`${name}\``)
    }
  })

  test('a key that can not sign is told before anything starts, and is not repeated', async () => {
    const run = await bundle({ sign: 'key', 'signing-key': 'hunter2' })
    expect(run.outputs).toEqual({ verdict: 'fail', reason: 'invalid-input' })
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('hunter2')
  })

  test.each(HOSTILE)('hostile text is no command and reaches no shell (%#)', async (text) => {
    for (const name of [
      'context',
      'dockerfile',
      'target',
      'build-args',
      'tags',
      'labels',
      'registry-username',
      'signing-key',
    ]) {
      const run = await bundle({ sign: 'key', 'signing-key': 'x', [name]: text })
      expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'fail'])
      expect(foreignCommands(run.stdout)).toEqual([])
      expect(run.stderr).toBe('')
    }
  })
})

describe('what is not there', () => {
  test('a Dockerfile', async () => {
    const run = await bundle({ context: 'nowhere' })
    expect(run.outputs).toEqual({ verdict: 'fail', reason: 'context-unreadable' })
  })

  test('a registry', async () => {
    const run = await bundle({ 'registry-username': 'ci', 'registry-password': 'hunter2' })
    expect(run.outputs).toEqual({ verdict: 'fail', reason: 'base-unresolved' })
    expect(run.masks).toContain('hunter2')
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('hunter2')
  })

  test('a builder', async () => {
    const run = await bundle({ builder: 'buildx' }, { PATH: '/nonexistent' })
    expect(run.outputs).toEqual({ verdict: 'fail', reason: 'builder-unavailable' })
  })

  test('SIGINT ends the wait for a registry in order', async () => {
    const run = await runBundle('build-push-image', {
      inputs: RIGHT,
      cwd: workspace,
      onLine: (line, kill) => {
        if (line.includes('trying again')) kill('SIGINT')
      },
    })
    expect(run.exitCode).toBe(1)
    expect(['cancelled', 'base-unresolved']).toContain(run.outputs['reason'])
  })
})
