import { extent } from 'd3-array'
import { scaleLinear, scaleLog } from 'd3-scale'
import { curveLinear, curveStepAfter, line } from 'd3-shape'
import { html } from 'hono/html'
import type { Chart } from '../model.ts'

const WIDTH = 720
const HEIGHT = 280
const MARGIN = { top: 28, right: 16, bottom: 40, left: 56 }
const TICKS = 5
/** Share of the width past which a label would leave the picture. */
const LATE = 0.8

type Markup = ReturnType<typeof html>
type Point = readonly [number, number]

/** A chart as inline SVG; colours come from the page's variables, so that it is right in light and dark. */
export function svgChart(chart: Chart): Markup {
  const points = chart.series.flatMap((series) => series.points)
  const log = chart.y.scale === 'log'
  const usable = (y: number): boolean => Number.isFinite(y) && (!log || y > 0)
  const moments = [...points.map(([at]) => at), ...(chart.marks ?? []).map((mark) => mark.x)]
  const [left = 0, right = 1] = defined(extent(moments))
  const ys = [...points.map(([, y]) => y), ...(chart.thresholds ?? []).map(({ y }) => y)].filter(usable)
  const [low = 0, high = 1] = defined(extent(ys))
  const x = scaleLinear([left, right === left ? left + 1 : right], [MARGIN.left, WIDTH - MARGIN.right])
  const range = [HEIGHT - MARGIN.bottom, MARGIN.top]
  const y = log
    ? scaleLog([low, high === low ? low * 10 : high], range).nice()
    : scaleLinear([Math.min(0, low), high === low ? low + 1 : high], range).nice()
  const path = line<Point>()
    .defined(([, value]) => usable(value))
    .x(([at]) => x(at))
    .y(([, value]) => y(value))
    .curve(chart.shape === 'step' ? curveStepAfter : curveLinear)
  /** A line needs two points to be seen; fewer are drawn as dots. */
  const dots = (series: readonly Point[], index: number): readonly Markup[] =>
    series.length > 1
      ? []
      : series.map(
          ([at, value]) => html`<circle class="dot series-${(index % 6) + 1}" cx="${x(at)}" cy="${y(value)}" r="3"/>`,
        )
  const format = log ? y.tickFormat(TICKS, '~g') : y.tickFormat(TICKS)
  // A logarithmic scale has a tick for each multiple; those that it leaves without a label only crowd the picture.
  const ticks = y.ticks(TICKS).filter((tick) => format(tick) !== '')
  const bottom = HEIGHT - MARGIN.bottom
  const edge = WIDTH - MARGIN.right
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${describe(chart)}">
${ticks.map((tick) => html`<line class="grid" x1="${MARGIN.left}" x2="${edge}" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" x="${MARGIN.left - 8}" y="${y(tick) + 4}" text-anchor="end">${format(tick)}</text>`)}
${x.ticks(8).map((tick) => html`<text class="tick" x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${String(tick)}</text>`)}
<text class="axis" x="${edge}" y="${HEIGHT - 6}" text-anchor="end">${chart.x.label}</text>
<text class="axis" x="${MARGIN.left - 8}" y="14">${chart.y.label}</text>
${(chart.marks ?? []).map((mark) => html`<line class="mark" x1="${x(mark.x)}" x2="${x(mark.x)}" y1="${MARGIN.top}" y2="${bottom}"/>${markLabel(x(mark.x), bottom - 6, mark.label)}`)}
${(chart.thresholds ?? []).map((threshold, index) => html`<line class="threshold" x1="${MARGIN.left}" x2="${edge}" y1="${y(threshold.y)}" y2="${y(threshold.y)}"/>${thresholdLabel(index, y(threshold.y) - 5, threshold.label)}`)}
${chart.series.map(
  (series, index) =>
    html`<path class="series series-${(index % 6) + 1}" d="${path([...series.points]) ?? ''}"/>${dots(
      series.points.filter(([, value]) => usable(value)),
      index,
    )}`,
)}
</svg>`
}

/** Lines that lie close together have their labels at either end. */
function thresholdLabel(index: number, y: number, text: string): Markup {
  const right = index % 2 === 0
  const at = right ? WIDTH - MARGIN.right : MARGIN.left + 4
  return html`<text class="threshold" x="${at}" y="${y}" text-anchor="${right ? 'end' : 'start'}">${text}</text>`
}

/** Near the right edge a label stands before its line. */
function markLabel(at: number, y: number, text: string): Markup {
  const late = at > WIDTH * LATE
  return html`<text class="mark" x="${at + (late ? -4 : 4)}" y="${y}" text-anchor="${late ? 'end' : 'start'}">${text}</text>`
}

function describe(chart: Chart): string {
  const names = chart.series.map(({ name, points }) => {
    const last = points.at(-1)
    return last === undefined ? `${name} has no data` : `${name} ends at ${Number(last[1].toPrecision(4))}`
  })
  return `${chart.title}: ${chart.y.label} by ${chart.x.label}; ${names.join(', ')}`
}

function defined(pair: readonly [undefined, undefined] | readonly [number, number]): readonly [number?, number?] {
  return pair[0] === undefined ? [] : pair
}
