import { FAILURE_PATTERNS } from './patterns.ts'
import { ADVICE, CLASSES, type FailureClass, type FailureReason, RETRY } from './reasons.ts'

/** What is known of a run that did not end well. */
export interface Evidence {
  readonly exitCode: number
  readonly oomKilled: boolean
  /** Somebody else asked the run to end, or the engine was away when it did. */
  readonly interrupted?: boolean
  /** Why we stopped it, if we did. */
  readonly stopped: 'cancelled' | 'timed-out' | undefined
  /** What the engine itself had to say. */
  readonly engineError?: string | undefined
  /** The last lines of output, oldest first. */
  readonly lines: readonly string[]
}

/** A failure with its cause, the line that shows it, and what to do. */
export interface Failure {
  readonly class: FailureClass
  /** The line of output that decided, or the end of the last traceback. */
  readonly line: string | undefined
  readonly advice: string
  /** Whether the same run may go better elsewhere or later, with nothing changed. */
  readonly retry: boolean
}

/** Joins exit code, memory state and output to one cause. The strongest evidence comes first. */
export function classify(evidence: Evidence): Failure & { readonly reason: FailureReason } {
  const seen = readPatterns(evidence.lines)
  const reason = decide(evidence, seen?.reason)
  return {
    reason,
    class: CLASSES[reason],
    line: seen?.reason === reason ? seen.line : (evidence.engineError ?? lastError(evidence.lines)),
    advice: ADVICE[reason],
    retry: RETRY.has(reason),
  }
}

function decide(evidence: Evidence, seen: FailureReason | undefined): FailureReason {
  if (evidence.stopped !== undefined) return evidence.stopped
  if (evidence.oomKilled) return 'memory-exhausted'
  if (evidence.interrupted === true) return 'interrupted'
  const exitCode = innerExitCode(evidence.lines) ?? evidence.exitCode
  if (seen !== undefined) return seen
  switch (exitCode) {
    case 126:
    case 127:
      return 'command-not-found'
    case 135:
      // SIGBUS: a page of /dev/shm that could not be had.
      return 'shm-exhausted'
    case 130:
    case 143:
      // Asked to end, and not by us: the machine is being taken away, or a person did it.
      return 'preempted'
    case 137:
      return 'killed'
    default:
      return 'command-failed'
  }
}

function readPatterns(lines: readonly string[]): { readonly reason: FailureReason; readonly line: string } | undefined {
  for (const { reason, pattern } of FAILURE_PATTERNS) {
    const line = lines.findLast((text) => pattern.test(text))
    if (line !== undefined) return { reason, line: line.trim() }
  }
  return undefined
}

/** torchrun ends with 1 whatever happened; its report names the first worker that failed. */
function innerExitCode(lines: readonly string[]): number | undefined {
  const start = lines.findLastIndex((line) => /Root Cause \(first observed failure\)/.test(line))
  if (start === -1) return undefined
  const code = lines
    .slice(start)
    .map((line) => /exitcode\s*:\s*(-?\d+)/.exec(line)?.[1])
    .find((found) => found !== undefined)
  if (code === undefined) return undefined
  return Number(code) < 0 ? 128 - Number(code) : Number(code)
}

function lastError(lines: readonly string[]): string | undefined {
  return lines
    .findLast((line) => /^(?:[\w.]+\.)?\w*(?:Error|Exception|Interrupt|Exit)\b(?::|$)/.test(line.trim()))
    ?.trim()
}
