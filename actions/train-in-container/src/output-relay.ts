import type { OutputLine } from '@ml-actions/container-engine'

/** Shows a command's output in the log: progress bars folded, repetitions counted, floods capped. */
export interface OutputRelay {
  line(line: OutputLine): void
  /** Shows what is still held back. */
  end(): void
  /** The last lines, oldest first, progress bars left out. */
  readonly tail: readonly string[]
}

export interface RelayOptions {
  readonly show: (line: string) => void
  /** Milliseconds, of any origin. */
  readonly now: () => number
  readonly linesPerMinute: number
}

const MINUTE_MS = 60_000
/** The runner's live view takes 500 lines in 500 ms; one refresh in ten seconds says enough of a progress bar. */
const PROGRESS_MS = 10_000
const TAIL_LINES = 400
const SHOWN_LENGTH = 8 * 1024

/** Starts with an empty log. The lines are shown as they are: who shows them must make them harmless. */
export function relayOutput({ show, now, linesPerMinute }: RelayOptions): OutputRelay {
  const tail: string[] = []
  let minute = Number.NEGATIVE_INFINITY
  let shown = 0
  let dropped = 0
  let previous: string | undefined
  let repeated = 0
  let bar: string | undefined
  let barShownAt = Number.NEGATIVE_INFINITY

  const emit = (text: string): void => {
    if (now() - minute >= MINUTE_MS) {
      reportDropped()
      minute = now()
      shown = 0
    }
    if (shown >= linesPerMinute) {
      dropped += 1
      return
    }
    shown += 1
    show(
      text.length > SHOWN_LENGTH
        ? `${text.slice(0, SHOWN_LENGTH)} … (${text.length - SHOWN_LENGTH} more characters)`
        : text,
    )
  }
  const reportDropped = (): void => {
    if (dropped > 0)
      show(
        `… ${dropped} lines are not shown here (more than ${linesPerMinute} in a minute); the file of the output \`log\` holds all`,
      )
    dropped = 0
  }
  const endRepetition = (): void => {
    if (repeated > 0) emit(`… the last line ${repeated} more ${repeated === 1 ? 'time' : 'times'}`)
    repeated = 0
  }
  const endBar = (): void => {
    if (bar !== undefined) emit(bar)
    bar = undefined
    barShownAt = Number.NEGATIVE_INFINITY
  }
  return {
    tail,
    line({ text, progress }) {
      if (progress) {
        if (text.trim() === '') return
        bar = text
        if (now() - barShownAt < PROGRESS_MS) return
        endRepetition()
        emit(text)
        bar = undefined
        barShownAt = now()
        return
      }
      // The line that ends a bar is its last state; tqdm rewrites it before the line end.
      if (bar !== undefined && text.trim() !== '' && sameBar(bar, text)) bar = undefined
      endBar()
      if (text === previous) {
        repeated += 1
        return
      }
      endRepetition()
      previous = text
      tail.push(text)
      if (tail.length > TAIL_LINES) tail.shift()
      emit(text)
    },
    end() {
      endBar()
      endRepetition()
      reportDropped()
    },
  }
}

function sameBar(bar: string, line: string): boolean {
  const label = /^[^\d%|]*/.exec(bar)?.[0] ?? ''
  return /\d%/.test(bar) && /\d%/.test(line) && line.startsWith(label)
}
