import * as core from '@actions/core'
import { harmless } from '@ml-actions/process'
import { formatDuration } from './units.ts'

/** Where in a file an annotation points. */
export interface Place {
  readonly title?: string
  readonly file?: string
  readonly startLine?: number
}

export interface Log {
  /** One line of our own. */
  info(line: string): void
  debug(line: string): void
  /** One line that came from outside: whatever it says, the runner takes no command from it. */
  foreign(line: string): void
  notice(message: string, place?: Place): void
  warning(message: string, place?: Place): void
  error(message: string, place?: Place): void
  /** Lines folded under a title. They may come from outside. */
  group(title: string, lines: readonly string[]): void
  /** Says when the work starts, and when it ends with its time. */
  phase<T>(title: string, work: () => Promise<T>): Promise<T>
}

/** The runner shows 4,096 characters of an annotation (`ExecutionContext`). */
const MAX_ANNOTATION_LENGTH = 4_000

export function createLog(clock: { now(): number }): Log {
  const line = (text: string): void =>
    core.info(
      text
        .split(/\r\n|\r|\n/)
        .map(harmless)
        .join('\n'),
    )
  const group = (title: string, lines: readonly string[]): void => {
    core.startGroup(harmless(title))
    for (const text of lines) line(text)
    core.endGroup()
  }
  /** What an annotation can't hold stands in the log. */
  const shorten = (message: string): string => {
    if (message.length <= MAX_ANNOTATION_LENGTH) return message
    group('The whole message', message.split('\n'))
    return `${message.slice(0, MAX_ANNOTATION_LENGTH)} …`
  }
  return {
    info: line,
    debug: (text) => core.debug(text),
    foreign: line,
    notice: (message, place) => core.notice(shorten(message), place),
    warning: (message, place) => core.warning(shorten(message), place),
    error: (message, place) => core.error(shorten(message), place),
    group,
    async phase(title, work) {
      line(`▸ ${title}`)
      const startedAt = clock.now()
      try {
        const result = await work()
        line(`✓ ${title} (${formatDuration(clock.now() - startedAt)})`)
        return result
      } catch (error) {
        line(`✗ ${title} (${formatDuration(clock.now() - startedAt)})`)
        throw error
      }
    },
  }
}
