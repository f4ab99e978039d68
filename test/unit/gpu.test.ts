import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  checkCuda,
  type Device,
  type Discovery,
  discoverAmd,
  discoverNvidia,
  newestCuda,
  type Tools,
} from '@ml-actions/gpu'
import { endProcess } from '../support/hanging.ts'
import { machinePath, sysWith, tool } from './gpu-machine.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gpu-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function discover(
  machine: string,
  more: { readonly log?: string; readonly timeoutMs?: number; readonly bus?: Record<string, string> } = {},
): Promise<Discovery> {
  const env = { PATH: await machinePath(folder, machine, more.log) }
  return discoverNvidia({ env, timeoutMs: more.timeoutMs ?? 20_000, sysRoot: await sysWith(folder, more.bus ?? {}) })
}

function found(discovery: Discovery): Extract<Discovery, { kind: 'found' }> {
  if (discovery.kind !== 'found') throw new Error(JSON.stringify(discovery))
  return discovery
}

const evidence = (device: Device | undefined, check: string): readonly string[] =>
  (device?.findings ?? [])
    .filter((each) => each.check === check)
    .map(({ value, evidence: text }) => `${value}: ${text}`)

describe('recorded machines', () => {
  // Values from the captures that test/fixtures/gpu/README.md names.
  test.each([
    ['h200', '590.48.01', '13.1', ['ok', 'ok', 'ok', 'ok']],
    ['h200-mig', '590.48.01', '13.1', ['ok', 'ok', 'ok', 'ok']],
    ['rtx2080s-610', '610.57.04', '13.3', ['ok']],
    ['a100-535', '535.54.03', '12.2', ['ok']],
    // No recovery action, no reset status, and a kernel log that this user may not read: nothing tells.
    ['t4-515', '515.105.01', '11.7', ['unknown']],
    ['h200-two-bad', '590.48.01', '13.1', ['ok', 'bad', 'bad', 'ok']],
    ['h200-lost', '590.48.01', '13.1', ['ok', 'ok', 'ok', 'bad']],
  ])('%s', async (machine, driver, cuda, health) => {
    const { devices, driverVersion, cudaVersion, vendor } = found(await discover(machine))
    expect({ vendor, driverVersion, cudaVersion, health: devices.map((device) => device.health) }).toEqual({
      vendor: 'nvidia',
      driverVersion: driver,
      cudaVersion: cuda,
      health,
    })
  })

  test('a GPU in MIG mode is replaced by its parts, with UUIDs of one tool output and memory of another', async () => {
    const { devices } = found(await discover('h200-mig'))
    expect(devices.map(({ id, kind, name, memoryBytes }) => [id, kind, name, (memoryBytes ?? 0) / 2 ** 20])).toEqual([
      ['MIG-11111111-2222-5333-8444-555555555550', 'mig', 'NVIDIA H200 MIG 1c.3g.71gb', 71_424],
      ['MIG-11111111-2222-5333-8444-555555555551', 'mig', 'NVIDIA H200 MIG 1c.3g.71gb', 71_424],
      ['MIG-11111111-2222-5333-8444-555555555552', 'mig', 'NVIDIA H200 MIG 2g.35gb', 34_176],
      ['GPU-00000001-8f0e-4f0f-9e2c-1f2d3a4b5c6d', 'gpu', 'NVIDIA H200', 143_771],
    ])
  })

  test('a kernel log that can’t be read stays unknown by name, and the recovery action covers it', async () => {
    const { devices } = found(await discover('h200'))
    expect(devices[0]?.findings.find(({ check }) => check === 'xid')).toMatchObject({
      value: 'unknown',
      coveredBy: 'recovery-action',
    })
  })

  test('what makes a device bad is its evidence', async () => {
    const { devices } = found(await discover('h200-two-bad'))
    expect(evidence(devices[1], 'recovery-action')).toEqual(['bad: The driver’s recovery action is Reset.'])
    expect(evidence(devices[2], 'row')).toEqual([
      'bad: memory.used reads ERR!.',
      'bad: utilization.gpu reads [Unknown Error].',
    ])
  })

  test('a narrow link and a driver that unloads are warnings', async () => {
    const { devices } = found(await discover('rtx2080s-610'))
    const warned = devices[0]?.findings.filter(({ warning }) => warning).map(({ check }) => check)
    expect(warned).toEqual(['link', 'persistence-mode'])
  })
})

describe('Xid', () => {
  const line = (address: string, code: number): string =>
    `[  12.5] NVRM: Xid (PCI:${address}): ${code}, pid='<unknown>', name=<unknown>, something happened.`

  test.each([
    // address in the kernel's log, Xid, health with a recovery action of None (H200), without one (T4)
    [79, 'bad', 'bad'],
    [48, 'bad', 'bad'],
    [119, 'ok', 'bad'],
    [109, 'ok', 'bad'],
    [13, 'ok', 'ok'],
    [63, 'ok', 'ok'],
  ])('%d: %s where the driver asks for nothing, %s where it can’t tell', async (code, covered, alone) => {
    const log = [line('0000:84:00', code), line('0000:3b:00', code)].join('\n')
    const h200 = found(await discover('h200', { log }))
    expect(h200.devices.map(({ health }) => health)).toEqual(['ok', covered, 'ok', 'ok'])
    await rm(join(folder, 'sys'), { recursive: true })
    expect(found(await discover('t4-515', { log })).devices.map(({ health }) => health)).toEqual([alone])
  })
})

describe('no answer', () => {
  const BUS = { '0000:83:00.0': '0x10de' }

  test.each([
    ['version-mismatch', 18, 'different versions'],
    ['driver-not-loaded', 9, 'not loaded'],
    ['no-devices', 6, 'knows no device'],
  ])('%s with a device on the bus', async (machine, exitCode, why) => {
    expect(await discover(machine, { bus: BUS })).toMatchObject({
      kind: 'failed',
      exitCode,
      why: expect.stringContaining(why),
    })
  })

  test.each(['driver-not-loaded', 'no-devices'])('%s without one: the host has no GPU', async (machine) => {
    expect(await discover(machine)).toMatchObject({ kind: 'none' })
  })

  test('nothing is installed', async () => {
    const tools = { env: { PATH: join(folder, 'empty') }, timeoutMs: 1_000, sysRoot: await sysWith(folder, BUS) }
    expect(await discoverNvidia(tools)).toEqual({
      kind: 'none',
      why: expect.stringContaining('1 NVIDIA devices are on the bus'),
    })
    expect(await discoverAmd(tools)).toMatchObject({ kind: 'none' })
  })

  test('one that hangs and shrugs off SIGTERM is left after its limit', async () => {
    const startedAt = performance.now()
    const discovery = await discover('hangs', { timeoutMs: 300 })
    expect(discovery).toEqual({ kind: 'hung', command: 'nvidia-smi --help-query-gpu', limitMs: 300, unkillable: false })
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })

  test('one that not even SIGKILL ends is left as well', async () => {
    // A traced process that is killed is not reported to its parent until its tracer lets go (ptrace(2)), which looks to the
    // parent like a process that waits in the kernel.
    const bin = join(folder, 'bin')
    const traced = join(folder, 'traced.py')
    await writeFile(traced, TRACED)
    await tool(bin, 'nvidia-smi', `exec python3 '${traced}' '${folder}/tracer'`)
    const tools: Tools = {
      env: { PATH: `${bin}:${process.env['PATH']}` },
      timeoutMs: 3_000,
      sysRoot: await sysWith(folder, {}),
    }
    const discovery = await discoverNvidia(tools)
    const tracer = await readFile(join(folder, 'tracer'), 'utf8').catch(() => 'no tracer')
    if (/^\d+$/.test(tracer)) endProcess(Number(tracer))
    else console.warn(`not tested: this kernel allows no tracing here (${tracer})`)
    expect(discovery).toMatchObject({ kind: 'hung', unkillable: /^\d+$/.test(tracer) })
  })
})

const TRACED = `
import ctypes, os, sys, time
libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(0x59616d61, ctypes.c_ulong(-1), 0, 0, 0)
target = os.getpid()
if os.fork() == 0:
    os.setsid()
    for fd in (0, 1, 2):
        os.close(fd)
    ok = libc.ptrace(0x4206, target, None, None) == 0
    with open(sys.argv[1], "w") as file:
        file.write(str(os.getpid()) if ok else "errno %d" % ctypes.get_errno())
    time.sleep(60)
    os._exit(0)
time.sleep(60)
`

describe('AMD', () => {
  const gpu = {
    gpu: 0,
    asic: { market_name: 'AMD Instinct MI300X' },
    bus: { bdf: '0000:05:00.0' },
    vram: { size: { value: 196_592, unit: 'MB' } },
    driver: { name: 'amdgpu', version: '6.10.5' },
  }
  const metric = (count: unknown): object => ({
    gpu: 0,
    mem_usage: { used_vram: { value: 285, unit: 'MB' } },
    ecc: { total_uncorrectable_count: count },
  })
  const cases: readonly (readonly [string, unknown, unknown, string])[] = [
    ['ROCm 6: a list', [gpu], [metric(0)], 'ok'],
    ['ROCm 7: wrapped', { gpu_data: [gpu] }, { gpu_data: [metric(0)] }, 'ok'],
    ['errors', [gpu], [metric(3)], 'bad'],
    ['no count', [gpu], [metric('N/A')], 'unknown'],
  ]
  test.each(cases)('%s', async (_, statics, metrics, health) => {
    const bin = join(folder, 'bin')
    await tool(
      bin,
      'amd-smi',
      `case "$1" in static) echo '${JSON.stringify(statics)}';; metric) echo '${JSON.stringify(metrics)}';; esac`,
    )
    const sysRoot = await sysWith(folder, { '0000:05:00.0': '0x1002' }, 'renderD128')
    const { devices, driverVersion } = found(
      await discoverAmd({ env: { PATH: `${bin}:/usr/bin:/bin` }, timeoutMs: 5_000, sysRoot }),
    )
    expect(driverVersion).toBe('6.10.5')
    expect(devices).toMatchObject([
      { id: '/dev/dri/renderD128', vendor: 'amd', name: 'AMD Instinct MI300X', memoryBytes: 196_592 * 2 ** 20, health },
    ])
  })
})

describe('CUDA', () => {
  const check = async (script: string): ReturnType<typeof checkCuda> => {
    const bin = join(folder, 'bin')
    await tool(bin, 'python3', script)
    return checkCuda('GPU-1', { env: { PATH: `${bin}:/usr/bin:/bin` }, timeoutMs: 500 })
  }
  test.each([
    [
      'works, on the device that was named',
      '[ "$CUDA_VISIBLE_DEVICES" = GPU-1 ] && echo \'{"ran": true}\'',
      { kind: 'ok' },
    ],
    [
      'fails',
      'echo \'{"ran": true, "call": "cuInit", "code": 803, "name": "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"}\'',
      { kind: 'bad', evidence: 'cuInit returned 803 (CUDA_ERROR_SYSTEM_DRIVER_MISMATCH).' },
    ],
    [
      'has no library',
      'echo \'{"ran": false, "why": "libcuda.so.1: cannot open"}\'',
      { kind: 'not-run', why: 'libcuda.so.1: cannot open' },
    ],
    ['crashes', 'kill -SEGV $$', { kind: 'bad' }],
    ['hangs', 'sleep 60', { kind: 'bad' }],
    ['is an old Python', 'echo "SyntaxError" >&2; exit 1', { kind: 'not-run' }],
  ])('%s', async (_, script, expected) => {
    expect(await check(script)).toMatchObject(expected)
  })

  test('without the library the real program says that it was not run', async () => {
    const result = await checkCuda('GPU-1', { env: process.env, timeoutMs: 20_000 })
    // Where a driver is installed there is no such device.
    expect(['not-run', 'bad']).toContain(result.kind)
  })

  test.each([
    ['595.45.04', '13.2'],
    ['580.65.06', '13.0'],
    ['570.86.10', '12.8'],
    ['550.54.14', '12.4'],
    ['550.54.13', '12.3'],
    ['390.157', undefined],
  ])('driver %s runs CUDA %s', (driver, cuda) => {
    expect(newestCuda(driver)).toBe(cuda)
  })
})
