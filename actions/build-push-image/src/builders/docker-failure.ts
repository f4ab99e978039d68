import type { ProcessResult } from '@ml-actions/process'
import { ACCESS_FIX } from '@ml-actions/registry'
import type { Reason } from '../reasons.ts'

/** Why a Docker command failed. */
export interface DockerFailure {
  readonly reason: Reason
  readonly what: string
  readonly fix?: string
  /** Sending the image again can help; everything that was built is kept by the builder. */
  readonly transient: boolean
}

const NO_SPACE = /no space left on device|disk quota exceeded/i
/** As BuildKit and the engine say it of a push: their last error, and no output of what was run. */
const PUSH =
  /^(?:#\d+ )?(?:ERROR: |error: |Error response from daemon: )?.*(?:failed to push|failed to do request: (?:Post|Put|Head)|pushing layers|unexpected status from (?:POST|PUT|HEAD|PATCH) request)/i
const DENIED =
  /\b(?:401 Unauthorized|403 Forbidden|insufficient_scope|authorization failed|no basic auth credentials|unauthorized|denied)\b/i
const TRANSIENT =
  /(?:: |\b)(?:408|429|5(?!01)\d\d) [A-Z]|toomanyrequests|connection reset|broken pipe|\bEOF\b|timeout|timed out|connection refused/i

/** Reads a failed command's ending from its exit and its last lines. `asked` is what it was for, a build unless said. */
export function dockerFailure(
  command: string,
  result: Pick<ProcessResult, 'ending' | 'exitCode' | 'signal'>,
  last: readonly string[],
  asked: Reason,
): DockerFailure {
  const how =
    result.ending === 'timed-out'
      ? 'took longer than `timeout`'
      : `ended with exit code ${result.exitCode ?? result.signal ?? '?'}`
  const what = `\`docker ${command}\` ${how}.`
  const text = last.join('\n')
  if (NO_SPACE.test(text)) {
    return {
      reason: 'disk-full',
      what: `${what} A disk is full.`,
      fix: 'Free the disk that Docker keeps its data on (`docker system df`, `docker builder prune`), or give it a larger one.',
      transient: false,
    }
  }
  const error = last.findLast((line) => /^ERROR: |^Error response|^error /i.test(line)) ?? last.at(-1) ?? ''
  if (asked !== 'push-failed' && !PUSH.test(error)) return { reason: asked, what, transient: false }
  if (DENIED.test(error)) return { reason: 'push-denied', what, fix: ACCESS_FIX, transient: false }
  return { reason: 'push-failed', what, transient: TRANSIENT.test(error) && result.ending !== 'timed-out' }
}
