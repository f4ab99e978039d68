import { readdirSync, readFileSync } from 'node:fs'

/** One process, from `/proc/<pid>/stat` (proc(5)). */
export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly zombie: boolean
  /** Clock ticks after boot: with the pid, it names a process for good. */
  readonly startTime: string
}

/** A process; `undefined` when there is none, or no `/proc`. */
export function readProcess(pid: number): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may itself hold blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parent, group] = fields
    return {
      pid,
      parent: Number(parent),
      group: Number(group),
      zombie: state === 'Z' || state === 'X',
      startTime: fields[19] ?? '',
    }
  } catch {
    return undefined
  }
}

/** All processes that this one can see. */
export function readProcesses(): readonly ProcessEntry[] {
  try {
    return readdirSync('/proc').flatMap((name) => {
      const entry = /^\d+$/.test(name) ? readProcess(Number(name)) : undefined
      return entry === undefined ? [] : [entry]
    })
  } catch {
    return []
  }
}

/** The only child of the only child … of a process, `depth` steps down. */
export function descend(entries: readonly ProcessEntry[], pid: number, depth: number): number | undefined {
  let current: number | undefined = pid
  for (let step = 0; step < depth && current !== undefined; step += 1) {
    const parent: number = current
    current = entries.find((entry) => entry.parent === parent && !entry.zombie)?.pid
  }
  return current
}

/** A process and everything that descends from it. */
export function descendants(entries: readonly ProcessEntry[], pid: number): readonly number[] {
  const children = entries.filter((entry) => entry.parent === pid && !entry.zombie)
  return [pid, ...children.flatMap((child) => descendants(entries, child.pid))]
}

/** Processes that carry a variable, wherever they have got to; only those of the same user can be read. */
export function withVariable(entries: readonly ProcessEntry[], name: string, value: string): readonly number[] {
  const wanted = `${name}=${value}`
  return entries.flatMap(({ pid, zombie }) => {
    if (zombie) return []
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(wanted) ? [pid] : []
    } catch {
      return []
    }
  })
}

/** How many processes the kernel has ended for want of memory since boot; 0 where it does not say. */
export function oomKills(): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Sends a signal; a process that has ended is no error. */
export function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // ESRCH
  }
}
