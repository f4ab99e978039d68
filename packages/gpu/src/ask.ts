import { run, StartError } from '@ml-actions/process'

/** How the tools of a host are called. */
export interface Tools {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Limit of each call. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** Where the kernel shows its devices. Default `/sys`. */
  readonly sysRoot?: string
}

export type Answer =
  | { readonly kind: 'answered'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'hung'; readonly unkillable: boolean }
  | { readonly kind: 'absent' }

/** A tool that has not answered by then is asked to end, and killed soon after. */
const GRACE_MS = 300
/** A full XML report of 16 GPUs with MIG takes well under one. */
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024

/**
 * Calls a tool of the host. It never takes much longer than the limit, also when the tool waits in the kernel and
 * can't be killed.
 * @throws the signal's reason when the caller gave up.
 */
export async function ask(
  tool: string,
  args: readonly string[],
  { env, timeoutMs, signal }: Tools,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  try {
    const result = await run(tool, args, {
      env: { ...env, ...more, LC_ALL: 'C' },
      timeoutMs,
      graceMs: GRACE_MS,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      ...(signal === undefined ? {} : { signal }),
    })
    signal?.throwIfAborted()
    if (result.ending === 'timed-out') {
      return { kind: 'hung', unkillable: result.exitCode === null && result.signal === null }
    }
    // A tool that dies of a signal has no exit code; shells write 128 and more.
    return { kind: 'answered', exitCode: result.exitCode ?? 128, stdout: result.stdout, stderr: result.stderr }
  } catch (error) {
    if (error instanceof StartError) return { kind: 'absent' }
    throw error
  }
}
