import { html, raw } from 'hono/html'
import { svgChart } from '../chart/svg.ts'
import type { Badge, Chart, Inline, Report, Section } from '../model.ts'
import { STYLE } from './style.ts'

type Markup = ReturnType<typeof html>
type Matrix = Extract<Section, { kind: 'matrix' }>

const MAX_HEADING = 6

/** The whole report as one self-contained page: nothing is fetched, nothing runs, everything foreign is escaped. */
export async function renderHtml(report: Report): Promise<string> {
  const body = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${report.title}</title><link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body><main><h1>${report.title}</h1>
${report.sections.map((section) => renderSection(section, 2))}
</main></body></html>
`
  return String(body)
}

function renderSection(section: Section, level: number): Markup {
  switch (section.kind) {
    case 'text':
      return html`<p>${inlines(section.text)}</p>`
    case 'verdict':
      return html`<p>${badge(section.badge)} ${inlines(section.text)}</p>`
    case 'facts':
      return html`<div class="scroll" tabindex="0"><table class="facts"><tbody>${section.rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${inlines(value)}</td></tr>`)}</tbody></table></div>`
    case 'table':
      return renderTable(section.head, section.rows, section.numeric ?? [])
    case 'list':
      return html`<ul>${section.items.map((item) => html`<li>${inlines(item)}</li>`)}</ul>`
    case 'log':
      return html`<pre tabindex="0">${section.lines.join('\n')}</pre>`
    case 'chart':
      return renderChart(section)
    case 'matrix':
      return renderMatrix(section)
    case 'group':
      return html`<section>${heading(level, section.title, section.badge)}${section.sections.map((inner) => renderSection(inner, level + 1))}</section>`
    case 'details':
      return html`<details><summary>${section.title}</summary>${section.sections.map((inner) => renderSection(inner, level + 1))}</details>`
  }
}

function heading(level: number, title: string, sign: Badge | undefined): Markup {
  const name = `h${Math.min(level, MAX_HEADING)}`
  return html`${raw(`<${name}>`)}${title}${sign === undefined ? '' : html` ${badge(sign)}`}${raw(`</${name}>`)}`
}

function badge({ tone, text }: Badge): Markup {
  return html`<span class="badge ${tone}">${text}</span>`
}

function inlines(parts: readonly Inline[]): readonly (Markup | string)[] {
  return parts.map((part) => {
    if (typeof part === 'string') return part
    if ('code' in part) return html`<code>${part.code}</code>`
    if ('strong' in part) return html`<strong>${part.strong}</strong>`
    return isSafe(part.link.href) ? html`<a href="${part.link.href}">${part.link.text}</a>` : part.link.text
  })
}

/** Pages of the web, and files that lie beside this page. */
function isSafe(href: string): boolean {
  if (!URL.canParse(href)) return /^[\w-][\w./-]*$/.test(href) && !href.includes('..')
  return ['https:', 'http:'].includes(new URL(href).protocol)
}

function renderTable(
  head: readonly string[],
  rows: readonly (readonly (readonly Inline[])[])[],
  numeric: readonly number[],
): Markup {
  const side = (index: number): string => (numeric.includes(index) ? 'number' : '')
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${head.map((cell, index) => headCell(cell, side(index)))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td class="${side(index)}">${inlines(cell)}</td>`)}</tr>`)}</tbody></table></div>`
}

/** A column without a name has no header cell: an empty one would be read out as a header. */
function headCell(text: string, side: string): Markup {
  return text === '' ? html`<td></td>` : html`<th scope="col" class="${side}">${text}</th>`
}

function renderChart(chart: Chart): Markup {
  return html`<figure><figcaption>${chart.title}</figcaption><div class="scroll" tabindex="0">${svgChart(chart)}</div>
<ul class="legend">${chart.series.map(({ name }, index) => html`<li><i class="series-${(index % 6) + 1}"></i>${name}</li>`)}</ul></figure>`
}

function renderMatrix({ title, rowLabel, columnLabel, labels, counts }: Matrix): Markup {
  const kind = (count: number, row: number, column: number): string =>
    row === column ? 'hit' : count > 0 ? 'miss' : ''
  return html`<figure><figcaption>${title}</figcaption><div class="scroll" tabindex="0"><table class="matrix">
<thead><tr><th scope="col">${rowLabel} ↓ ${columnLabel} →</th>${labels.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${counts.map((row, at) => html`<tr><th scope="row">${labels[at] ?? ''}</th>${row.map((count, column) => html`<td class="${kind(count, at, column)}">${count}</td>`)}</tr>`)}</tbody></table></div></figure>`
}
