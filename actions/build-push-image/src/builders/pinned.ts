import type { Build } from './builder.ts'

/**
 * The Dockerfile with every image named by the digest that was resolved and hashed, so that a tag that moves between the look
 * and the build changes nothing.
 */
export function pinnedDockerfile(build: Build): {
  readonly source: string
  readonly arguments: ReadonlyMap<string, string>
} {
  const args = new Map(build.arguments)
  const lines = build.context.dockerfile.source.split('\n')
  for (const base of build.bases) {
    if (base.pinned) continue
    // A base given by a build argument is pinned there; one in the text, in its line.
    for (const [name, value] of args) if (value === base.written) args.set(name, base.resolved)
    const stages = build.plan.stages.map((stage) => stage.from.line - 1)
    for (const line of stages) lines[line] = replaceWord(lines[line] ?? '', base.written, base.resolved)
    for (const [line, text] of lines.entries()) {
      if (/^\s*(?:COPY|ADD|RUN)\b/i.test(text))
        lines[line] = text.replace(`from=${base.written}`, `from=${base.resolved}`)
    }
  }
  return { source: lines.join('\n'), arguments: args }
}

function replaceWord(line: string, word: string, by: string): string {
  return line
    .split(/(\s+)/)
    .map((part) => (part === word ? by : part))
    .join('')
}
