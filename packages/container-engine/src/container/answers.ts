import type { RunState } from '../engine.ts'

/** The parts of `inspect` that are read. */
export interface ContainerAnswer {
  readonly id: string
  readonly name: string
  readonly imageId: string
  readonly labels: Readonly<Record<string, string>>
  readonly state: RunState
}

/** A container as Docker and Podman describe it; `undefined` when the answer is not one. */
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
    case 'stopping':
      return { status: 'running', startedAt }
    case 'created':
    case 'configured':
    case 'initialized':
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

/** An image as `image inspect` describes it; Podman leaves out the algorithm of its identity. */
export function readImage(json: string): { readonly id: string; readonly repoDigests: readonly string[] } | undefined {
  const [value] = parseArray(json)
  if (!isRecord(value) || typeof value['Id'] !== 'string') return undefined
  const digests = value['RepoDigests']
  return {
    id: value['Id'].includes(':') ? value['Id'] : `sha256:${value['Id']}`,
    repoDigests: Array.isArray(digests) ? digests.filter((entry) => typeof entry === 'string') : [],
  }
}

/** What `docker info --format '{{json .}}'` tells of CDI: the devices that it knows, and where it looks for them. */
export function readCdi(json: string): {
  readonly devices: readonly string[]
  readonly directories: readonly string[]
} {
  const value = parse(json)
  const { DiscoveredDevices: devices, CDISpecDirs: directories } = isRecord(value) ? value : {}
  const listed = Array.isArray(devices) ? devices.filter(isRecord) : []
  return {
    devices: listed.flatMap((device) => (typeof device['ID'] === 'string' ? [device['ID']] : [])),
    directories: Array.isArray(directories) ? directories.filter((entry) => typeof entry === 'string') : [],
  }
}

/** What `podman info --format json` says of its rights; nothing that can be read counts as full rights. */
export function readPodmanHost(json: string): { readonly rootless: boolean; readonly controllers: readonly string[] } {
  const value = parse(json)
  const host = isRecord(value) && isRecord(value['host']) ? value['host'] : {}
  const { security, cgroupControllers: controllers } = host
  return {
    rootless: isRecord(security) && security['rootless'] === true,
    // Version 1 names controllers that a user without root may not use.
    controllers:
      host['cgroupVersion'] === 'v2' && Array.isArray(controllers)
        ? controllers.filter((entry) => typeof entry === 'string')
        : [],
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
