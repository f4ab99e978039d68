/** One line of a scrape. */
export interface Scraped {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A scrape that is not Prometheus' text format; the message holds the line. */
export class ExpositionError extends Error {}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/
const LABEL = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|(?=\}))/
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', '\\': '\\', '"': '"' }

/** Parses the text format, version 0.0.4. Timestamps inside are ignored, comments skipped. */
export function parseExposition(text: string): Scraped[] {
  return text.split('\n').flatMap((line) => {
    const trimmed = line.trim()
    return trimmed === '' || trimmed.startsWith('#') ? [] : [parseLine(trimmed)]
  })
}

function parseLine(line: string): Scraped {
  const name = NAME.exec(line)?.[0]
  if (name === undefined) throw new ExpositionError(`no metric name: ${line}`)
  let rest = line.slice(name.length).trimStart()
  const labels: Record<string, string> = {}
  if (rest.startsWith('{')) {
    rest = rest.slice(1)
    while (!/^\s*\}/.test(rest)) {
      const match = LABEL.exec(rest)
      const [whole = '', label = '', value = ''] = match ?? []
      if (match === null) throw new ExpositionError(`bad labels: ${line}`)
      labels[label] = value.replaceAll(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? `\\${sign}`)
      rest = rest.slice(whole.length)
    }
    rest = rest.replace(/^\s*\}/, '')
  }
  const [value = '', timestamp, ...more] = rest.trim().split(/\s+/)
  const known = parseNumber(value)
  if (known === undefined || more.length > 0 || (timestamp !== undefined && !/^-?\d+$/.test(timestamp)))
    throw new ExpositionError(`bad value: ${line}`)
  return { name, labels, value: known }
}

function parseNumber(text: string): number | undefined {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (/^[+-]?nan$/i.test(text)) return Number.NaN
  const value = text === '' ? Number.NaN : Number(text)
  return Number.isNaN(value) ? undefined : value
}
