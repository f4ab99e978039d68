import { formatDuration, type Verdict } from '@ml-actions/action'
import type { Isolation } from '@ml-actions/container-engine'
import type { Inline, Report, Section, Series } from '@ml-actions/report'
import type { Checkpoint } from './checkpoints/find.ts'
import type { Failure } from './failure/classify.ts'
import type { Course } from './metrics/history.ts'

/** What a run is told as. Everything in it is masked already. */
export interface RunStory {
  readonly purpose: 'train' | 'evaluate'
  readonly verdict: Verdict
  readonly reason: string
  readonly message: string
  readonly failure?: Failure | undefined
  readonly tail: readonly string[]
  readonly courses: readonly Course[]
  readonly last: ReadonlyMap<string, number>
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly isolation: Isolation
  readonly datasets: readonly { readonly name: string; readonly digest: string }[]
  readonly checkpoint?: Checkpoint | undefined
  readonly durationMs: number
}

const MAX_CHARTS = 6
const MAX_METRICS = 60
const TAIL_LINES = 40

/** The run as a report, for the summary and for `report.json`. */
export function runReport(story: RunStory): Report {
  return {
    title: story.purpose === 'train' ? 'Training' : 'Evaluation',
    sections: [
      {
        kind: 'verdict',
        badge: { tone: story.verdict, text: `${story.verdict}: ${story.reason}` },
        text: [story.message],
      },
      ...failureSections(story),
      ...charts(story.courses),
      ...lastValues(story.last),
      { kind: 'facts', rows: story.facts.map(([label, value]): [string, Inline[]] => [label, [{ code: value }]]) },
      ...isolationSections(story.isolation),
      ...datasetSections(story.datasets),
    ],
  }
}

function failureSections({ failure, tail }: RunStory): readonly Section[] {
  if (failure === undefined) return []
  const rows: [string, Inline[]][] = [
    ['Failure class', [{ code: failure.class }]],
    ['What decided', [failure.line === undefined ? 'the exit code' : { code: failure.line.slice(0, 500) }]],
    ['What to do', [failure.advice]],
    ['Worth a retry as it is', [failure.retry ? 'yes' : 'no']],
  ]
  const lines = tail.slice(-TAIL_LINES)
  return [
    { kind: 'facts', rows },
    ...(lines.length === 0
      ? []
      : [{ kind: 'details', title: 'End of the output', sections: [{ kind: 'log', lines }] } satisfies Section]),
  ]
}

/** One chart for what belongs together: the same metric in training and validation. */
function charts(courses: readonly Course[]): readonly Section[] {
  const groups = new Map<string, { readonly axis: Course['axis']; readonly series: Series[] }>()
  for (const course of courses) {
    const points = course.points.filter(([, y]) => Number.isFinite(y))
    if (points.length < 2) continue
    const name = `${course.name.replace(/^(?:train(?:ing)?|val(?:id(?:ation)?)?|eval|test)[_/]|_(?:step|epoch)$/g, '')} by ${course.axis}`
    const group = groups.get(name) ?? { axis: course.axis, series: [] }
    group.series.push({ name: course.name, points })
    groups.set(name, group)
  }
  return [...groups]
    .toSorted(([a], [b]) => Number(b.startsWith('loss')) - Number(a.startsWith('loss')))
    .slice(0, MAX_CHARTS)
    .map(([name, { axis, series }]) => ({
      kind: 'chart',
      title: name,
      shape: 'line',
      x: { label: axis },
      y: { label: name.replace(/ by \w+$/, '') },
      series,
    }))
}

function lastValues(last: ReadonlyMap<string, number>): readonly Section[] {
  if (last.size === 0) return []
  const rows = [...last].slice(0, MAX_METRICS).map(([name, value]): Inline[][] => [[{ code: name }], [String(value)]])
  const table: Section = { kind: 'table', head: ['Metric', 'Last value'], rows, numeric: [1] }
  return last.size > 12 ? [{ kind: 'details', title: `${last.size} metrics`, sections: [table] }] : [table]
}

function isolationSections(isolation: Isolation): readonly Section[] {
  return isolation.notes.length === 0
    ? []
    : [{ kind: 'list', items: isolation.notes.map((note): Inline[] => [{ strong: 'Not enforced: ' }, note]) }]
}

function datasetSections(datasets: RunStory['datasets']): readonly Section[] {
  if (datasets.length === 0) return []
  const rows = datasets.map(({ name, digest }): Inline[][] => [[{ code: name }], [{ code: digest }]])
  return [{ kind: 'details', title: 'Datasets', sections: [{ kind: 'table', head: ['Dataset', 'Digest'], rows }] }]
}

/** The report for machines. */
export function reportJson(story: RunStory): string {
  return `${JSON.stringify(
    {
      schema: 1,
      purpose: story.purpose,
      verdict: story.verdict,
      reason: story.reason,
      message: story.message,
      failure: story.failure === undefined ? null : { ...story.failure },
      metrics: Object.fromEntries([...story.last].map(([name, value]) => [name, printable(value)])),
      courses: story.courses.map(({ name, axis, points }) => ({
        name,
        axis,
        points: points.map(([x, y]) => [x, printable(y)]),
      })),
      facts: Object.fromEntries(story.facts),
      isolation: story.isolation,
      datasets: story.datasets,
      checkpoint: story.checkpoint ?? null,
      seconds: Math.round(story.durationMs) / 1_000,
      duration: formatDuration(story.durationMs),
      /** The same for people, to be drawn by whoever shows it. */
      page: runReport(story),
    },
    null,
    2,
  )}\n`
}

/** JSON has no word for NaN and infinity. */
export function printable(value: number): number | string {
  return Number.isFinite(value) ? value : String(value)
}
