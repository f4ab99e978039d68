import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** The pids of all processes that this user can see, with their parents. */
function processTable(): ReadonlyMap<number, number> {
  return existsSync('/proc/self/stat') ? tableFromProc() : tableFromPs()
}

/** Everything a process started, directly or not; children come before their parents. */
export function descendants(pid: number): readonly number[] {
  const table = processTable()
  const below = (parent: number): number[] =>
    [...table].filter(([, of]) => of === parent).flatMap(([child]) => [...below(child), child])
  return below(pid)
}

/** The processes that carry `NAME=VALUE` in the environment they were started with (where the system shows it). */
export function processesWith(name: string, value: string): readonly number[] {
  const wanted = `${name}=${value}`
  return procIds().filter((pid) => environmentOf(pid).includes(wanted))
}

/** When a process started, as the system counts; tells a process from a later one with the same pid. */
export function startOf(pid: number): string | undefined {
  return statFields(pid)?.[19]
}

function procIds(): number[] {
  if (!existsSync('/proc/self/stat')) return []
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
}

function tableFromProc(): ReadonlyMap<number, number> {
  const table = new Map<number, number>()
  for (const pid of procIds()) {
    const parent = statFields(pid)?.[1]
    if (parent !== undefined) table.set(pid, Number(parent))
  }
  return table
}

function tableFromPs(): ReadonlyMap<number, number> {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number)).map(([pid, of]) => [pid ?? 0, of ?? 0]))
}

/** The fields of `/proc/PID/stat` after the program's name, which may itself contain blanks and brackets. */
function statFields(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    // Another user's process, or one that has just ended.
    return []
  }
}
