import { run, StartError } from '@ml-actions/process'
import type { NamespaceSupport } from './plan.ts'
import { PROBE } from './scripts.ts'

const PROBE_TIMEOUT_MS = 10_000
/** Without a process namespace, `/proc/<pid>/root` of any other process would lead around every mount. */
const SEPARATE = ['--mount', '--pid', '--fork', '--kill-child=KILL']

/** What is tried: the user's own namespaces, or root's without a user namespace. */
const CANDIDATES = [['--user', '--map-current-user', '--keep-caps', ...SEPARATE], SEPARATE]

/** Finds out by trying which namespaces this user may make here. */
export async function probeNamespaces(
  env: Readonly<Record<string, string | undefined>>,
  signal?: AbortSignal,
): Promise<NamespaceSupport> {
  let why = ''
  for (const options of CANDIDATES) {
    signal?.throwIfAborted()
    const tried = [...options, '--net', '--', 'sh', '-c', PROBE]
    try {
      const result = await run('unshare', tried, { env, timeoutMs: PROBE_TIMEOUT_MS, maxOutputBytes: 4_096 })
      if (result.exitCode === 0) return { available: true, options }
      if (why === '') why = result.stderr.trim().split('\n')[0] ?? ''
    } catch (error) {
      if (!(error instanceof StartError)) throw error
      return { available: false, why: '`unshare` (util-linux) is not on the PATH' }
    }
  }
  return { available: false, why: `this kernel refuses namespaces to this user (${why || 'no reason given'})` }
}
