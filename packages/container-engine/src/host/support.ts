import { run, StartError } from '@ml-actions/process'
import type { NamespaceSupport } from './plan.ts'
import { PROBE } from './scripts.ts'

const PROBE_TIMEOUT_MS = 10_000
const SEPARATE = ['--mount', '--fork', '--kill-child=KILL']
const AS_USER = ['--user', '--map-current-user', '--keep-caps']

/** What is tried, best first: as a user's own namespaces, or as root without; with processes of its own, or without. */
const CANDIDATES = [
  { options: [...AS_USER, ...SEPARATE, '--pid'], processes: 'private' },
  { options: [...AS_USER, ...SEPARATE], processes: 'shared' },
  { options: [...SEPARATE, '--pid'], processes: 'private' },
  { options: SEPARATE, processes: 'shared' },
] as const

/** Finds out by trying which namespaces this user may make here. */
export async function probeNamespaces(
  env: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<NamespaceSupport> {
  let why = ''
  for (const { options, processes } of CANDIDATES) {
    signal?.throwIfAborted()
    const tried = [...options, '--net', '--', 'sh', '-c', PROBE, 'probe', processes === 'private' ? 'proc' : 'no-proc']
    try {
      const result = await run('unshare', tried, { env, timeoutMs: PROBE_TIMEOUT_MS, maxOutputBytes: 4_096 })
      if (result.exitCode === 0) return { available: true, options, processes }
      if (why === '') why = result.stderr.trim().split('\n')[0] ?? ''
    } catch (error) {
      if (!(error instanceof StartError)) throw error
      return { available: false, why: '`unshare` (util-linux) is not on the PATH' }
    }
  }
  return { available: false, why: `this kernel refuses namespaces to this user (${why || 'no reason given'})` }
}
