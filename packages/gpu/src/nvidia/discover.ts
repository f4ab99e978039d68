import { type Answer, ask, type Tools } from '../ask.ts'
import { newestCuda } from '../cuda-version.ts'
import { type Device, type Discovery, type Finding, type GpuProcess, healthOf } from '../device.ts'
import { devicesOnBus } from '../pci.ts'
import { bytesOf, numberOf, textOf } from './cell.ts'
import { DRIVER_NOT_LOADED, INFOROM_CORRUPTED, meaningOf, NO_DEVICES } from './exit-codes.ts'
import { knownFields, unknownField } from './fields.ts'
import { judge } from './health.ts'
import { kernelAddress, lostDevices, type MigLine, type Row, readList, readProcesses, readRows } from './rows.ts'
import { type KernelLog, readKernelLog } from './xid.ts'
import { readXml, type XmlGpu } from './xml.ts'

const TOOL = 'nvidia-smi'

/** A call that did not answer, or answered that the driver is in no state to be asked. */
class Unanswered extends Error {
  readonly discovery: Discovery
  constructor(discovery: Discovery) {
    super(discovery.kind)
    this.discovery = discovery
  }
}

/** NVIDIA's devices, MIG instances instead of the GPUs that are cut into them, each with its health. */
export async function discoverNvidia(tools: Tools): Promise<Discovery> {
  try {
    return await discover(tools)
  } catch (error) {
    if (error instanceof Unanswered) return error.discovery
    throw error
  }
}

async function discover(tools: Tools): Promise<Discovery> {
  const onBus = await devicesOnBus('nvidia', tools.sysRoot)
  const help = await ask(TOOL, ['--help-query-gpu'], tools)
  if (help.kind === 'absent') {
    return onBus.length === 0
      ? { kind: 'none', why: 'There is no NVIDIA device on the bus, and no `nvidia-smi`.' }
      : { kind: 'none', why: `${onBus.length} NVIDIA devices are on the bus, but \`nvidia-smi\` is not installed.` }
  }
  const { rows, text } = await query(knownFields(said(help, '--help-query-gpu', tools)), onBus, tools)
  const [xmlText, log] = [await call(['-q', '-x'], tools), await readKernelLog(tools)]
  const xml = readXml(xmlText)
  const gpuOf = (row: Row): XmlGpu | undefined => xml.gpus.find(({ uuid }) => uuid === textOf(row.get('uuid')))
  const cut = rows.some((row) => isCut(row, gpuOf(row)))
  const list = cut ? readList(await call(['-L'], tools)) : []
  const devices = [
    ...rows.flatMap((row) => devicesOf(row, gpuOf(row), list, log)),
    ...lostDevices(text).map(({ address, text: evidence }) => lost(address, evidence)),
  ]
  const driverVersion = rows.map((row) => textOf(row.get('driver_version'))).find((version) => version !== undefined)
  const cudaVersion = textOf(xml.cudaVersion) ?? (driverVersion === undefined ? undefined : newestCuda(driverVersion))
  return {
    kind: 'found',
    vendor: 'nvidia',
    devices,
    processes: await computeProcesses(tools),
    notes: cut && list.length === 0 ? ['A GPU is in MIG mode and has no instances.'] : [],
    missingOnBus: Math.max(0, onBus.length - new Set(devices.map(({ pciAddress }) => pciAddress)).size),
    ...(driverVersion === undefined ? {} : { driverVersion }),
    ...(cudaVersion === undefined ? {} : { cudaVersion }),
  }
}

/** Asks for the fields; one that the driver does not know after all is dropped. */
async function query(
  fields: readonly string[],
  onBus: readonly string[],
  tools: Tools,
): Promise<{ readonly rows: readonly Row[]; readonly text: string }> {
  const args = [`--query-gpu=${fields.join(',')}`, '--format=csv,noheader']
  const answer = await ask(TOOL, args, tools)
  if (answer.kind !== 'answered') throw new Unanswered(silence(answer, args, tools))
  const text = `${answer.stdout}\n${answer.stderr}`
  const unknown = unknownField(text)
  if (unknown !== undefined && fields.includes(unknown)) {
    return query(
      fields.filter((field) => field !== unknown),
      onBus,
      tools,
    )
  }
  const { rows } = readRows(fields, answer.stdout)
  const there = rows.filter((row) => row.get('uuid')?.kind === 'value')
  // The table may follow a complaint about one device: those that answer are judged by their rows.
  if (there.length > 0) return { rows: there, text }
  const nothing =
    answer.exitCode === DRIVER_NOT_LOADED || answer.exitCode === NO_DEVICES || /No devices were found/.test(text)
  if (nothing && onBus.length === 0) {
    throw new Unanswered({ kind: 'none', why: 'There is no NVIDIA device on the bus; `nvidia-smi` finds none either.' })
  }
  throw new Unanswered(failure(answer, args))
}

async function call(args: readonly string[], tools: Tools): Promise<string> {
  const answer = await ask(TOOL, args, tools)
  return said(answer, args.join(' '), tools)
}

function said(answer: Answer, args: string, tools: Tools): string {
  if (answer.kind !== 'answered') throw new Unanswered(silence(answer, [args], tools))
  // What is missing then is unknown; whether the driver works is told by the query.
  return answer.exitCode === 0 || answer.exitCode === INFOROM_CORRUPTED ? answer.stdout : ''
}

function silence(answer: Exclude<Answer, { kind: 'answered' }>, args: readonly string[], tools: Tools): Discovery {
  const command = `${TOOL} ${args.join(' ')}`
  return answer.kind === 'hung'
    ? { kind: 'hung', command, limitMs: tools.timeoutMs, unkillable: answer.unkillable }
    : { kind: 'failed', command, exitCode: 127, why: 'nvidia-smi is gone.', text: '' }
}

function failure(answer: Extract<Answer, { kind: 'answered' }>, args: readonly string[]): Discovery {
  const text = `${answer.stdout}\n${answer.stderr}`.trim()
  const { exitCode } = answer
  return { kind: 'failed', command: `${TOOL} ${args.join(' ')}`, exitCode, why: meaningOf(exitCode, text), text }
}

function isCut(row: Row, xml: XmlGpu | undefined): boolean {
  return (textOf(row.get('mig.mode.current')) ?? textOf(xml?.migMode)) === 'Enabled'
}

function devicesOf(row: Row, xml: XmlGpu | undefined, list: readonly MigLine[], log: KernelLog): Device[] {
  const id = textOf(row.get('uuid')) ?? ''
  const index = numberOf(row.get('index')) ?? 0
  const name = textOf(row.get('name')) ?? 'GPU'
  const pciAddress = kernelAddress(textOf(row.get('pci.bus_id')) ?? '')
  const findings = judge(row, xml, log, pciAddress)
  const shared = { vendor: 'nvidia', pciAddress, findings, health: healthOf(findings) } as const
  if (!isCut(row, xml)) {
    return [{ ...shared, ...memory(row), id, kind: 'gpu', index, name }]
  }
  return list
    .filter(({ gpuIndex }) => gpuIndex === index)
    .map((line) => {
      const mig = xml?.migDevices.find((device) => device.index === line.index)
      const [total, used] = [bytesOf(mig?.memoryTotal), bytesOf(mig?.memoryUsed)]
      return {
        ...shared,
        id: line.uuid,
        kind: 'mig',
        index: line.index,
        name: `${name} MIG ${line.profile}`,
        parent: id,
        ...(total === undefined ? {} : { memoryBytes: total }),
        ...(used === undefined ? {} : { memoryUsedBytes: used }),
      }
    })
}

function memory(row: Row): { memoryBytes?: number; memoryUsedBytes?: number } {
  const [total, used] = [bytesOf(row.get('memory.total')), bytesOf(row.get('memory.used'))]
  return {
    ...(total === undefined ? {} : { memoryBytes: total }),
    ...(used === undefined ? {} : { memoryUsedBytes: used }),
  }
}

/** A device that the driver lists and can't open has no UUID. */
function lost(pciAddress: string, evidence: string): Device {
  const findings: Finding[] = [{ check: 'row', value: 'bad', evidence }]
  return { id: pciAddress, vendor: 'nvidia', kind: 'gpu', index: -1, name: 'GPU', pciAddress, health: 'bad', findings }
}

/** Who computes on which GPU. In a container other namespaces' processes are not seen. */
export async function computeProcesses(tools: Tools): Promise<readonly GpuProcess[]> {
  const answer = await ask(
    TOOL,
    ['--query-compute-apps=gpu_uuid,pid,used_memory,process_name', '--format=csv,noheader'],
    tools,
  )
  if (answer.kind !== 'answered' || answer.exitCode !== 0) return []
  return readProcesses(answer.stdout).map(({ uuid, pid, memory: used, name }) => {
    const bytes = bytesOf(used)
    return { device: uuid, pid, name, ...(bytes === undefined ? {} : { memoryBytes: bytes }) }
  })
}
