import type { Enforcement, Isolation, Mount, RunSpec } from '../engine.ts'
import { EngineError } from '../errors.ts'
import type { MountPoint } from './mount-points.ts'

/** What this kernel lets this user do. */
export type NamespaceSupport =
  | {
      readonly available: true
      /** Options of `unshare` that were tried. */
      readonly options: readonly string[]
    }
  | { readonly available: false; readonly why: string }

/** What is known of the machine beside the support. */
export interface HostFacts {
  readonly support: NamespaceSupport
  readonly mountPoints: readonly MountPoint[]
  /** Paths of unix sockets that somebody listens on: ways out of a network namespace. */
  readonly sockets: readonly string[]
  /** Directories that the run has no business in. */
  readonly hidden: readonly string[]
}

/** How a command is started on the host. */
export interface HostPlan {
  readonly isolation: Isolation
  /** Options of `unshare`; `undefined` for a plain process. */
  readonly namespaces: readonly string[] | undefined
  /** Steps of the init script, before the command starts. */
  readonly steps: readonly string[]
}

const UNENFORCED = 'ran without it, since `isolation: best-effort`'

/**
 * Decides how a run is kept apart, and refuses what can't be enforced.
 * @throws EngineError `isolation-unavailable`, or `mount-unavailable` where no best effort could do.
 */
export function planIsolation(spec: RunSpec, facts: HostFacts): HostPlan {
  const { support } = facts
  const readOnly = spec.mounts.filter((mount) => mount.readOnly)
  const wanted = {
    network: spec.network === 'none',
    mounts: readOnly.length > 0,
    limits: [spec.limits.memoryBytes, spec.limits.cpus, spec.limits.pids].some((limit) => limit !== undefined),
  }
  const missing: string[] = []
  if (wanted.limits) missing.push('A process of the host has no limit on memory, CPUs or processes of its own')
  if (!support.available) {
    if (wanted.network) missing.push(`The network can't be taken away: ${support.why}`)
    if (wanted.mounts) missing.push(`Mounts can't be made read-only: ${support.why}`)
    const moved = spec.mounts.find((mount) => mount.source !== mount.target)
    if (moved !== undefined) {
      throw new EngineError('mount-unavailable', `${moved.source} can't be shown at ${moved.target}: ${support.why}`)
    }
  }
  if (missing.length > 0 && spec.isolation === 'required') {
    throw new EngineError(
      'isolation-unavailable',
      `${missing.join('. ')}.\nUse \`engine: docker\`, allow user namespaces on this machine, leave the requirement out, or set \`isolation: best-effort\`, which the attestation will say.`,
    )
  }
  const done = (want: boolean): Enforcement =>
    want ? (support.available ? 'enforced' : 'not-enforced') : 'not-requested'
  return {
    isolation: {
      mechanism: support.available ? 'namespaces' : 'none',
      network: done(wanted.network),
      readOnlyMounts: done(wanted.mounts),
      limits: wanted.limits ? 'not-enforced' : 'not-requested',
      processes: support.available ? 'private' : 'shared',
      notes: missing.map((sentence) => `${sentence}; ${UNENFORCED}.`),
    },
    namespaces: support.available ? [...support.options, ...(wanted.network ? ['--net'] : [])] : undefined,
    steps: support.available ? steps(spec, facts) : [],
  }
}

function steps(spec: RunSpec, facts: HostFacts): readonly string[] {
  const offline = spec.network === 'none'
  // Parents before what lies in them; all are bound before any becomes read-only, since a copy inherits that.
  const mounts = spec.mounts.toSorted((a, b) => a.target.length - b.target.length)
  return [
    'proc',
    ...(offline ? ['loopback', ...facts.sockets.flatMap((socket) => ['cover', socket])] : []),
    ...mounts.flatMap((mount) => ['bind', mount.source, mount.target]),
    ...mounts.filter((mount) => mount.readOnly).flatMap((mount) => readOnlySteps(mount, mounts, facts.mountPoints)),
    ...facts.hidden.flatMap((directory) => ['hide', directory]),
  ]
}

/** A mount and everything mounted below it, save what the run may write by another mount. */
function readOnlySteps(mount: Mount, all: readonly Mount[], points: readonly MountPoint[]): readonly string[] {
  const writable = all.filter((other) => !other.readOnly && isBelow(other.target, mount.target))
  const below = points
    .filter((point) => isBelow(point.path, mount.source) && point.path !== mount.source)
    .map((point) => ({ path: mount.target + point.path.slice(mount.source.length), options: point.options }))
    .filter(({ path }) => !writable.some((other) => path === other.target || isBelow(path, other.target)))
  const holder = points
    .filter((point) => point.path === mount.source || isBelow(mount.source, point.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  return [{ path: mount.target, options: holder?.options ?? [] }, ...below].flatMap(({ path, options }) => [
    'read-only',
    path,
    ['remount', 'bind', 'ro', ...options].join(','),
  ])
}

function isBelow(path: string, directory: string): boolean {
  return directory === '/' ? path !== '/' : path.startsWith(`${directory}/`)
}
