/** What a service could leave behind in the kernel, found and removed: processes, control groups, mounts, rules. */
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { within } from '../support/within.ts'
import { command, succeeds } from './command.ts'
import { MARK } from './daemon.ts'
import { ServiceError } from './service.ts'

/** Removes a service's folder with what still runs from it and is mounted in it. */
export async function removeState(state: string): Promise<void> {
  const gone = await within(10_000, async () => {
    const pids = await marked(state)
    for (const pid of pids) kill(pid)
    return pids.length === 0
  })
  if (!gone) throw new ServiceError(`Processes of ${state} outlive SIGKILL: ${(await marked(state)).join(' ')}`)
  await unmountUnder(state)
  await rm(state, { recursive: true, force: true })
}

/** Process ids of daemons of this service and of what they started. */
async function marked(state: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(
    pids.map(async (pid) => {
      const variables = (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0')
      return variables.includes(`${MARK}=${state}`) ? [pid] : []
    }),
  )
  return found.flat()
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was faster.
  }
}

/** Whether something is mounted right here. */
export async function isMountPoint(folder: string): Promise<boolean> {
  return (await mountPoints()).includes(folder)
}

/** Unmounts everything below a folder, the innermost first. */
async function unmountUnder(folder: string): Promise<void> {
  const mounts = (await mountPoints()).filter((path) => path === folder || path.startsWith(`${folder}/`))
  for (const path of mounts.toReversed()) {
    if (!(await succeeds(['umount', path]))) await command(['umount', '--lazy', path])
  }
}

async function mountPoints(): Promise<string[]> {
  return (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '))
}

/** Ends all processes of a control group, in every hierarchy, and removes the group. */
export async function removeControlGroup(name: string): Promise<void> {
  for (const group of await groupsNamed(name)) await removeGroup(group)
}

async function removeGroup(group: string): Promise<void> {
  for (const each of await readdir(group, { withFileTypes: true }))
    if (each.isDirectory()) await removeGroup(join(group, each.name))
  const removed = await within(10_000, async () => {
    for (const pid of (await readFile(join(group, 'cgroup.procs'), 'utf8')).split('\n'))
      if (pid !== '') kill(Number(pid))
    await rmdir(group)
    return true
  })
  if (!removed) throw new ServiceError(`The control group ${group} can't be removed.`)
}

/** Removes a control group that others may use too, where it is empty. */
export async function removeEmptyControlGroup(name: string): Promise<void> {
  const gone = async (): Promise<boolean> => {
    for (const group of await groupsNamed(name)) await removeWithin(group)
    return (await groupsNamed(name)).length === 0
  }
  // A container's own watcher takes a moment to leave.
  await within(3_000, gone)
}

async function removeWithin(group: string): Promise<void> {
  const inner = (await readdir(group, { withFileTypes: true })).filter((each) => each.isDirectory())
  for (const each of inner) await removeWithin(join(group, each.name))
  await rmdir(group).catch(() => undefined)
}

async function groupsNamed(name: string): Promise<string[]> {
  const root = '/sys/fs/cgroup'
  const hierarchies = [root, ...(await readdir(root)).map((each) => join(root, each))]
  return hierarchies.map((each) => join(each, name)).filter((group) => existsSync(group))
}

/** A rule of iptables, without the letter of what is done to it. */
export interface Rule {
  readonly table: 'filter' | 'nat'
  readonly chain: string
  readonly rule: readonly string[]
}

/** Adds a rule at the head of its chain, unless it is there. */
export async function addRule({ table, chain, rule }: Rule): Promise<void> {
  if (await succeeds(['iptables', '-w', '-t', table, '-C', chain, ...rule])) return
  await command(['iptables', '-w', '-t', table, '-I', chain, ...rule])
}

/** Removes a rule, as often as it is there. */
export async function removeRule({ table, chain, rule }: Rule): Promise<void> {
  while (await succeeds(['iptables', '-w', '-t', table, '-D', chain, ...rule])) {
    // Once more.
  }
}

const TABLES = ['filter', 'nat', 'mangle', 'raw'] as const

/** Chains whose name matches, as `table chain`. */
export async function chains(matching: RegExp): Promise<string[]> {
  const found = []
  for (const table of TABLES)
    found.push(...chainsIn(await rulesOf(table), matching).map((chain) => `${table} ${chain}`))
  return found
}

/** Removes chains whose name matches, with the rules that lead there. */
export async function removeChains(matching: RegExp): Promise<void> {
  for (const table of TABLES) {
    const lines = await rulesOf(table)
    const matched = chainsIn(lines, matching)
    const undo = [
      ...lines
        .filter((line) => matched.some((chain) => line.endsWith(` -j ${chain}`)))
        .map((line) => `-D${line.slice(2)}`),
      ...matched.map((chain) => `-F ${chain}`),
      ...matched.map((chain) => `-X ${chain}`),
    ]
    if (undo.length > 0)
      await command(['iptables-restore', '-w', '--noflush'], { input: `*${table}\n${undo.join('\n')}\nCOMMIT\n` })
  }
}

async function rulesOf(table: string): Promise<string[]> {
  return (await command(['iptables-save', '-t', table]).catch(() => '')).split('\n')
}

function chainsIn(lines: readonly string[], matching: RegExp): string[] {
  return lines.flatMap((line) => /^:(\S+)/.exec(line)?.[1] ?? []).filter((chain) => matching.test(chain))
}
