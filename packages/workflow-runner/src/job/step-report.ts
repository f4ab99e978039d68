import type { Masker } from '../commands/mask.ts'
import type { CommandTarget } from '../commands/relay.ts'
import type { Annotation, LineKind } from '../types.ts'
import type { JobLog } from './log.ts'

/** What one step of a job says while it runs; the steps of a composite action speak through the one that uses it. */
export class StepReport {
  readonly annotations: Annotation[] = []
  /** What its processes wrote to their summaries, masked. */
  readonly summaries: string[] = []
  readonly #log: JobLog
  readonly #masker: Masker
  readonly #place: { readonly job: string; readonly name: string; readonly number: number }

  constructor(
    log: JobLog,
    masker: Masker,
    place: { readonly job: string; readonly name: string; readonly number: number },
  ) {
    this.#log = log
    this.#masker = masker
    this.#place = place
  }

  get name(): string {
    return this.#place.name
  }

  line(kind: LineKind, text: string): void {
    this.#log.line(kind, text, this.#place.number)
  }

  /** An error or warning of the runner itself: in the log and as an annotation. */
  issue(level: 'error' | 'warning', message: string): void {
    this.annotate({ level, message })
    for (const line of message.split(/\r\n|\n|\r/)) this.line(level, line)
  }

  annotate(annotation: Annotation): void {
    const { message, title } = annotation
    this.annotations.push({
      ...annotation,
      message: this.#masker.mask(message),
      ...(title === undefined ? {} : { title: this.#masker.mask(title) }),
      job: this.#place.job,
      step: this.#place.name,
    })
  }
}

/** Outputs and saved state of one step; `failed` when the runner itself found it wanting. */
export interface StepRecord {
  readonly outputs: Record<string, string>
  readonly state: Record<string, string>
  failed: boolean
}

/** Connects a step's printed commands with its report and record. */
export function commandTarget(report: StepReport, record: StepRecord, masker: Masker): CommandTarget {
  return {
    line: (kind, text) => report.line(kind, text),
    annotate: (annotation) => report.annotate(annotation),
    setOutput: (name, value) => {
      record.outputs[name] = value
    },
    saveState: (name, value) => {
      record.state[name] = value
    },
    addMask: (value) => masker.add(value),
    fail: (message) => {
      record.failed = true
      report.issue('error', message)
    },
  }
}
