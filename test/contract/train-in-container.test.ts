import { describe, expect, test } from '@jest/globals'
import { probeNamespaces } from '@ml-actions/container-engine'
import { definition } from '../../actions/train-in-container/src/definition.ts'
import { foreignCommands, runBundle } from '../support/bundle.ts'

// The committed bundle as a process of its own, in the runner's environment. What holds for all actions is in matrix.test.ts and
// endings.test.ts.

const support = await probeNamespaces({ PATH: process.env['PATH'] })
const ISOLATION = support.available ? 'required' : 'best-effort'
if (!support.available) console.warn(`isolation is tested with best effort only: ${support.why}`)

const RIGHT: Readonly<Record<string, string>> = { engine: 'host', isolation: ISOLATION, run: 'true' }

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
})
