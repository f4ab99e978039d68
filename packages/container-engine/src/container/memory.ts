import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '@ml-actions/process'

const ASK_TIMEOUT_MS = 10_000
const MAX_BYTES = 4 * 1024 * 1024

/** Where a container's monitor leaves word of memory that ran out. */
export interface MemoryNote {
  /** The directory in which the container must be started. */
  readonly directory: string
  readonly file: string
}

/**
 * Podman's monitor writes a file `oom` into the directory from which the container was started (conmon 2.1,
 * `write_oom_files`), where Podman 4 does not look for it; in a directory of the run's own it is evidence, and elsewhere litter.
 */
export function memoryNote(directory: string, name: string): MemoryNote {
  const own = join(directory, `${name}.monitor`)
  return { directory: own, file: join(own, 'oom') }
}

/** Whether memory ran out although the engine does not say so: by its monitor's note, or by the kernel's log. */
export async function endedForMemory(
  note: MemoryNote,
  id: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  if (existsSync(note.file)) return true
  const dmesg = await run('dmesg', [], { env, timeoutMs: ASK_TIMEOUT_MS, maxOutputBytes: MAX_BYTES }).catch(
    () => undefined,
  )
  // Not every user may read it. The control group's path ends in the container's id (`mm/oom_kill.c`, `dump_oom_victim`).
  return dmesg?.stdout.split('\n').some((line) => line.includes('oom-kill:') && line.includes(id)) === true
}
