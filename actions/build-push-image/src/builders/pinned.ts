import { sha256 } from '@ml-actions/registry'
import type { Build } from './builder.ts'

/** The name of an argument that no Dockerfile has of its own. */
const REFRESH = 'ML_ACTIONS_REFRESH'

/**
 * The Dockerfile with every image named by the digest that was resolved and hashed, so that a tag that moves between the look
 * and the build changes nothing. With `refresh`, every stage begins with an argument of its value: the builder's own cache, on
 * this machine or in a registry, then has nothing that was made for another one.
 */
export function pinnedDockerfile(build: Pick<Build, 'arguments' | 'context' | 'bases' | 'plan' | 'inputs'>): {
  readonly source: string
  readonly arguments: ReadonlyMap<string, string>
} {
  const args = new Map(build.arguments)
  const lines = build.context.dockerfile.source.split('\n')
  for (const base of build.bases) {
    if (base.pinned) continue
    // A base given by a build argument is pinned there; one in the text, or in an argument's default, in its line.
    for (const [name, value] of args) if (value === base.written) args.set(name, base.resolved)
    for (const { base: begins, from } of build.plan.stages) {
      const line = from.line - 1
      if (begins.kind === 'image' && begins.reference === base.written)
        lines[line] = (lines[line] ?? '').replace(IMAGE, (_, before: string) => `${before}${base.resolved}`)
    }
    for (const [line, text] of lines.entries()) {
      if (/^\s*(?:COPY|ADD|RUN)\b/i.test(text))
        lines[line] = text.replace(`from=${base.written}`, `from=${base.resolved}`)
    }
  }
  const { refresh } = build.inputs
  if (refresh !== undefined) {
    const value = sha256(refresh).slice('sha256:'.length, 'sha256:'.length + REFRESH_LENGTH)
    for (const { instructions } of build.plan.stages) {
      const line = (instructions[0]?.line ?? 0) - 1
      if (line >= 0) lines[line] = `ARG ${REFRESH}=${value}\n${lines[line] ?? ''}`
    }
  }
  return { source: lines.join('\n'), arguments: args }
}

const REFRESH_LENGTH = 16
/** What stands before an image in its FROM, and the image; one on a continuation line is left to its argument. */
const IMAGE = /^(\s*FROM\s+(?:--\S+\s+)*)[^\s\\`]+/i
