import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, ask, type Tools } from '../ask.ts'
import { type Device, type Discovery, type Finding, healthOf } from '../device.ts'
import { devicesOnBus } from '../pci.ts'
import { bytesAt, type Json, numberAt, readGpus, textAt } from './json.ts'

const TOOL = 'amd-smi'
const STATIC = ['static', '--json', '--asic', '--vram', '--bus']

/** AMD's devices by their render node, which is what containers get. */
export async function discoverAmd(tools: Tools): Promise<Discovery> {
  const onBus = await devicesOnBus('amd', tools.sysRoot)
  let answer = await ask(TOOL, [...STATIC, '--driver'], tools)
  // Versions before 24.5 don't know `--driver`.
  if (answer.kind === 'answered' && answer.exitCode !== 0) answer = await ask(TOOL, STATIC, tools)
  if (answer.kind === 'absent') {
    return onBus.length === 0
      ? { kind: 'none', why: 'There is no AMD device on the bus, and no `amd-smi`.' }
      : { kind: 'none', why: `${onBus.length} AMD devices are on the bus, but \`amd-smi\` is not installed.` }
  }
  if (answer.kind === 'hung') return hung(STATIC, answer, tools)
  const gpus = answer.exitCode === 0 ? readGpus(answer.stdout) : undefined
  if (gpus === undefined || gpus.length === 0) {
    if (onBus.length === 0)
      return { kind: 'none', why: 'There is no AMD device on the bus; `amd-smi` finds none either.' }
    const text = `${answer.stdout}\n${answer.stderr}`.trim()
    return {
      kind: 'failed',
      command: command(STATIC),
      exitCode: answer.exitCode,
      why: 'amd-smi finds no device though the bus shows some.',
      text,
    }
  }
  const metricArgs = ['metric', '--json', '--ecc', '--mem-usage']
  const metric = await ask(TOOL, metricArgs, tools)
  if (metric.kind === 'hung') return hung(metricArgs, metric, tools)
  const metrics = metric.kind === 'answered' && metric.exitCode === 0 ? (readGpus(metric.stdout) ?? []) : []
  const devices = await Promise.all(gpus.map((gpu) => deviceOf(gpu, metrics, tools.sysRoot)))
  const driverVersion = gpus
    .map((gpu) => textAt(gpu, 'driver', 'version') ?? textAt(gpu, 'driver', 'driver_version'))
    .find((version) => version !== undefined)
  const found = devices.filter((device) => device !== undefined)
  return {
    kind: 'found',
    vendor: 'amd',
    devices: found,
    processes: [],
    notes: found.length < gpus.length ? [`${gpus.length - found.length} AMD devices have no render node here.`] : [],
    missingOnBus: Math.max(0, onBus.length - gpus.length),
    ...(driverVersion === undefined ? {} : { driverVersion }),
  }
}

async function deviceOf(gpu: Json, metrics: readonly Json[], sysRoot = '/sys'): Promise<Device | undefined> {
  const index = numberAt(gpu, 'gpu') ?? 0
  const pciAddress = textAt(gpu, 'bus', 'bdf')?.toLowerCase()
  const node = pciAddress === undefined ? undefined : await renderNode(pciAddress, sysRoot)
  if (pciAddress === undefined || node === undefined) return undefined
  const metric = metrics.find((each) => numberAt(each, 'gpu') === index)
  const findings = judge(metric)
  const [total, used] = [bytesAt(gpu, 'vram', 'size'), bytesAt(metric, 'mem_usage', 'used_vram')]
  return {
    id: node,
    vendor: 'amd',
    kind: 'gpu',
    index,
    name: textAt(gpu, 'asic', 'market_name') ?? 'AMD GPU',
    pciAddress,
    findings,
    health: healthOf(findings),
    ...(total === undefined ? {} : { memoryBytes: total }),
    ...(used === undefined ? {} : { memoryUsedBytes: used }),
  }
}

async function renderNode(pciAddress: string, sysRoot: string): Promise<string | undefined> {
  const drm = await readdir(join(sysRoot, 'bus/pci/devices', pciAddress, 'drm')).catch((): string[] => [])
  const node = drm.find((name) => /^renderD\d+$/.test(name))
  return node === undefined ? undefined : `/dev/dri/${node}`
}

function judge(metric: Json | undefined): Finding[] {
  const count = numberAt(metric, 'ecc', 'total_uncorrectable_count')
  if (count === undefined) {
    return [{ check: 'ecc', value: 'unknown', evidence: 'amd-smi tells no count of uncorrectable memory errors.' }]
  }
  return [
    {
      check: 'ecc',
      value: count > 0 ? 'bad' : 'ok',
      evidence: `${count} uncorrectable memory errors since the driver was loaded.`,
    },
  ]
}

function hung(args: readonly string[], { unkillable }: Extract<Answer, { kind: 'hung' }>, tools: Tools): Discovery {
  return { kind: 'hung', command: command(args), limitMs: tools.timeoutMs, unkillable }
}

function command(args: readonly string[]): string {
  return [TOOL, ...args].join(' ')
}
