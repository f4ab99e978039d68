import type { Isolation, RunSpec, RunState } from '../engine.ts'

/** The parts of `docker inspect` that are read. */
export interface ContainerAnswer {
  readonly id: string
  readonly name: string
  readonly imageId: string
  readonly labels: Readonly<Record<string, string>>
  readonly state: RunState
}

/** A container as `docker inspect` describes it; `undefined` when the answer is not one. */
export function readContainer(json: string): ContainerAnswer | undefined {
  const [value] = parseArray(json)
  if (!isRecord(value) || typeof value['Id'] !== 'string') return undefined
  const { Config: config, State: state } = value
  if (!isRecord(state)) return undefined
  return {
    id: value['Id'],
    name: text(value['Name']).replace(/^\//, ''),
    imageId: text(value['Image']),
    labels: isRecord(config) ? stringRecord(config['Labels']) : {},
    state: readState(state),
  }
}

function readState(state: Readonly<Record<string, unknown>>): RunState {
  const startedAt = time(state['StartedAt'])
  switch (state['Status']) {
    case 'running':
    case 'paused':
    case 'restarting':
      return { status: 'running', startedAt }
    case 'created':
      // A container that could not be started stays `created`, with the error beside it.
      return text(state['Error']) === '' ? { status: 'running', startedAt } : exited(state, startedAt)
    default:
      return exited(state, startedAt)
  }
}

function exited(state: Readonly<Record<string, unknown>>, startedAt: string | undefined): RunState {
  const error = text(state['Error'])
  return {
    status: 'exited',
    exitCode: typeof state['ExitCode'] === 'number' ? state['ExitCode'] : -1,
    oomKilled: state['OOMKilled'] === true,
    error: error === '' ? undefined : error,
    startedAt,
    finishedAt: time(state['FinishedAt']),
  }
}

/** An image as `docker image inspect` describes it. */
export function readImage(json: string): { readonly id: string; readonly repoDigests: readonly string[] } | undefined {
  const [value] = parseArray(json)
  if (!isRecord(value) || typeof value['Id'] !== 'string') return undefined
  const digests = value['RepoDigests']
  return {
    id: value['Id'],
    repoDigests: Array.isArray(digests) ? digests.filter((entry) => typeof entry === 'string') : [],
  }
}

/** The GPUs that the daemon knows by CDI, from `docker info --format '{{json .}}'`. */
export function readCdiDevices(json: string): readonly string[] {
  const value = parse(json)
  const devices = isRecord(value) ? value['DiscoveredDevices'] : undefined
  if (!Array.isArray(devices)) return []
  return devices.filter(isRecord).flatMap((device) => (typeof device['ID'] === 'string' ? [device['ID']] : []))
}

/** What a container enforces of a spec: Docker has no run without it. */
export function containerIsolation(spec: RunSpec): Isolation {
  const { memoryBytes, cpus, pids, shmBytes } = spec.limits
  const limited = [memoryBytes, cpus, pids, shmBytes].some((limit) => limit !== undefined)
  return {
    mechanism: 'container',
    network: spec.network === 'none' ? 'enforced' : 'not-requested',
    readOnlyMounts: spec.mounts.some((mount) => mount.readOnly) ? 'enforced' : 'not-requested',
    limits: limited ? 'enforced' : 'not-requested',
    processes: 'private',
    notes: [],
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function parseArray(json: string): readonly unknown[] {
  const value = parse(json)
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function stringRecord(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]) => (typeof entry === 'string' ? [[name, entry]] : [])),
  )
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Docker's zero time means "not yet". */
function time(value: unknown): string | undefined {
  return typeof value === 'string' && !value.startsWith('0001-') ? value : undefined
}
