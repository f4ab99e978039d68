/** Whether a path of the context stays out of it. */
export interface IgnoreRules {
  ignores(path: string): boolean
  /** Whether anything below an ignored directory may be let in again. */
  mayHoldExceptions(directory: string): boolean
}

interface Rule {
  readonly exception: boolean
  readonly parts: readonly string[]
  readonly pattern: RegExp
}

/**
 * The rules of a .dockerignore file, as github.com/moby/patternmatcher reads them: anchored at the root, `**` any depth, a
 * pattern holds for everything below what it matches, and of several the last that changes something decides. The library for
 * this, @balena/dockerignore, leaves `+ ( ) |` unescaped and so ignores other files than Docker does. Compared with BuildKit of
 * Docker 26.1 on 360 random sets of rules. Throws `SyntaxError`.
 */
export function parseIgnoreFile(text: string): IgnoreRules {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .flatMap(parseRule)
  return {
    ignores: (path) => ignores(rules, path),
    mayHoldExceptions: (directory) =>
      rules.some((rule) => rule.exception && mayMatchBelow(rule.parts, directory.split('/'))),
  }
}

function parseRule(line: string): Rule[] {
  const trimmed = line.trim()
  const exception = trimmed.startsWith('!')
  const written = exception ? trimmed.slice(1).trim() : trimmed
  if (written === '') throw new SyntaxError('illegal exclusion pattern: "!"')
  const cleaned = clean(written)
  // The context itself is never ignored.
  if (cleaned === '.') return []
  return [{ exception, parts: cleaned.split('/'), pattern: toRegExp(cleaned) }]
}

// Go's filepath.Clean, and without the leading slash.
function clean(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '..' || !path.startsWith('/')) parts.push(part)
  }
  return parts.length === 0 ? '.' : parts.join('/')
}

// MatchesUsingParentResults, which BuildKit's walk uses: a rule that was passed over at a directory, because it would have
// changed nothing there, does not hold for what is below by that directory's name.
function ignores(rules: readonly Rule[], path: string): boolean {
  const parts = path.split('/')
  let above: readonly boolean[] = []
  let ignored = false
  for (const index of parts.keys()) {
    const prefix = parts.slice(0, index + 1).join('/')
    ignored = false
    above = rules.map((rule, position) => {
      const held = above[position] ?? false
      const matches = held || (rule.exception === ignored && rule.pattern.test(prefix))
      if (matches) ignored = !rule.exception
      return matches
    })
  }
  return ignored
}

function toRegExp(pattern: string): RegExp {
  let source = '^'
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at)
    if (char === '*' && pattern.charAt(at + 1) === '*') {
      at += 1
      if (pattern.charAt(at + 1) === '/') at += 1
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?'
    } else if (char === '*') source += '[^/]*'
    else if (char === '?') source += '[^/]'
    else if (char === '[') {
      const end = classEnd(pattern, at)
      source += pattern.slice(at, end + 1)
      at = end
    } else if (char === '\\') {
      at += 1
      if (at >= pattern.length) throw new SyntaxError(`syntax error in pattern: ${pattern}`)
      source += escaped(pattern.charAt(at))
    } else source += escaped(char)
  }
  return new RegExp(`${source}$`, 's')
}

function escaped(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')
}

function classEnd(pattern: string, start: number): number {
  const [whole] = /^\[\^?(?:\\.|[^\]\\])+\]/.exec(pattern.slice(start)) ?? []
  if (whole === undefined || /^\[\^?-|-\]$|-.-/.test(whole))
    throw new SyntaxError(`syntax error in pattern: ${pattern}`)
  return start + whole.length - 1
}

function mayMatchBelow(pattern: readonly string[], directory: readonly string[]): boolean {
  for (const [index, part] of directory.entries()) {
    const wanted = pattern[index]
    // The exception is a directory above: then it lets in what is below.
    if (wanted === undefined || wanted.includes('**')) return true
    if (!toRegExp(wanted).test(part)) return false
  }
  return true
}
