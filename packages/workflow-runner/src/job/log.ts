import { openSync, writeSync } from 'node:fs'
import type { Masker } from '../commands/mask.ts'
import type { LineKind, RunEvent } from '../types.ts'

/** The log of one job: a file in the form GitHub offers for download, and events for whoever watches. */
export class JobLog {
  readonly #job: string
  /** Open until the job's process ends. */
  readonly #file: number
  readonly #masker: Masker
  readonly #emit: (event: RunEvent) => void

  constructor(options: {
    readonly job: string
    readonly file: string
    readonly masker: Masker
    readonly emit: (event: RunEvent) => void
  }) {
    this.#job = options.job
    this.#file = openSync(options.file, 'a')
    this.#masker = options.masker
    this.#emit = options.emit
  }

  /** One line, masked. `step` counts from 1. */
  line(kind: LineKind, text: string, step?: number): void {
    const masked = this.#masker.mask(text)
    writeSync(this.#file, `${new Date().toISOString()} ${kind === 'plain' ? '' : `##[${kind}]`}${masked}\n`)
    this.#emit({ type: 'line', job: this.#job, ...(step === undefined ? {} : { step }), kind, text: masked })
  }

  event(event: RunEvent): void {
    this.#emit(event)
  }
}
