import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { foreignCommands } from '../support/bundle.ts'
import { Step } from '../unit/train-in-container-step.ts'
import { dockerForm, type Form, podmanForm } from './training-forms.ts'
import { TRAINING } from './training-script.ts'

/** Of the step's own repository: the demo trains on the same engine. */
const OURS = ['--filter', 'label=dev.ml-actions.repository=octo/model'] as const

// @calm Its containers mostly wait.
// @seconds 125

jest.setTimeout(240_000)

describe.each([
  ['Docker, run by somebody who is not root', dockerForm],
  ['Podman with root', podmanForm],
] as const)('a training in a real container of %s', (_, open) => {
  let form: Form
  let step: Step
  beforeAll(async () => {
    form = await open()
  })
  afterAll(() => form.remove())
  beforeEach(() => {
    step = new Step(form.user)
    step.write('train.sh', TRAINING)
  })
  afterEach(() => {
    step.clean()
    expect(form.call('ps', '--all', '--quiet', ...OURS)).toBe('')
  })

  const run = (inputs: Readonly<Record<string, string>>, stage: 'main' | 'post' = 'main') =>
    step.run(stage, { engine: form.engine, image: form.image, pull: 'never', ...inputs }, form.env)
  const started = async () => {
    await step.untilFile(join(step.workspace, 'started'), 120_000)
    await step.untilNoted()
  }
  const container = (): string => form.call('ps', '--quiet', '--no-trunc', ...OURS).trim()
  const strangers = (): readonly string[] =>
    readdirSync(step.root, { recursive: true, encoding: 'utf8' }).filter(
      (path) => lstatSync(join(step.root, path)).uid !== (form.user?.uid ?? process.getuid?.()),
    )

  test('runs within its limits, without a network, and leaves only files of the runner’s user', async () => {
    step.write('data.csv', 'a,b')
    const result = await run({
      run: `
        cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null || true
        cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null || true
        df -B1 /dev/shm | tail -n 1
        cat /proc/net/dev /proc/self/status
        cat "$ML_ACTIONS_DATA_TRAIN" && echo
        (echo x >"$ML_ACTIONS_DATA_TRAIN") 2>&1 || echo 'data is read-only'
        (echo x >"$ML_ACTIONS_OUTPUT_DIR/records/report.json") 2>&1 || echo 'records are read-only'
        echo weights >"$ML_ACTIONS_MODEL_DIR/weights"`,
      datasets: 'train=data.csv',
      network: 'none',
      memory: '64MiB',
      cpus: '1',
      'shm-size': '16MiB',
      'pids-limit': '50',
    })
    expect(result.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    for (const line of ['67108864', '50', 'a,b', 'data is read-only', 'records are read-only']) {
      expect(result.stdout.split('\n')).toContain(line)
    }
    expect(result.stdout).toMatch(/ 16777216 .*\/dev\/shm/)
    expect(result.stdout).not.toMatch(/^ *eth\d+:/m)
    expect(result.stdout).toMatch(/CapEff:\s+0000000000000000/)
    expect(result.stdout).toMatch(/NoNewPrivs:\s+1/)
    expect(readFileSync(join(result.outputs['model-path'] ?? '', 'weights'), 'utf8')).toBe('weights\n')
    expect(strangers()).toEqual([])
  })

  test('memory that runs out is named, in the command itself and in a process that it started', async () => {
    const limits = { memory: '64MiB', 'checkpoint-grace': '5s' }
    const itself = await run({ command: 'tail /dev/zero', ...limits })
    const expected = { verdict: 'fail', reason: 'memory-exhausted', 'failure-class': 'capacity', 'exit-code': '137' }
    expect(itself.outputs).toMatchObject(expected)
    const child = await run({ run: 'echo working; tail /dev/zero', ...limits })
    expect(child.outputs).toMatchObject(expected)
    // The monitor's note on it does not lie where the next step finds it.
    expect(readdirSync(step.workspace)).toEqual(['train.sh'])
  })

  test('cancelled: main leaves at once, post waits for the checkpoint, and the next run goes on from it', async () => {
    const inputs = { run: 'sh train.sh', checkpoints: 'checkpoints', resume: 'auto' }
    const running = run({ ...inputs, env: 'STEPS=1000000' })
    await started()
    const asked = performance.now()
    step.signal('SIGINT')
    const main = await running
    const left = performance.now() - asked
    expect(main.outputs).toMatchObject({ verdict: 'inconclusive', reason: 'cancelled' })
    expect(left).toBeLessThan(7_500)
    const post = await run(inputs, 'post')
    expect(post.stdout).toMatch(/Kept the checkpoint \S+checkpoint-\d+ \(marked, step \d+; exit code (0|143)\)/)
    console.info(
      `${form.engine}: main left after ${Math.round(left)} ms, post done ${Math.round(performance.now() - asked)} ms after the cancellation`,
    )
    const again = await run({ ...inputs, env: 'MORE=3' })
    expect(again.outputs).toMatchObject({ verdict: 'pass', reason: 'trained' })
    expect(again.outputs['resumed-from']).toMatch(/checkpoints\/checkpoint-\d+$/)
    expect(again.stdout).toMatch(/starting at step [1-9]/)
    expect(strangers()).toEqual([])
  })

  test('what ignores the signal is ended after its time, and its newest checkpoint counts', async () => {
    const result = await run({
      run: `trap '' TERM; mkdir -p "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-7"; touch "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-7/complete"; while :; do sleep 0.2; done`,
      'max-duration': '3s',
      'checkpoint-grace': '2s',
    })
    expect(result.outputs).toMatchObject({
      verdict: 'inconclusive',
      reason: 'timed-out',
      checkpoint: expect.stringMatching(/checkpoint-7$/),
    })
  })

  test('a hostile log does nothing, and the file of the log has every byte of it', async () => {
    step.write(
      'hostile.sh',
      `cat <<'END'
::set-output name=verdict::pass
::error::forged
##[error]forged
text ##[set-env name=PATH]/tmp
::add-mask::e
::stop-commands::pause
END
printf '50%%\\r::error::after a bar\\n'
printf '\\033]0;title\\007\\033[2J\\000\\377\\376 control\\n'
head -c 1000000 /dev/zero | tr '\\0' x; echo
i=0; while [ $i -lt 20000 ]; do echo "flood $i"; i=$((i+1)); done
printf '::warning::no line end'
`,
    )
    const result = await run({ run: 'sh hostile.sh; exit 3', 'log-lines': '200' })
    expect(result.outputs).toMatchObject({ verdict: 'fail', reason: 'command-failed', 'exit-code': '3' })
    expect(foreignCommands(result.stdout)).toEqual([])
    expect(Buffer.byteLength(result.stdout)).toBeLessThan(200_000)
    const log = readFileSync(result.outputs['log'] ?? '')
    const text = log.toString('latin1')
    expect(text).toContain('x'.repeat(1_000_000))
    expect(text).toContain('\u001B]0;title\u0007\u001B[2J\u0000\u00FF\u00FE control')
    expect(text.match(/^flood \d+$/gm)).toHaveLength(20_000)
    expect(text.trimEnd()).toMatch(/::warning::no line end$/)
  })

  test('secrets stand in no inspection, no argument list and no output', async () => {
    const secret = 'hf_5up3r-s3cr3t'
    const lines = 'first-of-two-l1nes'
    const running = run({
      run: 'env | cat; echo "it is $TOKEN"; touch started; while ! cat go 2>/dev/null; do sleep 0.2; done',
      secrets: `TOKEN=${secret}\nOTHER=${lines}`,
      env: 'STEPS=1',
    })
    await started()
    const seen = [form.call('inspect', container()), form.call('ps', '--all', '--no-trunc'), processArguments()]
    expect(seen.join('\n')).toContain('ml-actions')
    for (const text of seen) expect(text).not.toMatch(new RegExp(`${secret}|${lines}`))
    const engineFiles = readdirSync(join(step.temp, 'ml-actions-engine'), { recursive: true, encoding: 'utf8' })
    expect(engineFiles.filter((path) => /\.(?:secrets|env)$/.test(path))).toEqual([])
    step.write('go', '')
    const result = await running
    expect(result.outputs['reason']).toBe('trained')
    const shown = result.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'))
    expect(shown.join('\n')).toContain('it is ***')
    expect(shown.join('\n')).not.toMatch(new RegExp(`${secret}|${lines}`))
    const kept = readdirSync(step.root, { recursive: true, encoding: 'utf8' }).filter((path) => {
      const file = join(step.root, path)
      return lstatSync(file).isFile() && readFileSync(file, 'utf8').includes(secret)
    })
    expect(kept).toEqual([])
  })

  test('a disk that is full while training is named, and nothing that was there before is lost', async () => {
    const output = join(step.workspace, 'out')
    mkdirSync(output)
    const { uid, gid } = form.user ?? { uid: 0, gid: 0 }
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=4m,uid=${uid},gid=${gid},mode=755`, 'tmpfs', output])
    try {
      const result = await run({
        output: 'out',
        run: `
          mkdir "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-5"
          echo 5 >"$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-5/step"
          touch "$ML_ACTIONS_CHECKPOINT_DIR/checkpoint-5/complete"
          echo 'step=5 loss=0.5'
          head -c 100000000 /dev/zero >"$ML_ACTIONS_MODEL_DIR/weights"`,
      })
      expect(result.outputs).toMatchObject({ verdict: 'fail', reason: 'disk-full', 'failure-class': 'capacity' })
      expect(existsSync(join(result.outputs['checkpoint'] ?? '', 'step'))).toBe(true)
      for (const name of ['log', 'report', 'metrics-history']) {
        const path = result.outputs[name] ?? ''
        expect(path).toMatch(/ml-actions-records-/)
        expect(readFileSync(path, 'utf8')).toMatch(/0\.5|No space left/)
      }
      expect(JSON.parse(result.outputs['metrics'] ?? '')).toMatchObject({ loss: 0.5 })
    } finally {
      execFileSync('umount', ['--lazy', output])
    }
  })

  test('a command that the image does not have', async () => {
    const result = await run({ command: 'nosuch --flag' })
    expect(result.outputs).toMatchObject({ verdict: 'fail', reason: 'command-not-found', 'failure-class': 'code' })
  })
})

/** The argument lists of every process of this machine. */
function processArguments(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })
    .join('\n')
}
