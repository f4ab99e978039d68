import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ContainerEngine, Devices, RunSpec } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { handedOn } from './environment.ts'
import { readListeningSockets, readMountPoints } from './mount-points.ts'
import { type HostPlan, type NamespaceSupport, planIsolation } from './plan.ts'
import { hostRunning, RUN_VARIABLE } from './process.ts'
import { oomKills, readProcess } from './processes.ts'
import { type HostRecord, readExitCode, readRecord, writeRecord } from './record.ts'
import { INIT, SUPERVISOR } from './scripts.ts'
import { probeNamespaces } from './support.ts'

/** What the host engine needs from its surroundings. */
export interface HostEngineOptions {
  /** The runner's environment, of which a run sees a small part. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** A private directory for what is known of the runs; hidden from them where namespaces allow. */
  readonly directory: string
  /** How the kernel is asked; replaced by tests of machines that allow less. */
  readonly probe?: (
    env: Readonly<Record<string, string | undefined>>,
    signal?: AbortSignal,
  ) => Promise<NamespaceSupport>
}

/** Processes of this machine, kept apart by namespaces where the kernel allows. */
export function hostEngine({ env, directory, probe = probeNamespaces }: HostEngineOptions): ContainerEngine {
  return {
    name: 'host',
    async start(spec, signal) {
      if (process.platform !== 'linux') {
        throw new EngineError('engine-unavailable', `\`engine: host\` needs Linux; this runner is ${process.platform}.`)
      }
      checkPaths(spec)
      const plan = planIsolation(spec, {
        support: await probe(env, signal),
        mountPoints: readMountPoints(await readText('/proc/self/mountinfo')),
        sockets: readListeningSockets(await readText('/proc/net/unix')).filter((path) => existsSync(path)),
        hidden: [directory],
      })
      signal?.throwIfAborted()
      const home = join(directory, spec.name)
      await mkdir(home, { recursive: true, mode: 0o700 })
      const record = await launch(home, spec, plan, env)
      await settled(home, record, plan)
      return hostRunning(home, record)
    },
    async adopt(id) {
      const home = join(directory, id)
      const record = await readRecord(home)
      return record === undefined ? undefined : hostRunning(home, record)
    },
    async leftovers(labels) {
      const names = await readdir(directory).catch(() => [])
      const records = await Promise.all(names.map(async (name) => readRecord(join(directory, name))))
      return records.flatMap((record) =>
        record !== undefined && Object.entries(labels).every(([name, value]) => record.labels[name] === value)
          ? [hostRunning(join(directory, record.name), record)]
          : [],
      )
    },
  }
}

async function launch(
  home: string,
  spec: RunSpec,
  plan: HostPlan,
  env: Readonly<Record<string, string | undefined>>,
): Promise<HostRecord> {
  const wrapped =
    plan.namespaces === undefined
      ? spec.command
      : [
          'unshare',
          ...plan.namespaces,
          '--',
          'sh',
          '-c',
          INIT,
          'init',
          join(home, 'ready'),
          spec.workingDirectory,
          ...plan.steps,
          '--',
          ...spec.command,
        ]
  const before = oomKills()
  const child = spawn('sh', ['-c', SUPERVISOR, 'supervisor', home, ...wrapped], {
    cwd: spec.workingDirectory,
    detached: true,
    stdio: 'ignore',
    env: {
      ...handedOn(env, spec.network),
      ...deviceVariables(spec.devices),
      ...spec.environment,
      ...spec.secrets,
      [RUN_VARIABLE]: spec.name,
    },
  })
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new EngineError('engine-failed', `No shell could be started: ${cause.message}`, { cause })),
    )
    child.once('spawn', () => resolve(child.pid ?? 0))
  })
  child.unref()
  const record: HostRecord = {
    name: spec.name,
    labels: spec.labels,
    pid,
    startTime: readProcess(pid)?.startTime ?? '',
    // supervisor → command, or supervisor → unshare → init → command.
    depth: plan.namespaces === undefined ? 1 : 3,
    signalTo: spec.signalTo,
    startedAt: new Date().toISOString(),
    oomKills: before,
    isolation: plan.isolation,
  }
  await writeRecord(home, record)
  return record
}

const SETTLE_POLL_MS = 10

/** Waits until the mounts stand; a run whose isolation failed never started its command. */
async function settled(home: string, record: HostRecord, plan: HostPlan): Promise<void> {
  if (plan.namespaces === undefined) return
  const ready = async (): Promise<boolean> => (await readText(join(home, 'ready'))) !== ''
  while (!(await ready())) {
    const ended = readExitCode(home) !== undefined || readProcess(record.pid) === undefined
    if (ended && !(await ready())) {
      const said = await readText(join(home, 'log'))
      await hostRunning(home, record).remove()
      throw new EngineError('isolation-unavailable', `The isolation could not be set up: ${said.trim().slice(-1_000)}`)
    }
    await sleep(SETTLE_POLL_MS)
  }
}

function deviceVariables(devices: Devices): Readonly<Record<string, string>> {
  switch (devices.kind) {
    case 'none':
      return { CUDA_VISIBLE_DEVICES: '', HIP_VISIBLE_DEVICES: '-1', NVIDIA_VISIBLE_DEVICES: 'void' }
    case 'nvidia':
      return { CUDA_VISIBLE_DEVICES: devices.uuids.join(','), NVIDIA_VISIBLE_DEVICES: devices.uuids.join(',') }
    case 'amd':
      return { ROCR_VISIBLE_DEVICES: devices.nodes.map(renderIndex).join(','), CUDA_VISIBLE_DEVICES: '' }
  }
}

/** ROCm counts its devices from 0 in the order of their render nodes, which start at 128. */
function renderIndex(node: string): string {
  return String(Number(/(\d+)$/.exec(node)?.[1] ?? 128) - 128)
}

function checkPaths(spec: RunSpec): void {
  if (!isDirectory(spec.workingDirectory)) {
    throw new EngineError('mount-unavailable', `The working directory ${spec.workingDirectory} does not exist.`)
  }
  for (const { source, target } of spec.mounts) {
    if (!existsSync(source)) throw new EngineError('mount-unavailable', `${source} does not exist.`)
    if (!existsSync(target) || isDirectory(source) !== isDirectory(target)) {
      throw new EngineError(
        'mount-unavailable',
        `With \`engine: host\` a mount's target must exist and be of its source's kind; ${target} is not. Use the source's own path as target.`,
      )
    }
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return ''
  }
}
