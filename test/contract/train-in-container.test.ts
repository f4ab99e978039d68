import { existsSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { probeNamespaces } from '@ml-actions/container-engine'
import { definition } from '../../actions/train-in-container/src/definition.ts'
import { foreignCommands, runBundle } from '../support/bundle.ts'

// The committed bundle as a process of its own, in the runner's environment.

const support = await probeNamespaces({ PATH: process.env['PATH'] })
const ISOLATION = support.available ? 'required' : 'best-effort'
if (!support.available) console.warn(`isolation is tested with best effort only: ${support.why}`)

const RIGHT: Readonly<Record<string, string>> = { engine: 'host', isolation: ISOLATION, run: 'true' }

/** For each input a value that is not allowed; `null` where any text is. */
const WRONG: Readonly<Record<string, string | null>> = {
  purpose: 'test',
  engine: 'podman',
  image: '$(image)',
  pull: 'sometimes',
  command: 'a | b',
  run: null,
  source: '-source',
  datasets: '1=x',
  mounts: 'a:b',
  env: 'A B=c',
  secrets: 'A B=c',
  model: 'sha256:short',
  'model-path': '../up',
  predictions: '/etc/passwd',
  output: '-o',
  checkpoints: '-c',
  resume: 'two\nlines',
  'metrics-file': '../metrics.json',
  network: 'a b',
  isolation: 'none',
  user: 'root',
  devices: 'all',
  'gpu-access': 'all',
  memory: '64',
  cpus: '0',
  'shm-size': 'big',
  'pids-limit': '1.5',
  'max-duration': '10',
  'stop-signal': 'SIGKILL',
  'checkpoint-grace': '9m',
  'log-lines': '0',
  'push-model': 'yes',
  'model-repository': 'UPPER/case',
  'registry-username': 'two\nlines',
  'registry-password': null,
  sign: 'keyless',
  'signing-key': null,
  mode: 'dry-run',
}

const HOSTILE = [
  'a\n::set-output name=verdict::pass',
  '::error::x',
  '$(touch /tmp/owned)',
  '; rm -rf /',
  'x'.repeat(100_000),
]

describe('inputs', () => {
  test('each has a case here', () => {
    expect(Object.keys(WRONG).sort()).toEqual(Object.keys(definition.inputs).sort())
  })

  test.each(Object.entries(WRONG).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])))(
    'a wrong %s is told before anything starts',
    async (name, value) => {
      const { run: _, ...others } = RIGHT
      const run = await runBundle('train-in-container', {
        inputs: { ...(name === 'command' ? others : RIGHT), [name]: value },
      })
      expect(run.exitCode).toBe(1)
      expect(run.outputs).toEqual({ verdict: 'fail', reason: 'invalid-input' })
      expect(run.annotations).toEqual([{ level: 'error', message: expect.stringContaining(`\`${name}\``) }])
      expect(run.summary).toBe('')
    },
  )

  test('all that is wrong together is told at once', async () => {
    const run = await runBundle('train-in-container', { inputs: { purpose: 'evaluate', sign: 'key' } })
    for (const name of ['command', 'image', 'model', 'model-repository', 'datasets', 'signing-key']) {
      expect(run.annotations[0]?.message).toContain(`\`${name}\``)
    }
  })

  test.each(HOSTILE)('hostile text is no command and reaches no shell (%#)', async (text) => {
    for (const name of [
      'datasets',
      'mounts',
      'env',
      'source',
      'output',
      'resume',
      'image',
      'model',
      'network',
      'devices',
    ]) {
      const run = await runBundle('train-in-container', { inputs: { ...RIGHT, [name]: text } })
      // As a name of a directory it may be what somebody wants.
      expect(run.outputs['verdict']).toBe(name === 'output' && run.exitCode === 0 ? 'pass' : 'fail')
      expect(foreignCommands(run.stdout)).toEqual([])
      expect(run.stderr).toBe('')
    }
    expect(existsSync('/tmp/owned')).toBe(false)
  })
})

describe('a run', () => {
  test('gives exactly the declared outputs; what the command prints gives no commands', async () => {
    const run = await runBundle('train-in-container', {
      inputs: {
        ...RIGHT,
        run: 'printf "::set-output name=model::forged\\ra\\r::error::forged\\n##[error]forged\\n"; echo "step=1 loss=0.5"; echo x >"$ML_ACTIONS_MODEL_DIR/w"',
        secrets: 'TOKEN=s3cr3t-value',
      },
    })
    expect(run.exitCode).toBe(0)
    expect(run.annotations).toEqual([])
    expect(foreignCommands(run.stdout)).toEqual([])
    expect(run.masks).toContain('s3cr3t-value')
    expect(run.outputs).toMatchObject({
      verdict: 'pass',
      reason: 'trained',
      metrics: '{"loss":0.5}',
      model: '',
      'exit-code': '0',
    })
    expect(
      Object.keys(run.outputs).filter(
        (name) => !['verdict', 'reason', ...Object.keys(definition.outputs)].includes(name),
      ),
    ).toEqual([])
    expect(run.summary).toContain('## Training')
  })

  test('without docker it says so', async () => {
    const run = await runBundle('train-in-container', {
      inputs: { image: 'python:3.12-slim', run: 'true' },
      env: { PATH: '/nonexistent' },
    })
    expect(run.outputs).toEqual({
      verdict: 'inconclusive',
      reason: 'engine-unavailable',
      'failure-class': 'infrastructure',
    })
    expect(run.annotations[0]?.message).toContain('no `docker`')
  })

  test('SIGINT: main leaves in time, its work is left to post', async () => {
    const run = await runBundle('train-in-container', {
      // It ends by itself when this test has cleaned up, since no post follows.
      inputs: {
        ...RIGHT,
        command:
          '["sh", "-c", "trap : TERM; echo started; while [ -d \\"$ML_ACTIONS_OUTPUT_DIR\\" ]; do sleep 0.1; done"]',
        run: '',
      },
      onLine: (line, kill) => {
        if (line === 'started') kill('SIGINT')
      },
      limitMs: 20_000,
    })
    expect(run).toMatchObject({ exitCode: 1, signal: null })
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled', 'failure-class': 'cancelled' })
    expect(run.state['ml-actions-run']).toContain('stoppedAtMs')
  })

  test('SIGKILL: what post needs was written before', async () => {
    const run = await runBundle('train-in-container', {
      inputs: { ...RIGHT, run: 'echo started; while [ -d "$ML_ACTIONS_OUTPUT_DIR" ]; do sleep 0.1; done' },
      onLine: (line, kill) => {
        if (line === 'started') kill('SIGKILL')
      },
      limitMs: 20_000,
    })
    expect(run.signal).toBe('SIGKILL')
    expect(run.state['ml-actions-run']).toContain('"finished":false')
  })

  test('post has nothing to do after wrong inputs, and says nothing', async () => {
    const run = await runBundle('train-in-container', { state: { 'ml-actions-stage': 'main' } })
    expect({ exitCode: run.exitCode, annotations: run.annotations, outputs: run.outputs }).toEqual({
      exitCode: 0,
      annotations: [],
      outputs: {},
    })
  })
})
