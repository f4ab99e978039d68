import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Step } from './train-in-container-step.ts'

const DIGEST = `sha256:${'d'.repeat(64)}`
let step: Step
let state = ''
let env: Record<string, string> = {}
beforeEach(() => {
  step = new Step()
  state = join(step.root, 'daemon')
  const bin = join(step.root, 'bin')
  mkdirSync(state)
  mkdirSync(bin)
  const program = join(import.meta.dirname, 'fixtures/docker/docker.mjs')
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  chmodSync(join(bin, 'docker'), 0o755)
  env = { PATH: `${bin}:${process.env['PATH']}`, FAKE_DOCKER: state }
  settings({})
})
afterEach(() => {
  // Every test ends with its container removed: none is left to kill.
  expect(readdirSync(state).filter((name) => name.startsWith('c-'))).toEqual([])
  step.clean()
})

function settings(more: object): void {
  const images = { 'torch:2': { Id: `sha256:${'1'.repeat(64)}`, RepoDigests: [`torch@${DIGEST}`] } }
  writeFileSync(join(state, 'settings.json'), JSON.stringify({ images, ...more }))
}
function runCall(): readonly string[] {
  const calls = readFileSync(join(state, 'calls.jsonl'), 'utf8').trim().split('\n')
  const call: unknown = JSON.parse(calls.find((line) => line.startsWith('["run"')) ?? '[]')
  return Array.isArray(call) ? call.map(String) : []
}
const INPUTS = { engine: 'docker', image: 'torch:2' }

describe('a training in a container, by recorded protocol', () => {
  test('the same variables as on the host name the paths of the container', async () => {
    step.write('data.csv', 'a')
    const result = await step.run(
      'main',
      {
        ...INPUTS,
        run: 'cat "$ML_ACTIONS_DATA_TRAIN"; echo "step=1 loss=0.5"; echo x >"$ML_ACTIONS_MODEL_DIR/weights"',
        datasets: 'train=data.csv',
        secrets: 'TOKEN=s3cr3t',
        devices: 'GPU-1,GPU-2',
        memory: '1GiB',
        mounts: '/tmp:/scratch:rw',
      },
      env,
    )
    expect(result.outputs).toMatchObject({ verdict: 'pass', reason: 'trained', image: `torch@${DIGEST}` })
    const call = runCall()
    expect(call.join(' ')).toContain(
      `--mount type=bind,source=${join(step.workspace, 'data.csv')},target=/ml/data/train.csv,readonly`,
    )
    expect(call).toContain('type=bind,source=/tmp,target=/scratch')
    expect(call.join(' ')).toMatch(/source=\S+\/records,target=\/ml\/output\/records,readonly/)
    expect(call).toEqual(
      expect.arrayContaining([
        '--init',
        '"device=GPU-1,GPU-2"',
        `${process.getuid?.()}:${process.getgid?.()}`,
        'dev.ml-actions.run=7',
      ]),
    )
    expect(call.join(' ')).not.toContain('s3cr3t')
  })

  test('cancelled: the container saves while post waits, and is removed', async () => {
    const inputs = {
      ...INPUTS,
      run: `
        trap 'sleep 0.5; mkdir -p "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-3"; touch "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-3/complete"; exit 0' TERM
        touch started; while :; do sleep 0.05; done`,
    }
    const running = step.run('main', inputs, env)
    await step.untilFile(join(step.workspace, 'started'))
    await step.untilNoted()
    step.signal('SIGINT')
    const main = await running
    expect(main.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
    const post = await step.run('post', inputs, env)
    expect(post.stdout).toMatch(/Kept the checkpoint \S+checkpoint-3 \(marked, step 3; exit code 0\)/)
  })

  test('cancelled before the engine has answered: the same verdict, and nothing is left to post', async () => {
    settings({ runAnswers: 'never' })
    const running = step.run('main', { ...INPUTS, run: 'true' }, env)
    await step.untilFile(join(state, 'asked'))
    step.signal('SIGINT')
    expect(await running).toMatchObject({
      exitCode: 1,
      outputs: { verdict: 'inconclusive', reason: 'cancelled', 'failure-class': 'cancelled' },
    })
    expect(await step.run('post', INPUTS, env)).toMatchObject({ exitCode: 0, summary: '' })
  })

  test('ended by somebody else it gives no verdict, though the command ended well', async () => {
    step.write('train.sh', 'trap "exit 0" TERM; touch started; while :; do sleep 0.05; done')
    const running = step.run('main', { ...INPUTS, command: 'sh train.sh' }, env)
    await step.untilFile(join(step.workspace, 'started'))
    const id =
      readdirSync(state)
        .find((name) => name.startsWith('c-'))
        ?.slice(2) ?? ''
    execFileSync('docker', ['kill', '--signal', 'SIGTERM', id], { env })
    const result = await running
    expect(result.outputs).toMatchObject({
      verdict: 'inconclusive',
      reason: 'interrupted',
      'failure-class': 'infrastructure',
      'exit-code': '0',
    })
  })

  test('the memory state of the container counts, not the exit code alone', async () => {
    settings({ oomKilled: true })
    const oom = await step.run('main', { ...INPUTS, run: 'exit 137' }, env)
    expect(oom.outputs).toMatchObject({
      verdict: 'fail',
      reason: 'memory-exhausted',
      'failure-class': 'capacity',
      'exit-code': '137',
    })
    settings({})
    const killed = await step.run('main', { ...INPUTS, run: 'exit 137' }, env)
    expect(killed.outputs).toMatchObject({
      verdict: 'inconclusive',
      reason: 'killed',
      'failure-class': 'infrastructure',
    })
  })

  test('what an earlier attempt of the same job left is ended first; another job’s is not', async () => {
    const left = async (attempt: string, job: string): Promise<void> => {
      const running = step.run(
        'main',
        { ...INPUTS, run: `touch ${job}; while :; do sleep 0.05; done` },
        { ...env, GITHUB_RUN_ATTEMPT: attempt, GITHUB_JOB: job },
      )
      await step.untilFile(join(step.workspace, job))
      step.signal('SIGKILL')
      await running
    }
    await left('1', 'train')
    await left('1', 'other')
    const again = await step.run(
      'main',
      { ...INPUTS, run: 'true' },
      { ...env, GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'train' },
    )
    expect(again.stdout).toContain('An earlier attempt of this job left')
    expect(readdirSync(state).filter((name) => name.startsWith('c-'))).toHaveLength(1)
    const other = await step.run(
      'main',
      { ...INPUTS, run: 'true' },
      { ...env, GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'other' },
    )
    expect(other.outputs['verdict']).toBe('pass')
  })

  test.each([
    ['engine-unavailable', { daemon: 'down' }, 'inconclusive', 'infrastructure'],
    ['image-unavailable', { images: {} }, 'inconclusive', 'infrastructure'],
    [
      'device-unavailable',
      {
        runError: {
          code: 125,
          text: 'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]].',
        },
      },
      'inconclusive',
      'infrastructure',
    ],
    [
      'command-not-found',
      {
        runError: {
          code: 127,
          text: 'docker: Error response from daemon: exec: "x": executable file not found in $PATH',
        },
      },
      'fail',
      'code',
    ],
  ])('%s', async (reason, more, verdict, failureClass) => {
    settings(more)
    const result = await step.run('main', { ...INPUTS, command: 'python train.py' }, env)
    expect(result.outputs).toMatchObject({ reason, verdict, 'failure-class': failureClass })
    expect(result.exitCode).toBe(1)
  })
})
