/** One command that a step printed. */
export interface LogCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

type Replacements = readonly (readonly [escaped: string, plain: string])[]

const DATA: Replacements = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
]
const PROPERTY: Replacements = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
]
const OLD: Replacements = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
]

/**
 * Finds the command in a line: `::name k=v,k=v::data` after leading blanks, or the older `##[name k=v;]data` anywhere
 * in it. A name that is not registered is text (actions/runner, `ActionCommand.cs`).
 */
export function parseCommand(line: string, registered: ReadonlySet<string>): LogCommand | undefined {
  return parseCurrent(line.trimStart(), registered) ?? parseOld(line, registered)
}

function parseCurrent(line: string, registered: ReadonlySet<string>): LogCommand | undefined {
  const end = line.startsWith('::') ? line.indexOf('::', 2) : -1
  if (end < 0) return undefined
  return command(line.slice(2, end), ',', PROPERTY, registered, () => unescaped(line.slice(end + 2), DATA))
}

function parseOld(line: string, registered: ReadonlySet<string>): LogCommand | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return undefined
  return command(line.slice(start + 3, end), ';', OLD, registered, () => unescaped(line.slice(end + 1), OLD))
}

function command(
  head: string,
  separator: string,
  escapes: Replacements,
  registered: ReadonlySet<string>,
  data: () => string,
): LogCommand | undefined {
  const blank = head.indexOf(' ')
  const name = (blank < 0 ? head : head.slice(0, blank)).toLowerCase()
  if (!registered.has(name)) return undefined
  const properties: Record<string, string> = {}
  for (const part of blank > 0
    ? head
        .slice(blank + 1)
        .trim()
        .split(separator)
    : []) {
    const equals = part.indexOf('=')
    // A property without a name or a value is dropped.
    if (equals <= 0 || equals === part.length - 1) continue
    properties[part.slice(0, equals).toLowerCase()] = unescaped(part.slice(equals + 1), escapes)
  }
  return { name, properties, data: data() }
}

function unescaped(text: string, replacements: Replacements): string {
  return replacements.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text)
}
