import type { Chart, Series } from '../model.ts'

const MAX_POINTS = 60

/**
 * A chart as mermaid's `xychart-beta`, which GitHub draws. It knows equal steps in x and one linear scale only, so that
 * the series are read at equal distances, a logarithmic axis becomes the logarithm, and names stand below as text.
 */
export function mermaidChart(chart: Chart): string {
  const xs = chart.series.flatMap(({ points }) => points.map(([x]) => x))
  const [from, to] = [Math.min(...xs), Math.max(...xs)]
  if (!Number.isFinite(from) || from === to) return ''
  const count = Math.min(MAX_POINTS, Math.max(2, ...chart.series.map(({ points }) => points.length)))
  const grid = Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1))
  const scale = (y: number): number => (chart.y.scale === 'log' ? Math.log10(Math.max(y, Number.MIN_VALUE)) : y)
  const lines = chart.series.map(
    (series) => `  line [${grid.map((x) => round(scale(readAt(series, x, chart.shape)))).join(', ')}]`,
  )
  const thresholds = (chart.thresholds ?? []).map(({ y }) => `  line [${grid.map(() => round(scale(y))).join(', ')}]`)
  return [
    'xychart-beta',
    `  title "${label(chart.title)}"`,
    `  x-axis "${label(chart.x.label)}" ${round(from)} --> ${round(to)}`,
    `  y-axis "${label(chart.y.scale === 'log' ? `log10 ${chart.y.label}` : chart.y.label)}"`,
    ...lines,
    ...thresholds,
  ].join('\n')
}

function readAt({ points }: Series, x: number, shape: Chart['shape']): number {
  const next = points.findIndex(([at]) => at >= x)
  const after = points[next < 0 ? points.length - 1 : next]
  const before = points[next <= 0 ? 0 : next - 1]
  if (after === undefined || before === undefined) return 0
  if (after[0] <= x || before[0] >= x || after[0] === before[0]) return after[0] <= x ? after[1] : before[1]
  return shape === 'step' ? before[1] : before[1] + ((after[1] - before[1]) * (x - before[0])) / (after[0] - before[0])
}

/** Quotes and brackets end a label in mermaid's grammar. */
function label(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} %/.,:()+-]/gu, ' ').slice(0, 80)
}

const round = (value: number): number => Number(value.toPrecision(4))
