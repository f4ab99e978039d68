import type { MetricPoint } from '@ml-actions/mlflow'
import type { Course, MetricHistory } from '../metrics/history.ts'

/**
 * A training's metrics with whole numbers as steps, which is all that MLflow knows: epochs that are fractions count 0, 1, 2, …
 * The last value of each metric is the one that MLflow shows. Nothing says when a value was taken, so all have the end's time.
 */
export function pointsOf(history: Pick<MetricHistory, 'courses' | 'last'>, endedAtMs: number): readonly MetricPoint[] {
  const points: MetricPoint[] = []
  const ends = new Map<string, { readonly step: number; readonly value: number }>()
  for (const { name, points: course } of history.courses) {
    const step = stepsOf(course)
    course.forEach(([x, value], index) => {
      const point = { name, value, step: step(x, index) }
      points.push({ ...point, timestampMs: endedAtMs })
      ends.set(name, point)
    })
  }
  for (const [name, value] of history.last) {
    const end = ends.get(name)
    if (end === undefined || !Object.is(end.value, value))
      points.push({ name, value, step: end?.step ?? 0, timestampMs: endedAtMs + 1 })
  }
  return points
}

function stepsOf(course: Course['points']): (x: number, index: number) => number {
  return course.every(([x]) => Number.isSafeInteger(x)) ? (x) => x : (_, index) => index
}
