import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { lives, type ProcessIdentity, startTimeOf } from './process.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Whether the process `$1` that started at `$2` lives: the 22nd field of its `stat` (proc(5)), the name cut off. */
const ALIVE = `alive() {
  read -r line 2>/dev/null </proc/"$1"/stat || return 1
  start=$2
  set -f; set -- \${line##*) }
  [ "$1" != Z ] && [ "\${20}" = "$start" ]
}`
const HOLD = `${ALIVE}
while alive "$1" "$2"; do sleep "$3"; done`
const SAMPLE = `${ALIVE}
while alive "$1" "$2"; do
  nvidia-smi --query-gpu=uuid,utilization.gpu,memory.used --format=csv,noheader 2>/dev/null
  sleep "$3"
done`

/**
 * Starts a process of its own session that has the locked files open and does nothing until the job's process ends. The
 * runner ends it with the job, as it does with everything that carries `RUNNER_TRACKING_ID`.
 */
export async function startHolder(
  owner: ProcessIdentity,
  fds: readonly number[],
  env: Environment,
  pollSeconds: number,
): Promise<ProcessIdentity | null> {
  return detached(HOLD, owner, pollSeconds, env, ['ignore', 'ignore', 'ignore', ...fds])
}

/** Starts a process that notes the GPUs' use in a file until the job's process ends. A hanging nvidia-smi hangs it alone. */
export async function startSampler(
  owner: ProcessIdentity,
  file: string,
  env: Environment,
  intervalSeconds: number,
): Promise<ProcessIdentity | null> {
  const output = openSync(file, 'a', 0o600)
  try {
    return await detached(SAMPLE, owner, intervalSeconds, env, ['ignore', output, 'ignore'])
  } finally {
    closeSync(output)
  }
}

/** Ends a holder or sampler with all it started; a process that is not exactly this one is left alone. */
export async function endProcess(identity: ProcessIdentity): Promise<void> {
  if (!(await lives(identity))) return
  try {
    process.kill(-identity.pid, 'SIGKILL')
  } catch {
    // It has ended by itself, or belongs to another user.
  }
}

async function detached(
  script: string,
  owner: ProcessIdentity,
  seconds: number,
  env: Environment,
  stdio: (number | 'ignore')[],
): Promise<ProcessIdentity | null> {
  const args = ['-c', script, 'ml-actions-gpu', String(owner.pid), owner.startTime, String(seconds)]
  const child = spawn('sh', args, { env: { ...env, LC_ALL: 'C' }, stdio, detached: true, cwd: '/' })
  const pid = await new Promise<number | undefined>((resolve) => {
    child.once('spawn', () => resolve(child.pid))
    child.once('error', () => resolve(undefined))
  })
  child.unref()
  if (pid === undefined) return null
  const startTime = await startTimeOf(pid)
  return { pid, startTime: startTime ?? '' }
}
