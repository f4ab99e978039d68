import type { MetricFile } from './files.ts'
import { readLine } from './lines.ts'
import { fits, type MetricRecord } from './record.ts'

/** One metric over the training. */
export interface Course {
  readonly name: string
  readonly axis: 'step' | 'epoch' | 'record'
  /** Ascending in x; values may be NaN or infinite. */
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** What is known about a training's metrics. */
export interface MetricHistory {
  readonly courses: readonly Course[]
  /** The last value of each metric. */
  readonly last: ReadonlyMap<string, number>
  readonly records: readonly (MetricRecord & { readonly source: string })[]
}

/** Collects records as they are printed. */
export interface MetricCollector {
  readLine(line: string): void
  /** Everything, with what the files say. */
  finish(files: readonly MetricFile[]): MetricHistory
}

/** A runaway print loop is no course to draw. */
const MAX_RECORDS = 200_000
const PRINTED = 'output'

/** Starts with no records. */
export function collectMetrics(): MetricCollector {
  const printed: MetricRecord[] = []
  let epoch: number | undefined
  return {
    readLine(line) {
      if (printed.length >= MAX_RECORDS) return
      const said = readLine(line)
      if (said?.kind === 'epoch') epoch = said.epoch
      else if (said?.kind === 'record') {
        printed.push({
          ...said.record,
          epoch: said.record.epoch ?? (said.record.step === undefined ? epoch : undefined),
        })
      }
    },
    finish: (files) => joinSources(printed, files),
  }
}

function joinSources(printed: readonly MetricRecord[], files: readonly MetricFile[]): MetricHistory {
  const sources = [
    { source: PRINTED, final: false, records: printed },
    ...latestStates(files).map(({ path, final, records }) => ({ source: path, final, records })),
  ]
  const courses = new Map<string, Course>()
  for (const { records } of sources.filter(({ final }) => !final)) {
    for (const course of coursesOf(records)) {
      // The same metric is often printed and written: the source that tells more of it counts.
      const other = courses.get(course.name)
      if (other === undefined || course.points.length > other.points.length) courses.set(course.name, course)
    }
  }
  const last = new Map<string, number>()
  for (const course of courses.values()) {
    const value = course.points.at(-1)?.[1]
    if (value !== undefined && fits(course.name, last)) last.set(course.name, value)
  }
  for (const { records } of sources.filter(({ final }) => final)) {
    for (const { values } of records) for (const [name, value] of values) if (fits(name, last)) last.set(name, value)
  }
  return {
    courses: [...courses.values()],
    last,
    records: sources.flatMap(({ source, records }) => records.map((record) => ({ ...record, source }))),
  }
}

/** Each Hugging Face checkpoint repeats the history of those before it: only the longest says something. */
function latestStates(files: readonly MetricFile[]): readonly MetricFile[] {
  const isState = (file: MetricFile): boolean => file.path.endsWith('trainer_state.json')
  const longest = files.filter(isState).toSorted((a, b) => b.records.length - a.records.length)[0]
  return files.filter((file) => !isState(file) || file === longest)
}

function coursesOf(records: readonly MetricRecord[]): readonly Course[] {
  const points = new Map<string, { step: [number, number][]; epoch: [number, number][]; record: [number, number][] }>()
  records.forEach(({ step, epoch, values }, index) => {
    for (const [name, value] of values) {
      const of = points.get(name) ?? { step: [], epoch: [], record: [] }
      if (step !== undefined) of.step.push([step, value])
      if (epoch !== undefined) of.epoch.push([epoch, value])
      of.record.push([index, value])
      points.set(name, of)
    }
  })
  return [...points].map(([name, of]) => {
    const axis =
      of.step.length === of.record.length ? 'step' : of.epoch.length === of.record.length ? 'epoch' : 'record'
    // A resumed training repeats the steps after its checkpoint: the later value holds.
    const byX = new Map(of[axis])
    return { name, axis, points: [...byX].toSorted(([a], [b]) => a - b) }
  })
}
