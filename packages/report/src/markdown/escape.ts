/** Longest foreign text that is shown in one place. */
const MAX_LENGTH = 2_000
const ZERO_WIDTH_JOINER = '\u2060'

/** Text from outside as GitHub Markdown that shows it and nothing more: no markup, HTML, link, mention or issue number. */
export function escapeMarkdown(text: string): string {
  return shorten(visible(text))
    .replaceAll(
      /[\\`*_{}[\]()<>#+\-.!|&~$:=^"'@]/g,
      (sign) => `&#${sign.charCodeAt(0)};${isReference(sign) ? ZERO_WIDTH_JOINER : ''}`,
    )
    .replaceAll(/\s*\n\s*/g, '<br>')
}

/** The same inside a code element, where GitHub resolves neither mentions nor references. */
export function escapeCode(text: string): string {
  return shorten(visible(text))
    .replaceAll(/[&<>"'`\\|*_~[\]$:@#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll('\n', ' ')
}

/** A fenced block whose fence is longer than any run of backticks in it. */
export function fence(lines: readonly string[], language = ''): string {
  const text = lines.map(visible).join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const marker = '`'.repeat(longest + 1)
  return `${marker}${language}\n${text}\n${marker}`
}

/** Only pages of the web are linked. */
export function safeHref(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined
  const url = new URL(href)
  return url.protocol === 'https:' || url.protocol === 'http:'
    ? url.href.replaceAll(/[()<>"'`|\\*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    : undefined
}

function isReference(sign: string): boolean {
  return sign === '@' || sign === '#'
}

/** Control characters would hide or reorder what stands around them; so would the bidirectional overrides. */
function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/[^\P{C}\n\t\u2060\u200d]/gu, '\uFFFD')
}

function shorten(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} …` : text
}
