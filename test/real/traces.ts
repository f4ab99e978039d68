/** What services leave on a machine while they are up: this must be the same before and after. */
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { STATE } from '../services/endpoints.ts'

export interface Traces {
  /** `pid start command` of processes that have to do with the services. */
  readonly processes: readonly string[]
  readonly mounts: readonly string[]
  readonly interfaces: readonly string[]
  readonly namespaces: readonly string[]
  /** Rules, chains and policies. */
  readonly rules: readonly string[]
  readonly controlGroups: readonly string[]
  readonly state: boolean
}

const OURS = /ml-actions-(services|docker)|kubepods|libpod/

export function traces(): Traces {
  return {
    processes: readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? ours(name) : [])),
    mounts: read('/proc/self/mounts').split('\n'),
    interfaces: run('ip', '-oneline', 'link')
      .split('\n')
      .map((line) => line.split(': ')[1] ?? ''),
    namespaces: existsSync('/run/netns') ? readdirSync('/run/netns') : [],
    rules: run('iptables-save')
      .split('\n')
      .filter((line) => /^-A|^:\S+ -|^:\S+ DROP/.test(line))
      .map(withoutCounts),
    controlGroups: globSync('/sys/fs/cgroup/{*,*/*}').filter((path) => OURS.test(path)),
    state: existsSync(STATE),
  }
}

function ours(pid: string): string[] {
  const about = [read(`/proc/${pid}/cmdline`), read(`/proc/${pid}/environ`), read(`/proc/${pid}/cgroup`)].join('\n')
  // This test itself may run where a service's address stands in the environment.
  if (!OURS.test(about) || about.includes('jest')) return []
  const start =
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')[19] ?? ''
  return [`${pid} ${start} ${read(`/proc/${pid}/comm`).trim()}`]
}

function withoutCounts(line: string): string {
  return line.replace(/ \[\d+:\d+\]$/, '')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
