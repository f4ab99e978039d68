import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { definition } from '../../actions/setup-gpu-runner/src/definition.ts'
import { runBundle } from '../support/bundle.ts'
import { machinePath } from '../unit/gpu-machine.ts'

// The committed bundle as a process of its own, in the runner's environment, on recorded machines.

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-gpu-contract-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a run', () => {
  test('a CPU job needs nothing of the host', async () => {
    const run = await runBundle('setup-gpu-runner', { inputs: { gpus: '0' }, env: { PATH: '/nonexistent' } })
    expect(run).toMatchObject({ exitCode: 0, annotations: [], stderr: '' })
    expect(run.outputs).toMatchObject({ verdict: 'pass', reason: 'cpu-requested', devices: '', vendor: 'none' })
    expect(Object.keys(run.outputs).sort()).toEqual(['verdict', 'reason', ...Object.keys(definition.outputs)].sort())
  })

  test('leases, hands over, and post gives back', async () => {
    const inputs = { gpus: '2', 'lease-directory': join(folder, 'leases') }
    const env = { PATH: await machinePath(folder, 'h200') }
    const run = await runBundle('setup-gpu-runner', { inputs, env })
    expect(run).toMatchObject({ exitCode: 0, stderr: '', annotations: [] })
    expect(run.outputs['devices']?.split(',')).toHaveLength(2)
    expect(run.summary).toContain('H200')
    expect(await readdir(inputs['lease-directory'])).toHaveLength(3)
    const post = await runBundle('setup-gpu-runner', { inputs, env, state: run.state })
    expect(post).toMatchObject({ exitCode: 0, annotations: [] })
    expect(post.summary).toContain('GPU use')
    expect(await readdir(inputs['lease-directory'])).toEqual(['lock'])
  })

  test('SIGINT while it waits: it leaves the queue', async () => {
    const directory = join(folder, 'leases')
    const inputs = { gpus: '4', wait: '1h', 'lease-directory': directory }
    const env = { PATH: await machinePath(folder, 'h200') }
    const first = await runBundle('setup-gpu-runner', { inputs, env })
    const second = await runBundle('setup-gpu-runner', {
      inputs,
      env,
      onLine: (line, kill) => {
        if (line.startsWith('Waiting')) kill('SIGINT')
      },
    })
    expect(second).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', reason: 'cancelled' } })
    await runBundle('setup-gpu-runner', { inputs, env, state: first.state })
    expect(await readdir(directory)).toEqual(['lock'])
  })

  test('a driver that hangs ends the step, not the other way round', async () => {
    const env = { PATH: await machinePath(folder, 'hangs') }
    const run = await runBundle('setup-gpu-runner', { inputs: { 'probe-timeout': '1s' }, env, limitMs: 20_000 })
    expect(run).toMatchObject({ exitCode: 1, signal: null, outputs: { verdict: 'fail', reason: 'probe-hung' } })
  })
})
