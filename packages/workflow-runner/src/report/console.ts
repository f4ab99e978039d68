import { harmless } from '@ml-actions/process'
import type { Annotation, Conclusion, JobResult, RunEvent, RunResult } from '../types.ts'

/** How much is shown while jobs run. */
export type Detail = 'steps' | 'lines'

const MARKS: Readonly<Record<Conclusion, string>> = { success: '✓', failure: '✗', cancelled: '■', skipped: '○' }
const COLOURS: Readonly<Record<Conclusion, number>> = { success: 32, failure: 31, cancelled: 33, skipped: 90 }

/** Turns what happens into lines for a person; jobs run side by side, so each line names its own. */
export class ConsoleReport {
  readonly #write: (text: string) => void
  readonly #colour: boolean
  readonly #detail: Detail
  readonly #inHeader = new Map<string, boolean>()
  #width = 0

  constructor(write: (text: string) => void, options: { readonly colour: boolean; readonly detail: Detail }) {
    this.#write = write
    this.#colour = options.colour
    this.#detail = options.detail
  }

  event(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.#print(`${event.workflow}  run ${event.runId}  commit ${event.sha.slice(0, 12)}`)
        break
      case 'note':
        this.#print(this.#paint(event.text, 36))
        break
      case 'job-started':
        this.#job(event.job, `▶ ${event.name}`)
        break
      case 'step-started':
        this.#inHeader.set(event.job, false)
        this.#job(event.job, `  ▸ ${event.name}`)
        break
      case 'line':
        this.#line(event)
        break
      case 'step-ended':
        if (event.result.outcome !== 'skipped') {
          this.#job(
            event.job,
            `  ${this.#mark(event.result.outcome)} ${event.result.name}  ${seconds(event.result.seconds)}`,
          )
        }
        break
      case 'job-ended':
        this.#job(event.job, `${this.#mark(event.result.outcome)} ${event.result.name}  ${jobEnd(event.result)}`)
        break
      case 'run-ended':
        this.#end(event.result)
        break
    }
  }

  #line(event: Extract<RunEvent, { type: 'line' }>): void {
    const { job, kind, text } = event
    if (kind === 'group') this.#inHeader.set(job, text.startsWith('Run '))
    const inHeader = this.#inHeader.get(job) === true
    if (kind === 'endgroup') this.#inHeader.set(job, false)
    // What the runner itself repeats of a step stands in the log file.
    if (this.#detail === 'steps' || inHeader || kind === 'endgroup') return
    switch (kind) {
      case 'group':
        this.#job(job, `    ┌ ${text}`)
        break
      case 'error':
        this.#job(job, this.#paint(`    error: ${text}`, 31))
        break
      case 'warning':
        this.#job(job, this.#paint(`    warning: ${text}`, 33))
        break
      case 'notice':
        this.#job(job, this.#paint(`    notice: ${text}`, 36))
        break
      case 'debug':
      case 'command':
        this.#job(job, this.#paint(`    ${text}`, 90))
        break
      case 'plain':
        this.#job(job, `    ${text}`)
        break
    }
  }

  #end(result: RunResult): void {
    this.#print('')
    for (const annotation of result.annotations) this.#print(this.#annotation(annotation))
    for (const artifact of result.artifacts)
      this.#print(`artifact ${artifact.name}  ${artifact.bytes} bytes  ${artifact.path}`)
    for (const job of result.jobs) {
      if (job.outcome === 'failure' && job.logPath !== undefined) this.#print(`log of ${job.name}  ${job.logPath}`)
    }
    this.#print(
      `${this.#mark(result.conclusion)} ${result.conclusion} in ${seconds(result.seconds)}  ${result.directory}`,
    )
  }

  #annotation({ level, message, title, file, line, job, step }: Annotation): string {
    const place = file === undefined ? '' : ` ${file}${line === undefined ? '' : `:${line}`}`
    const from = [job, step].filter((part) => part !== undefined).join(' › ')
    const head = this.#paint(level, { error: 31, warning: 33, notice: 36 }[level])
    return `${head}${place}${from === '' ? '' : ` (${from})`}: ${title === undefined ? '' : `${title}: `}${message}`
  }

  #job(job: string, text: string): void {
    this.#width = Math.max(this.#width, job.length)
    this.#print(`${this.#paint(`${job.padEnd(this.#width)} │`, 90)} ${text}`)
  }

  #mark(conclusion: Conclusion): string {
    return this.#paint(MARKS[conclusion], COLOURS[conclusion])
  }

  #paint(text: string, colour: number): string {
    return this.#colour ? `\u001B[${colour}m${text}\u001B[0m` : text
  }

  /** Run within a job on GitHub, foreign text must not speak to that runner. */
  #print(text: string): void {
    for (const line of text.split('\n')) this.#write(`${harmless(line)}\n`)
  }
}

function seconds(value: number): string {
  return value < 60 ? `${value.toFixed(1)} s` : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`
}

function jobEnd(job: JobResult): string {
  const time = job.startedAt === undefined ? job.outcome : seconds(job.seconds)
  const continued = job.outcome === job.conclusion ? '' : '  (continue-on-error)'
  return `${time}${continued}${job.message === undefined ? '' : `  ${job.message}`}`
}
