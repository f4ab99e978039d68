import type { Badge, Chart, Inline, Report, Section } from '../model.ts'
import { escapeCode, escapeMarkdown, fence, safeHref } from './escape.ts'
import { mermaidChart } from './mermaid.ts'

const SIGNS = { pass: '✅', fail: '❌', inconclusive: '⚠️', neutral: '▫️' } as const
const MAX_HEADING = 6

/** The job summary: GitHub Markdown in which everything foreign is escaped. */
export function renderSummary(report: Report): string {
  return [`## ${escapeMarkdown(report.title)}`, ...report.sections.map((section) => renderSection(section, 3))]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** A pull request comment: the summary under a hidden marker by which the next run finds it again. */
export function renderComment(report: Report, marker: string): string {
  return `<!-- ml-actions:${marker.replaceAll(/[^a-zA-Z0-9_./-]/g, '')} -->\n${renderSummary(report)}\n`
}

function renderSection(section: Section, level: number): string {
  switch (section.kind) {
    case 'text':
      return inlines(section.text)
    case 'verdict':
      return `${badge(section.badge)} ${inlines(section.text)}`
    case 'facts':
      return table(
        ['', ''],
        section.rows.map(([label, value]) => [escapeMarkdown(label), inlines(value)]),
        [],
      )
    case 'table':
      return table(
        section.head.map(escapeMarkdown),
        section.rows.map((row) => row.map(inlines)),
        section.numeric ?? [],
      )
    case 'list':
      return section.items.map((item) => `- ${inlines(item)}`).join('\n')
    case 'log':
      return fence(section.lines)
    case 'chart':
      return renderChart(section)
    case 'matrix':
      return renderMatrix(section)
    case 'group': {
      const sign = section.badge === undefined ? '' : `${badge(section.badge)} `
      return [
        `${'#'.repeat(Math.min(level, MAX_HEADING))} ${sign}${escapeMarkdown(section.title)}`,
        ...nested(section, level),
      ].join('\n\n')
    }
    case 'details':
      return [
        `<details><summary>${escapeMarkdown(section.title)}</summary>`,
        ...nested(section, level),
        '</details>',
      ].join('\n\n')
  }
}

function nested(section: { readonly sections: readonly Section[] }, level: number): readonly string[] {
  return section.sections.map((inner) => renderSection(inner, level + 1)).filter((part) => part !== '')
}

function badge({ tone, text }: Badge): string {
  return `${SIGNS[tone]} **${escapeMarkdown(text)}**`
}

function inlines(parts: readonly Inline[]): string {
  return parts.map(inline).join('')
}

function inline(part: Inline): string {
  if (typeof part === 'string') return escapeMarkdown(part)
  if ('code' in part) return `<code>${escapeCode(part.code)}</code>`
  if ('strong' in part) return `<b>${escapeMarkdown(part.strong)}</b>`
  const href = safeHref(part.link.href)
  return href === undefined ? escapeMarkdown(part.link.text) : `[${escapeMarkdown(part.link.text)}](${href})`
}

function table(head: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (numeric.includes(index) ? '---:' : '---'))), ...rows.map(line)].join(
    '\n',
  )
}

function renderChart(chart: Chart): string {
  const drawn = mermaidChart(chart)
  if (drawn === '') return ''
  const names = [...chart.series.map(({ name }) => name), ...(chart.thresholds ?? []).map(({ label }) => label)]
  const legend = names.length < 2 ? '' : `\n\nLines in order: ${names.map(escapeMarkdown).join(', ')}.`
  return `${fence(drawn.split('\n'), 'mermaid')}${legend}`
}

function renderMatrix(matrix: Extract<Section, { kind: 'matrix' }>): string {
  const head = [
    `${escapeMarkdown(matrix.rowLabel)} ↓ ${escapeMarkdown(matrix.columnLabel)} →`,
    ...matrix.labels.map(escapeMarkdown),
  ]
  const rows = matrix.counts.map((row, at) => [
    `**${escapeMarkdown(matrix.labels[at] ?? '')}**`,
    ...row.map((count, column) => (column === at ? `**${count}**` : String(count))),
  ])
  return `**${escapeMarkdown(matrix.title)}**\n\n${table(
    head,
    rows,
    matrix.labels.map((_, index) => index + 1),
  )}`
}
