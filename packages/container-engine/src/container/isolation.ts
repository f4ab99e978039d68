import type { Isolation, RunSpec } from '../engine.ts'
import { EngineError } from '../errors.ts'
import type { Dialect, Survey } from './dialect.ts'

/**
 * What a container enforces of a spec.
 * @throws EngineError `isolation-unavailable` for a limit that can't be enforced and must be.
 */
export function containerIsolation(
  { title }: Dialect,
  spec: RunSpec,
  { withoutLimits }: Pick<Survey, 'withoutLimits'>,
): Isolation {
  const { memoryBytes, cpus, pids, shmBytes } = spec.limits
  const limited = [memoryBytes, cpus, pids, shmBytes].some((limit) => limit !== undefined)
  const lost = withoutLimits.filter((name) => spec.limits[name] !== undefined).map((name) => INPUTS[name])
  const note = `${title} without root can’t limit ${lost.join(', ')} here: the cgroup controllers are not delegated to this user`
  if (lost.length > 0 && spec.isolation === 'required') {
    throw new EngineError(
      'isolation-unavailable',
      `${note}. Delegate them (cgroup v2, \`Delegate=yes\`), leave the limits out, or set \`isolation: best-effort\`.`,
    )
  }
  return {
    mechanism: 'container',
    network: spec.network === 'none' ? 'enforced' : 'not-requested',
    readOnlyMounts: spec.mounts.some((mount) => mount.readOnly) ? 'enforced' : 'not-requested',
    limits: lost.length > 0 ? 'not-enforced' : limited ? 'enforced' : 'not-requested',
    processes: 'private',
    notes: lost.length > 0 ? [`${note}.`] : [],
  }
}

const INPUTS = { memoryBytes: '`memory`', cpus: '`cpus`', pids: '`pids-limit`' } as const
