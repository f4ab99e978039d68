import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Conclusion, parseInputs, readContext, type Services, systemClock } from '@ml-actions/action'
import { acquire, type Grant, release, standpoint } from '@ml-actions/gpu'
import { type Definition, definition } from '../../actions/setup-gpu-runner/src/definition.ts'
import { readAllocation, visibleDevices } from '../../actions/setup-gpu-runner/src/inherited.ts'
import { post } from '../../actions/setup-gpu-runner/src/post.ts'
import { run } from '../../actions/setup-gpu-runner/src/run.ts'
import { machinePath, tool } from './gpu-machine.ts'

let folder = ''
let lines: string[] = []
let state: Map<string, string>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-gpu-'))
  await mkdir(join(folder, 'temp'))
  lines = []
  state = new Map()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Step {
  readonly services: Services
  readonly conclusion: Conclusion<Definition>
  readonly report: Readonly<Record<string, unknown>>
}

function servicesOf(env: Readonly<Record<string, string | undefined>>): Services {
  const say = (line: string): void => void lines.push(line)
  return {
    log: {
      info: say,
      debug: say,
      foreign: say,
      notice: say,
      warning: (line) => say(`warning: ${line}`),
      error: say,
      group: say,
      phase: (_, work) => work(),
    },
    clock: systemClock,
    env,
    context: readContext({ ...env, RUNNER_TEMP: join(folder, 'temp'), GITHUB_JOB: 'train' }),
    signal: new AbortController().signal,
    fetch,
    mask: () => undefined,
    saveState: (name, value) => void state.set(name, value),
    readState: (name) => state.get(name) ?? '',
  }
}

async function step(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Step> {
  const given = { 'lease-directory': join(folder, 'leases'), ...inputs }
  const variables = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
  const services = servicesOf(env)
  const conclusion = await run(parseInputs(definition, variables), services)
  const report: unknown = JSON.parse(await readFile(conclusion.outputs?.report ?? '', 'utf8'))
  if (typeof report !== 'object' || report === null) throw new Error('no report')
  return { services, conclusion, report: { ...report } }
}

const UUIDS = [0, 1, 2, 3].map((at) => `GPU-0000000${at}-8f0e-4f0f-9e2c-1f2d3a4b5c6d`)

describe('a job without GPUs', () => {
  test.each([
    [{ gpus: '0' }, 'pass', 'cpu-requested'],
    [{ gpus: '1', 'on-missing': 'cpu' }, 'pass', 'cpu-instead'],
    [{ gpus: '1' }, 'fail', 'no-driver'],
  ] as const)('%j: %s, %s', async (inputs, verdict, reason) => {
    const { conclusion, report } = await step(inputs, { PATH: join(folder, 'empty') })
    expect(conclusion).toMatchObject({ verdict, reason, outputs: { devices: '', count: '0', vendor: 'none' } })
    expect(conclusion.message).toMatch(verdict === 'pass' ? /runs on the CPU/ : /on-missing: cpu/)
    expect(report).toMatchObject({ schema: 1, verdict, reason, page: { title: 'GPUs', sections: expect.any(Array) } })
    expect(state.size).toBe(0)
  })
})

describe('a host of four H200', () => {
  test('grants two by UUID, and post gives them back', async () => {
    const env = { PATH: await machinePath(folder, 'h200'), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    const { conclusion, services } = await step({ gpus: '2' }, env)
    const devices = UUIDS.slice(0, 2).join(',')
    expect(conclusion).toMatchObject({
      verdict: 'pass',
      reason: 'granted',
      outputs: {
        devices,
        count: '2',
        vendor: 'nvidia',
        'cuda-visible-devices': devices,
        'docker-arguments': JSON.stringify(['--gpus', `"device=${devices}"`]),
        'driver-version': '590.48.01',
        'cuda-version': '13.1',
      },
    })
    expect(lines.join('\n')).toContain('not run: libcuda.so.1')
    expect((await readdir(join(folder, 'leases'))).filter((name) => name.endsWith('.lease'))).toHaveLength(2)
    // A second job gets the others, and a third none.
    const saved = state
    state = new Map()
    const second = await step({ gpus: 'all' }, env)
    expect(second.conclusion).toMatchObject({ verdict: 'inconclusive', reason: 'busy' })
    const third = await step({ gpus: '2' }, env)
    expect(third.conclusion.outputs?.devices).toBe(UUIDS.slice(2).join(','))
    await post(third.services)
    state = saved
    await post(services)
    expect(await readdir(join(folder, 'leases'))).toEqual(['lock'])
    expect(await readFile(join(folder, 'summary.md'), 'utf8')).toContain('GPU use')
    // Nothing is left to give back.
    await post(services)
  })

  test('says who holds what, and the place in the queue', async () => {
    const env = { PATH: await machinePath(folder, 'h200') }
    const grant = await heldBySomebody(UUIDS.slice(1), env)
    // Long enough to have looked twice on a busy machine.
    const { conclusion } = await step({ gpus: '2', wait: '3s' }, env)
    expect(conclusion).toMatchObject({ verdict: 'inconclusive', reason: 'busy', outputs: { devices: '' } })
    expect(conclusion.message).toContain('octo/other nightly')
    expect(lines.join('\n')).toContain('Waiting, number 1 in the queue; 1 of 2 free.')
    await release(grant, env)
  })

  test('drops only the bad ones', async () => {
    const env = { PATH: await machinePath(folder, 'h200-two-bad') }
    const { conclusion, services } = await step({ gpus: '2' }, env)
    expect(conclusion.outputs?.devices).toBe([UUIDS[0], UUIDS[3]].join(','))
    await post(services)
    const more = await step({ gpus: '3', 'on-missing': 'cpu' }, env)
    expect(more.conclusion).toMatchObject({ verdict: 'fail', reason: 'unhealthy' })
    expect(more.conclusion.message).toContain('recovery action is Reset')
    expect(await readdir(join(folder, 'leases'))).toEqual(['lock'])
  })

  test('a device that a stranger uses is left alone, and so is one that CUDA can’t use', async () => {
    const env = { PATH: await machinePath(folder, 'h200') }
    const bin = join(folder, 'bin')
    const { stdout } = await smi(bin)
    await tool(
      bin,
      'nvidia-smi',
      `case "$1" in --query-compute-apps*) echo '${UUIDS[0]}, 4242, 28234 MiB, ./burn, -x';; *) ${stdout};; esac`,
    )
    await tool(
      bin,
      'python3',
      `case $CUDA_VISIBLE_DEVICES in ${UUIDS[1]}) echo '{"ran": true, "call": "cuInit", "code": 999, "name": "CUDA_ERROR_UNKNOWN"}';; *) echo '{"ran": true}';; esac`,
    )
    const { conclusion, services } = await step({ gpus: '2', 'cuda-check': 'required' }, env)
    expect(conclusion).toMatchObject({ reason: 'granted', outputs: { devices: UUIDS.slice(2).join(',') } })
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([
      expect.stringContaining('./burn, -x (pid 4242)'),
      expect.stringContaining('cuInit returned 999'),
    ])
    await post(services)
    expect(await readdir(join(folder, 'leases'))).toEqual(['lock'])
  })

  test('cuda-check: required refuses what was not checked', async () => {
    const { conclusion } = await step({ 'cuda-check': 'required' }, { PATH: await machinePath(folder, 'h200') })
    expect(conclusion).toMatchObject({ verdict: 'inconclusive', reason: 'cuda-check-not-run' })
    expect(await readdir(join(folder, 'leases'))).toEqual(['lock'])
  })

  test('a lease directory that can’t be used grants nothing', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    const { conclusion } = await step({ 'lease-directory': file }, { PATH: await machinePath(folder, 'h200') })
    expect(conclusion).toMatchObject({ verdict: 'fail', reason: 'lease-unavailable' })
  })
})

describe('other hosts', () => {
  test.each([
    ['t4-515', {}, 'inconclusive', 'health-unknown'],
    ['t4-515', { 'unknown-health': 'accept' }, 'pass', 'granted'],
    ['h200-mig', { gpus: '4' }, 'pass', 'granted'],
    ['h200-mig', { gpus: '5' }, 'fail', 'too-few-devices'],
    ['h200-mig', { gpus: '5', 'on-missing': 'cpu' }, 'pass', 'cpu-instead'],
    ['hangs', { 'probe-timeout': '1s', 'on-missing': 'cpu' }, 'fail', 'probe-hung'],
    ['version-mismatch', { 'on-missing': 'cpu' }, 'fail', 'probe-failed'],
  ] as const)('%s with %j: %s, %s', async (machine, inputs, verdict, reason) => {
    const { conclusion, services } = await step(inputs, { PATH: await machinePath(folder, machine) })
    expect(conclusion).toMatchObject({ verdict, reason })
    await post(services)
  })
})

describe('what a scheduler has allocated', () => {
  test.each([
    [{ NVIDIA_VISIBLE_DEVICES: UUIDS[2] }, '1', 'inherited', UUIDS[2]],
    [{ NVIDIA_VISIBLE_DEVICES: '4,5,6,7' }, 'all', 'inherited', UUIDS.join(',')],
    [{ NVIDIA_VISIBLE_DEVICES: 'GPU-elsewhere' }, '1', 'allocation-mismatch', ''],
    [{ NVIDIA_VISIBLE_DEVICES: '0,1' }, '1', 'allocation-mismatch', ''],
    [{ SLURM_JOB_ID: '9', CUDA_VISIBLE_DEVICES: '1,3' }, '2', 'inherited', [UUIDS[1], UUIDS[3]].join(',')],
    [{ SLURM_JOB_ID: '9', CUDA_VISIBLE_DEVICES: '1,3' }, '3', 'allocation-mismatch', ''],
    [{ SLURM_JOB_ID: '9', CUDA_VISIBLE_DEVICES: '9' }, '1', 'allocation-mismatch', ''],
    [{ SLURM_JOB_ID: '9' }, '1', 'allocation-mismatch', ''],
    [{ SLURM_JOB_ID: '9', CUDA_VISIBLE_DEVICES: 'NoDevFiles' }, 'all', 'allocation-mismatch', ''],
  ] as const)('%j and gpus: %s: %s', async (variables, gpus, reason, devices) => {
    const { conclusion } = await step({ gpus }, { PATH: await machinePath(folder, 'h200'), ...variables })
    expect(conclusion).toMatchObject({ reason, outputs: { devices } })
    // Checked, and not leased again.
    expect(await readdir(folder)).not.toContain('leases')
    expect(state.size).toBe(0)
  })

  test.each(['all', 'none', 'void', ''])('NVIDIA_VISIBLE_DEVICES=%s is no allocation', (value) => {
    expect(readAllocation({ NVIDIA_VISIBLE_DEVICES: value })).toBeUndefined()
  })

  test('without word of it, everything that is seen is the job’s', () => {
    expect(
      visibleDevices(
        { kind: 'found', vendor: 'amd', devices: [], processes: [], notes: [], missingOnBus: 0 },
        undefined,
      ),
    ).toEqual([])
  })
})

async function heldBySomebody(devices: readonly string[], env: Readonly<Record<string, string>>): Promise<Grant> {
  const { self } = await standpoint()
  const outcome = await acquire({
    directory: join(folder, 'leases'),
    candidates: devices,
    count: devices.length,
    waitMs: 0,
    owner: { ...self, name: 'other' },
    label: { repository: 'octo/other', run: '1', job: 'nightly', runner: 'two' },
    env,
  })
  if (outcome.kind !== 'granted') throw new Error('busy')
  return outcome.grant
}

/** The command line of the recorded nvidia-smi. */
async function smi(bin: string): Promise<{ readonly stdout: string }> {
  const text = await readFile(join(bin, 'nvidia-smi'), 'utf8')
  return { stdout: text.split('\n')[1] ?? '' }
}
