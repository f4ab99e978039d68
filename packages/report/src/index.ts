export { escapeCode, escapeMarkdown } from './markdown/escape.ts'
export { renderComment, renderSummary } from './markdown/render.ts'
export type { Badge, Chart, Inline, Report, Section, Series, Tone } from './model.ts'

import type { Report } from './model.ts'

/** The report as one self-contained HTML page. Loaded only when asked for: the charts bring d3. */
export async function renderHtml(report: Report): Promise<string> {
  const page = await import('./html/render.ts')
  return page.renderHtml(report)
}
