/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly keyword: string
  /** Flags with their values, in order; a flag without a value has `undefined`. */
  readonly flags: readonly (readonly [name: string, value: string | undefined])[]
  /** What follows keyword and flags, continuation lines joined, comments between them gone. */
  readonly text: string
  readonly heredocs: boolean
  /** First line, counted from 1. */
  readonly line: number
}

/** A Dockerfile taken apart into instructions. */
export interface Dockerfile {
  readonly instructions: readonly Instruction[]
  /** The `# syntax` directive. */
  readonly syntax: string | undefined
  readonly escapeChar: '\\' | '`'
}

// Own splitter: dockerfile-ast leaves comments between continuation lines inside the arguments, and is 41 KB.

/** A Dockerfile's instructions, as docs.docker.com/reference/dockerfile defines them. Nothing is expanded yet. */
export function readDockerfile(source: string): Dockerfile {
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/)
  const { syntax, escapeChar } = directives(lines)
  const instructions: Instruction[] = []
  let at = 0
  while (at < lines.length) {
    const line = at + 1
    if (isBlank(lines[at])) {
      at += 1
      continue
    }
    const joined = joinLines(lines, at, escapeChar)
    at = joined.next
    const [, keyword = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(joined.text) ?? []
    const upper = keyword.toUpperCase()
    const names = ['RUN', 'COPY', 'ADD'].includes(upper) ? heredocNames(rest) : []
    for (const { name, tabs } of names) {
      while (at < lines.length && (tabs ? (lines[at] ?? '').replace(/^\t+/, '') : lines[at]) !== name) at += 1
      at += 1
    }
    instructions.push({ keyword: upper, ...splitFlags(rest), heredocs: names.length > 0, line })
  }
  return { instructions, syntax, escapeChar }
}

function directives(lines: readonly string[]): { syntax: string | undefined; escapeChar: '\\' | '`' } {
  const found = new Map<string, string>()
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*([a-zA-Z]+)\s*=\s*(.+?)\s*$/.exec(line) ?? []
    if (name === undefined || value === undefined) break
    found.set(name.toLowerCase(), value)
  }
  return { syntax: found.get('syntax'), escapeChar: found.get('escape') === '`' ? '`' : '\\' }
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || /^\s*(?:#.*)?$/.test(line)
}

function joinLines(lines: readonly string[], start: number, escapeChar: string): { text: string; next: number } {
  let text = ''
  let at = start
  for (;;) {
    const line = lines[at] ?? ''
    at += 1
    const trimmed = line.trimEnd()
    if (!trimmed.endsWith(escapeChar)) return { text: text + line, next: at }
    text += trimmed.slice(0, -1)
    while (at < lines.length && isBlank(lines[at])) at += 1
    if (at >= lines.length) return { text, next: at }
  }
}

function heredocNames(text: string): { name: string; tabs: boolean }[] {
  return [...text.matchAll(/(?:^|\s)\d*<<(-?)(["']?)([A-Za-z_][A-Za-z0-9_]*)\2(?=\s|$)/g)].map(
    ([, dash, , name = '']) => ({
      name,
      tabs: dash === '-',
    }),
  )
}

function splitFlags(text: string): Pick<Instruction, 'flags' | 'text'> {
  const flags: [string, string | undefined][] = []
  let rest = text
  for (;;) {
    const [whole, name, value] = /^--([a-z][a-z-]*)(?:=(\S*))?(?:\s+|$)/.exec(rest) ?? []
    if (whole === undefined || name === undefined) return { flags, text: rest.trim() }
    flags.push([name, value])
    rest = rest.slice(whole.length)
  }
}

/** The value of a flag. */
export function flagOf(instruction: Instruction, name: string): string | undefined {
  return instruction.flags.find(([flag]) => flag === name)?.[1]
}

/** The texts of a JSON array, where the arguments are one. */
export function jsonArguments(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : undefined
  } catch {
    return undefined
  }
}
