import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { fetchByDigest, isTrainingProvenance, parseTrustPolicy, verify } from '@ml-actions/attestation'
import { probeNamespaces } from '@ml-actions/container-engine'
import { openRepository, parseDigest, parseRepository } from '@ml-actions/registry'
import { type SandboxRegistry, startRegistry } from '@ml-actions/sandbox'
import { Step } from './train-in-container-step.ts'

const support = await probeNamespaces({ PATH: process.env['PATH'] })
if (!support.available) console.warn(`runs on the host are tested with best effort only: ${support.why}`)
const HOST = { engine: 'host', isolation: support.available ? 'required' : 'best-effort' }

let step: Step
beforeEach(() => {
  step = new Step()
})
afterEach(() => {
  step.clean()
  const left = execFileSync('sh', ['-c', `grep -lzs "ML_ACTIONS_OUTPUT_DIR=${step.root}" /proc/[0-9]*/environ || true`])
  expect(left.toString()).toBe('')
})

/** Saves a checkpoint with a marker each step; asked to end, takes a moment, saves once more and leaves. */
const TRAINING = `
import json, os, pathlib, signal, sys, time
stop = False
def ask(*_):
    global stop
    stop = True
signal.signal(signal.SIGTERM, ask)
root = pathlib.Path(os.environ['ML_ACTIONS_CHECKPOINT_DIR'])
resume = os.environ.get('ML_ACTIONS_RESUME_FROM')
step = json.loads((pathlib.Path(resume) / 'state.json').read_text())['step'] if resume else 0
print('starting at step', step)
def save():
    path = root / f'checkpoint-{step}'
    path.mkdir(exist_ok=True)
    (path / 'state.json').write_text(json.dumps({'step': step}))
    (path / 'complete').touch()
while step < int(os.environ['STEPS']):
    step += 1
    print(json.dumps({'step': step, 'loss': 1 / step}), flush=True)
    if step % 5 == 0: save()
    if step == 7: pathlib.Path('seven').touch()
    if stop:
        time.sleep(0.6)
        save()
        sys.exit(0)
    time.sleep(float(os.environ.get('PAUSE', '0')))
model = pathlib.Path(os.environ['ML_ACTIONS_MODEL_DIR'])
(model / 'weights.json').write_text('[1, 2, 3]')
`

describe('a training on the host', () => {
  test('runs to its end: metrics, checkpoint, summary, and what it prints gives no commands', async () => {
    step.write(
      'train.py',
      `${TRAINING}
print('::set-output name=verdict::forged')
print('text\\r::error::forged')
print('mid ##[error]forged')
print('the token is', os.environ['TOKEN'])
`,
    )
    const result = await step.run('main', {
      ...HOST,
      command: 'python3 train.py',
      env: 'STEPS=12',
      secrets: 'TOKEN=s3cr3t-value',
      output: 'build/train',
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(result.outputs).toMatchObject({
      verdict: 'pass',
      reason: 'trained',
      'failure-class': '',
      'exit-code': '0',
      output: join(step.workspace, 'build/train'),
      checkpoint: join(step.workspace, 'build/train/checkpoints/checkpoint-10'),
    })
    expect(JSON.parse(result.outputs['metrics'] ?? '')).toEqual({ loss: 1 / 12 })
    expect(result.summary).toContain('xychart-beta')
    expect(
      result.stdout.split(/[\r\n]+/).filter((line) => /^\s*::(set-output|error)/.test(line) || line.includes('##[')),
    ).toEqual([])
    const log = readFileSync(result.outputs['log'] ?? '', 'utf8')
    expect(log).toContain('the token is ***')
    expect(log).not.toContain('s3cr3t-value')
    const report: unknown = JSON.parse(readFileSync(result.outputs['report'] ?? '', 'utf8'))
    expect(report).toMatchObject({ verdict: 'pass', checkpoint: { layout: 'marked', step: 10 } })
    expect(existsSync(join(step.workspace, 'build/train/model/weights.json'))).toBe(true)

    const again = await step.run('main', {
      ...HOST,
      command: 'python3 train.py',
      env: 'STEPS=12\nTOKEN=x',
      output: 'build/train',
      resume: 'auto',
    })
    expect(again.outputs).toMatchObject({
      verdict: 'pass',
      'resumed-from': join(step.workspace, 'build/train/checkpoints/checkpoint-10'),
    })
    expect(again.stdout).toContain('starting at step 10')
  })

  test('cancelled: main leaves at once, post waits for the new checkpoint and ends the run', async () => {
    step.write('train.py', TRAINING)
    const inputs = { ...HOST, command: 'python3 train.py', env: 'STEPS=100000\nPAUSE=0.05', checkpoints: 'kept' }
    const running = step.run('main', inputs)
    await step.untilFile(join(step.workspace, 'seven'))
    const asked = Date.now()
    step.signal('SIGINT')
    const main = await running
    expect(Date.now() - asked).toBeLessThan(5_000)
    expect(main.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled', 'failure-class': 'cancelled' })
    expect(main.exitCode).toBe(1)
    const post = await step.run('post', inputs)
    expect(post.exitCode).toBe(0)
    const kept = /Kept the checkpoint (\S+) \(marked, step (\d+); exit code 0\)/.exec(post.stdout)
    expect(existsSync(join(kept?.[1] ?? '', 'complete'))).toBe(true)
    expect(post.summary).toContain('Kept the checkpoint')

    const resumed = await step.run('main', { ...inputs, env: `STEPS=${Number(kept?.[2]) + 3}`, resume: 'auto' })
    expect(resumed.stdout).toContain(`starting at step ${kept?.[2]}`)
    expect(resumed.outputs).toMatchObject({ verdict: 'pass', 'resumed-from': kept?.[1] })
  })

  test('main killed: post asks the run itself, and keeps what it saves', async () => {
    step.write('train.py', TRAINING)
    const inputs = { ...HOST, command: 'python3 train.py', env: 'STEPS=100000\nPAUSE=0.05' }
    const running = step.run('main', inputs)
    await step.untilFile(join(step.workspace, 'seven'))
    step.signal('SIGKILL')
    expect((await running).exitCode).toBeNull()
    const post = await step.run('post', inputs)
    expect(post.stdout).toMatch(/Kept the checkpoint \S+ \(marked, step \d+; exit code 0\)/)
  })

  test('cancelled without an answer: killed after the grace, and a torn checkpoint is none', async () => {
    const inputs = {
      ...HOST,
      run: `trap '' TERM; mkdir -p "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-1"; touch seven; while :; do sleep 0.05; done`,
      'checkpoint-grace': '500ms',
    }
    const running = step.run('main', inputs)
    await step.untilFile(join(step.workspace, 'seven'))
    step.signal('SIGINT')
    await running
    const post = await step.run('post', inputs)
    expect(post.stdout).toContain('No new complete checkpoint came after the cancellation')
  })

  test('max-duration ends it in time, with its checkpoint', async () => {
    step.write('train.py', TRAINING)
    const result = await step.run('main', {
      ...HOST,
      run: 'python3 train.py\ntouch never',
      env: 'STEPS=100000\nPAUSE=0.05',
      'max-duration': '1500ms',
    })
    expect(result.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'timed-out', 'failure-class': 'timeout' })
    expect(result.outputs['checkpoint']).toMatch(/checkpoint-\d+$/)
    expect(existsSync(join(step.workspace, 'never'))).toBe(false)
  })

  test.each([
    ['import nothing_of_this_name', 'command-failed', 'code', 'fail'],
    ['raise MemoryError', 'memory-exhausted', 'capacity', 'fail'],
    ['open("data/train.csv")', 'data-unreadable', 'data', 'fail'],
    ['import os, signal; os.kill(os.getpid(), signal.SIGTERM)', 'preempted', 'preempted', 'inconclusive'],
    ['print("{\'loss\': nan}")', 'metrics-not-finite', 'code', 'fail'],
    ['raise RuntimeError("CUDA error: unspecified launch failure")', 'gpu-failed', 'infrastructure', 'inconclusive'],
  ])('%s is told as %s', async (code, reason, failureClass, verdict) => {
    const result = await step.run('main', { ...HOST, command: JSON.stringify(['python3', '-c', code]) })
    expect(result.outputs).toMatchObject({ verdict, reason, 'failure-class': failureClass })
    expect(result.exitCode).toBe(1)
  })

  test('a foreign directory is not cleared', async () => {
    step.write('precious/thesis.tex', 'years of work')
    const result = await step.run('main', { ...HOST, command: 'true', output: 'precious' })
    expect(result.outputs).toMatchObject({ verdict: 'fail', reason: 'output-not-empty' })
    expect(existsSync(join(step.workspace, 'precious/thesis.tex'))).toBe(true)
  })

  test('what is wrong with the inputs is told at once, each with its reason', async () => {
    const result = await step.run('main', {
      engine: 'host',
      image: 'x',
      command: 'a | b',
      run: 'c',
      'checkpoint-grace': '9m',
      purpose: 'evaluate',
    })
    expect(result.outputs).toMatchObject({ reason: 'invalid-input' })
    for (const text of [
      'either `command`',
      'means something to a shell',
      'can’t use an image',
      'five minutes in all',
      'digest of the model',
    ]) {
      expect(result.stdout).toContain(text)
    }
  })
})

describe('with a registry', () => {
  let registry: SandboxRegistry
  const folder = mkdtempSync(join(tmpdir(), 'train-registry-'))
  const account = { username: 'user', password: 'a-password' }
  beforeAll(async () => {
    registry = await startRegistry({ dir: folder, ...account })
  })
  afterAll(async () => {
    await registry.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const policy = async () => parseTrustPolicy(keys.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  const registryInputs = () => ({
    'model-repository': `${registry.host}/octo/models`,
    'registry-username': account.username,
    'registry-password': account.password,
    sign: 'key',
    'signing-key': pem,
  })
  const client = () => openRepository(parseRepository(`${registry.host}/octo/models`), { credentials: account })

  test('a model is pushed and proven; an evaluation gets it read-only, offline, and proves its predictions', async () => {
    step.write('train.py', TRAINING)
    step.write('data/train.csv', 'id,x\n1,2\n')
    const trained = await step.run('main', {
      ...HOST,
      ...registryInputs(),
      command: 'python3 train.py',
      env: 'STEPS=3',
      datasets: 'train=data/train.csv',
    })
    expect(trained.outputs).toMatchObject({ verdict: 'pass' })
    const model = parseDigest(trained.outputs['model'] ?? '')
    const stored = await fetchByDigest(client(), parseDigest(trained.outputs['attestation'] ?? ''))
    const verified = verify(stored, {
      policy: await policy(),
      subject: model,
      predicateType: 'https://slsa.dev/provenance/v1',
      now: new Date(),
      guard: isTrainingProvenance,
    })
    expect(verified).toMatchObject({ ok: true })
    const sha256 = createHash('sha256').update('id,x\n1,2\n').digest('hex')
    expect(verified.ok && verified.statement.predicate).toMatchObject({
      buildDefinition: {
        buildType: 'https://github.com/ml-actions/ml-actions/train/v1',
        resolvedDependencies: [
          { name: 'code', digest: { gitCommit: 'c'.repeat(40) } },
          {
            name: 'interpreter',
            uri: expect.stringMatching(/^pkg:generic\/python@3/),
            digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
          },
          { name: 'train', digest: { sha256 } },
        ],
      },
    })

    step.write('features.csv', 'id,x\n1,2\n')
    step.write(
      'score.py',
      `
import os, pathlib, socket
model = pathlib.Path(os.environ['ML_ACTIONS_MODEL_DIR'])
attempts = {
    'model': lambda: (model / 'weights.json').write_text('mine'),
    'source': lambda: pathlib.Path('left.txt').write_text('x'),
    'network': lambda: socket.create_connection(('127.0.0.1', ${registry.url.split(':').at(-1)}), 2),
}
for name, attempt in attempts.items():
    try:
        attempt()
        print(name, 'reached')
    except OSError as error:
        print(name, 'refused')
pathlib.Path(os.environ['ML_ACTIONS_PREDICTIONS']).write_text('id,prediction\\n1,' + (model / 'weights.json').read_text().strip('[]').split(',')[0])
print(pathlib.Path(os.environ['ML_ACTIONS_DATA_FEATURES']).read_text())
`,
    )
    const evaluated = await step.run('main', {
      ...HOST,
      ...registryInputs(),
      purpose: 'evaluate',
      command: 'python3 score.py',
      datasets: 'features=features.csv',
      model,
    })
    expect(evaluated.outputs).toMatchObject({ verdict: 'pass', reason: 'evaluated', model })
    const predictions = readFileSync(evaluated.outputs['predictions'] ?? '')
    expect(predictions.toString()).toBe('id,prediction\n1,1')
    const digest = createHash('sha256').update(predictions).digest('hex')
    expect(evaluated.outputs['predictions-digest']).toBe(`sha256:${digest}`)
    if (support.available) expect(evaluated.stdout).toMatch(/model refused\nsource refused\nnetwork refused\n/)
    const statement: unknown = JSON.parse(readFileSync(evaluated.outputs['statement'] ?? '', 'utf8'))
    expect(statement).toMatchObject({
      subject: [{ name: 'predictions.csv', digest: { sha256: digest } }],
      predicate: {
        buildDefinition: {
          internalParameters: {
            isolation: support.available
              ? { mechanism: 'namespaces', network: 'enforced', readOnlyMounts: 'enforced' }
              : { mechanism: 'none', network: 'not-enforced' },
          },
        },
      },
    })
    expect((await client().referrers(model)).map(({ digest: attached }) => String(attached)).toSorted()).toEqual(
      [trained.outputs['attestation'], evaluated.outputs['attestation']].map(String).toSorted(),
    )
  })

  test('wrong credentials and an unknown model are told apart from a bad training', async () => {
    const denied = await step.run('main', {
      ...HOST,
      ...registryInputs(),
      'registry-password': 'wrong',
      run: 'echo x >"$ML_ACTIONS_MODEL_DIR/weights"',
    })
    expect(denied.outputs).toMatchObject({
      verdict: 'inconclusive',
      reason: 'push-failed',
      'failure-class': 'infrastructure',
    })
    expect(existsSync(join(denied.outputs['model-path'] ?? '', 'weights'))).toBe(true)
    step.write('f.csv', '1')
    const unknown = await step.run('main', {
      ...HOST,
      ...registryInputs(),
      purpose: 'evaluate',
      run: 'true',
      datasets: 'f=f.csv',
      model: `sha256:${'0'.repeat(64)}`,
    })
    expect(unknown.outputs).toMatchObject({ verdict: 'fail', reason: 'model-unavailable' })
    const shown = `${denied.stdout}${unknown.stdout}`.split('\n').filter((line) => !line.startsWith('::add-mask::'))
    expect(shown.join('\n')).not.toContain(pem.split('\n')[1] ?? pem)
  })
})
